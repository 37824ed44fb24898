/** What the coalescer needs to know of the work it gathers. */
export interface CoalescerOptions<I, R> {
  /** Does one batch in one transaction and returns once it is committed: an outcome an item, in their order. */
  readonly run: (lane: string, items: readonly I[]) => Promise<readonly R[]>;
  /** Items that share a key are never in one batch and run in the order they came. */
  readonly keys: (item: I) => readonly string[];
  /** Most items in a batch. */
  readonly most: number;
  /** Whether an item of the batch is to blame, so that the others are worth another try without it. */
  readonly blames: (error: unknown) => boolean;
}

interface Entry<I, R> {
  readonly item: I;
  readonly resolve: (outcome: R) => void;
  readonly reject: (error: unknown) => void;
}

/** A lane: what waits, and the batches on their way with the keys they hold. */
interface Lane<I, R> {
  readonly waiting: Entry<I, R>[];
  readonly held: Set<string>;
  running: number;
  last: number;
  scheduled: boolean;
}

/** Batches of a lane on their way at once. */
const IN_FLIGHT = 2;

/**
 * Group commit for requests: those that arrive while a batch of their lane is on its way form the next batch.
 * Adaptive without a timer: an idle lane starts at the end of the current turn of the event loop, so a lone request
 * waits for nobody, and the batch grows by itself as the database gets slower. Lanes do not wait for each other.
 * A second batch of the lane sets out once it is at least half as large as the one before: it waits in the database
 * for its turn, and the database does not wait while this process answers one batch and reads the next requests.
 *
 * Rejected: a fixed window (2 ms) adds its wait to every lone request and gained nothing under load, where the
 * batch in flight is the window.
 */
export class Coalescer<I, R> {
  readonly #options: CoalescerOptions<I, R>;
  readonly #lanes = new Map<string, Lane<I, R>>();
  #batches = 0;
  #items = 0;

  constructor(options: CoalescerOptions<I, R>) {
    this.#options = options;
  }

  /** Batches run and items in them so far. */
  get totals(): { readonly batches: number; readonly items: number } {
    return { batches: this.#batches, items: this.#items };
  }

  /** Resolves with the item's own outcome after its batch is committed; rejects when its own work failed. */
  add(lane: string, item: I): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      let state = this.#lanes.get(lane);
      if (!state) {
        state = { waiting: [], held: new Set(), running: 0, last: 0, scheduled: false };
        this.#lanes.set(lane, state);
      }
      state.waiting.push({ item, resolve, reject });
      this.#schedule(lane, state);
    });
  }

  /** Resolves when nothing is waiting or on its way: for an orderly stop. */
  async idle(): Promise<void> {
    while (this.#lanes.size > 0) await new Promise((done) => setTimeout(done, 5));
  }

  #schedule(lane: string, state: Lane<I, R>): void {
    if (state.scheduled) return;
    state.scheduled = true;
    setImmediate(() => {
      state.scheduled = false;
      this.#start(lane, state);
    });
  }

  /** Sends a batch on its way if the lane is free, or if enough waits to be worth a second one. */
  #start(lane: string, state: Lane<I, R>): void {
    if (state.running >= IN_FLIGHT || (state.running > 0 && state.waiting.length * 2 < state.last)) return;
    const batch = this.#take(state);
    if (batch.length === 0) {
      if (state.running === 0) this.#lanes.delete(lane);
      return;
    }
    const keys = batch.flatMap((entry) => this.#options.keys(entry.item));
    for (const key of keys) state.held.add(key);
    state.running++;
    state.last = batch.length;
    void this.#settle(lane, batch).then(() => {
      for (const key of keys) state.held.delete(key);
      state.running--;
      this.#start(lane, state);
    });
  }

  /** Takes the next batch off the queue; what shares a key with something before it stays, in order. */
  #take({ waiting, held }: Lane<I, R>): Entry<I, R>[] {
    const batch: Entry<I, R>[] = [];
    const left: Entry<I, R>[] = [];
    const seen = new Set<string>(held);
    for (const entry of waiting) {
      const keys = this.#options.keys(entry.item);
      const free = batch.length < this.#options.most && !keys.some((k) => seen.has(k));
      for (const key of keys) seen.add(key);
      (free ? batch : left).push(entry);
    }
    waiting.splice(0, waiting.length, ...left);
    return batch;
  }

  /** Runs a batch; one that fails because of an item is halved until that item stands alone. */
  async #settle(lane: string, batch: readonly Entry<I, R>[]): Promise<void> {
    this.#batches++;
    this.#items += batch.length;
    try {
      const outcomes = await this.#options.run(
        lane,
        batch.map((e) => e.item),
      );
      batch.forEach((entry, i) => {
        entry.resolve(outcomes[i]!);
      });
    } catch (error) {
      if (batch.length > 1 && this.#options.blames(error)) {
        const half = batch.length >> 1;
        await this.#settle(lane, batch.slice(0, half));
        await this.#settle(lane, batch.slice(half));
      } else {
        for (const entry of batch) entry.reject(error);
      }
    }
  }
}
