import type { CheckInput, CheckReceipt } from '@lianfang/contract/health';
import type { Actor, Holding } from '../../kernel/actor.ts';
import { dateOf } from '../../kernel/clock.ts';
import { Coalescer } from '../../kernel/coalescer.ts';
import type { Services } from '../../kernel/endpoint.ts';
import { grantFor, holdingLabel } from '../../kernel/policy.ts';
import { Problem } from '../../kernel/problem.ts';
import { type DecidedCheck, decide, digestOf, type GroupFacts, type LocalNow } from './domain.ts';
import type { FactsCache } from './facts.ts';
import { findReplay } from './replay.ts';
import { type CheckItem, recordChecks, type Verdict } from './store.ts';

/** Most checks in one transaction: bounds both its time and the size of its NOTIFY (8,000 bytes). */
const BATCH = 128;

type DeskServices = Pick<Services, 'db' | 'clock' | 'units'>;

export interface PreparedCheck {
  readonly item: CheckItem;
  readonly outcome: 'data' | 'zero';
}

/**
 * SQLSTATE classes 22 (data) and 23 (integrity): some item of the batch is to blame, not the connection. 40P01
 * (deadlock, with an act that writes down something in two counties): nothing was recorded, the halves may pass.
 */
const blames = (error: unknown): boolean => /^(2[23]|40P01)/.test((error as { code?: string }).code ?? '');

/** The id of a first report is that of a check of another unit, date or slot (health.record_checks). */
const isIdTaken = (error: unknown): boolean =>
  (error as { constraint?: string }).constraint === 'check_report_pk';

/**
 * Where checks come in. Each is authorised and decided on its own, then joins a batch; it is answered after the
 * commit. README.md has the measurements.
 */
export class CheckDesk {
  readonly #services: DeskServices;
  readonly #facts: FactsCache;
  readonly #batches: Coalescer<CheckItem, Verdict>;
  #minute = -1;
  #local: LocalNow = { date: '', time: '' };

  constructor(services: DeskServices, facts: FactsCache) {
    this.#services = services;
    this.#facts = facts;
    this.#batches = new Coalescer<CheckItem, Verdict>({
      run: (items) =>
        recordChecks(services.db.writer, new Date(services.clock.millis()).toISOString(), items),
      keys: (item) => [item.id, `${item.unit}|${item.period}|${item.slot}`],
      most: BATCH,
      blames,
    });
  }

  /** Resolves when every check taken in has been answered. */
  idle(): Promise<void> {
    return this.#batches.idle();
  }

  /** The holding by which the actor may report for the unit. @throws Problem kernel.not-found for a foreign one */
  async authorise(actor: Actor, unitId: string): Promise<Holding> {
    const unit = await this.#services.units.get(unitId);
    const holding = unit ? grantFor(actor, 'check.submit', unit) : undefined;
    if (!holding) throw new Problem('kernel.not-found');
    return holding;
  }

  /** Worked out once a minute: the calendar arithmetic costs more than all the rest of a decision (50 µs). */
  localNow(): LocalNow {
    const { clock } = this.#services;
    const minute = Math.floor(clock.millis() / 60_000);
    if (minute !== this.#minute) {
      const now = clock.now();
      const time = now.toZonedDateTimeISO(clock.zone).toPlainTime().toString({ smallestUnit: 'minute' });
      this.#minute = minute;
      this.#local = { date: dateOf(clock, now).toString(), time };
    }
    return this.#local;
  }

  async prepare(input: CheckInput, actor: Actor, holding: Holding): Promise<PreparedCheck> {
    const { facts, decided } = await this.#decide(input);
    return {
      outcome: decided.exceptions.length + (input.measured?.length ?? 0) > 0 ? 'data' : 'zero',
      item: {
        ...decided,
        id: input.id,
        area: facts.areaId,
        unit: input.unit,
        school: facts.schoolId,
        lineage: facts.lineage,
        schoolLineage: facts.schoolLineage,
        period: input.period,
        slot: input.slot,
        measured: input.measured ?? [],
        madeAt: input.madeAt,
        account: actor.accountId,
        holding: holdingLabel(holding),
        corrects: input.corrects,
        reason: input.reason,
        digest: digestOf(input),
      },
    };
  }

  /** By the facts in memory; before refusing, by those of the database. */
  async #decide(input: CheckInput): Promise<{ readonly facts: GroupFacts; readonly decided: DecidedCheck }> {
    const kept = await this.#facts.get(input.unit, input.period);
    const now = this.localNow();
    try {
      if (kept) return { facts: kept, decided: decide(input, kept, now) };
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
    }
    const facts = await this.#facts.reread(input.unit, input.period);
    if (!facts) throw new Problem('kernel.not-found');
    return { facts, decided: decide(input, facts, now) };
  }

  /** Records a prepared check; resolves after its commit. @throws Problem when another report stands in the way */
  async record({ item, outcome }: PreparedCheck): Promise<CheckReceipt> {
    const { verdict, receivedAt, current } = await this.#batches.add(item).catch((error: unknown) => {
      throw isIdTaken(error) ? new Problem('health.id-reused') : error;
    });
    switch (verdict) {
      case 'conflict':
        throw new Problem('health.id-reused');
      case 'exists':
        throw new Problem('health.already-reported', { current });
      case 'stale':
        throw current
          ? new Problem('health.superseded', { current })
          : new Problem('health.nothing-to-correct');
      default: {
        const { id, unit, period, slot } = item;
        const repeated = verdict === 'same' || verdict === 'replay' ? current : null;
        return { id, unit, period, slot, outcome, receivedAt, ...(repeated && { sameAs: repeated }) };
      }
    }
  }

  /**
   * Decides on a check and queues it; the receipt follows its commit. A retry of a recorded check is answered as the
   * first time even where a rule would forbid it by now (a roster or a deadline has changed since).
   * @throws Problem when a rule forbids the check
   */
  async join(
    input: CheckInput,
    actor: Actor,
    holding: Holding,
  ): Promise<{ readonly receipt: Promise<CheckReceipt> }> {
    let prepared: PreparedCheck;
    try {
      prepared = await this.prepare(input, actor, holding);
    } catch (refusal) {
      const replay = await findReplay(this.#services.db, input);
      if (replay) return { receipt: Promise.resolve(replay) };
      throw refusal;
    }
    return { receipt: this.record(prepared) };
  }

  /** The whole way of one check, to its receipt. */
  async submit(input: CheckInput, actor: Actor, holding: Holding): Promise<CheckReceipt> {
    return (await this.join(input, actor, holding)).receipt;
  }
}
