/** What the coalescer needs to know of the work it gathers. */
export interface CoalescerOptions<I, R> {
  /** Does one batch in one transaction and returns once it is committed: an outcome an item, in their order. */
  readonly run: (items: readonly I[]) => Promise<readonly R[]>;
  /** Items that share a key are never in one batch and run in the order they came. */
  readonly keys: (item: I) => readonly string[];
  /** Items of one group may share a batch, but two batches on their way never hold the same group. */
  readonly group?: (item: I) => string;
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

/** Batches on their way at once. */
const IN_FLIGHT = 2;
/** What a batch costs by itself, in items (health/README.md): fewer are not worth a second batch. */
const WORTH = 8;

/**
 * Group commit for requests: those that arrive while a batch is on its way form the next batch. Adaptive without a
 * timer: when idle it starts at the end of the current turn of the event loop, so a lone request waits for nobody, and
 * the batch grows by itself as the database gets slower. A second batch sets out beside the first once it is at least
 * as large: the database works on it while this process answers the first and reads the next requests.
 *
 * Rejected: a fixed window (2 ms) adds its wait to every lone request and gained nothing under load, where the
 * batch in flight is the window. A second batch half as large as the first: each is then half as large as the one
 * before, down to one item.
 */
export class Coalescer<I, R> {
  readonly #options: CoalescerOptions<I, R>;
  #waiting: Entry<I, R>[] = [];
  readonly #held = new Set<string>();
  #running = 0;
  #onTheirWay = 0;
  #scheduled = false;

  constructor(options: CoalescerOptions<I, R>) {
    this.#options = options;
  }

  /** Resolves with the item's own outcome after its batch is committed; rejects when its own work failed. */
  add(item: I): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      setImmediate(() => {
        this.#scheduled = false;
        this.#start();
      });
    });
  }

  /** Resolves when nothing is waiting or on its way: for an orderly stop. */
  async idle(): Promise<void> {
    while (this.#waiting.length + this.#running > 0) await new Promise((done) => setTimeout(done, 5));
  }

  /** Sends a batch on its way if none is, or if enough waits to be worth a second one. */
  #start(): void {
    const least = this.#running === 0 ? 1 : Math.max(WORTH, this.#onTheirWay);
    if (this.#running >= IN_FLIGHT || this.#waiting.length < least) return;
    const { batch, left } = this.#take();
    if (batch.length < least) return;
    this.#waiting = left;
    const held = batch.flatMap(({ item }) => this.#holds(item));
    for (const key of held) this.#held.add(key);
    this.#running++;
    this.#onTheirWay += batch.length;
    void this.#settle(batch).then(() => {
      for (const key of held) this.#held.delete(key);
      this.#running--;
      this.#onTheirWay -= batch.length;
      this.#start();
    });
  }

  /** What a batch with this item keeps others from while it is on its way. */
  #holds(item: I): readonly string[] {
    const { keys, group } = this.#options;
    return group ? [...keys(item), `group ${group(item)}`] : keys(item);
  }

  /** The next batch; what shares a key with something before it, or a group with a batch on its way, stays in order. */
  #take(): { readonly batch: Entry<I, R>[]; readonly left: Entry<I, R>[] } {
    const batch: Entry<I, R>[] = [];
    const left: Entry<I, R>[] = [];
    const before = new Set<string>();
    for (const entry of this.#waiting) {
      const keys = this.#options.keys(entry.item);
      const free =
        batch.length < this.#options.most &&
        !keys.some((key) => before.has(key)) &&
        !this.#holds(entry.item).some((key) => this.#held.has(key));
      for (const key of keys) before.add(key);
      (free ? batch : left).push(entry);
    }
    return { batch, left };
  }

  /** Runs a batch; one that fails because of an item is halved until that item stands alone. */
  async #settle(batch: readonly Entry<I, R>[]): Promise<void> {
    try {
      const outcomes = await this.#options.run(batch.map((e) => e.item));
      batch.forEach((entry, i) => {
        entry.resolve(outcomes[i]!);
      });
    } catch (error) {
      if (batch.length > 1 && this.#options.blames(error)) {
        const half = batch.length >> 1;
        await this.#settle(batch.slice(0, half));
        await this.#settle(batch.slice(half));
      } else {
        for (const entry of batch) entry.reject(error);
      }
    }
  }
}
