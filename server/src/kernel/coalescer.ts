/** A batch that has run. */
export interface Ran<R> {
  /** An outcome an item, in their order. */
  readonly outcomes: readonly R[];
  /** Resolves when they may be told; at once where left out. */
  readonly durable?: () => Promise<void>;
}

/** What the coalescer needs to know of the work it gathers. */
export interface CoalescerOptions<I, R> {
  /** Does one batch. Two that write must not do so crosswise: one connection, or locks in one order. */
  readonly run: (items: readonly I[]) => Promise<Ran<R>>;
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

/** Batches on their way at once: one that runs and one behind it, so that the database never waits for this process. */
const IN_FLIGHT = 2;
/** What a batch costs by itself is as much as some five items (health/README.md): fewer are not worth a second batch. */
const WORTH = 12;

/**
 * Group commit for requests: those that arrive while a batch is on its way form the next batch. Adaptive without a
 * timer: when idle it starts at the end of the current turn of the event loop, so a lone request waits for nobody, and
 * the batch grows by itself as the database gets slower. A second batch sets out behind the first once it is worth it.
 * The outcomes of a batch wait for the disk while the next ones run.
 *
 * Rejected: a fixed window (2 ms) adds its wait to every lone request and gained nothing under load, where the
 * batch in flight is the window.
 */
export class Coalescer<I, R> {
  readonly #options: CoalescerOptions<I, R>;
  #waiting: Entry<I, R>[] = [];
  readonly #held = new Set<string>();
  #running = 0;
  #untold = 0;
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

  /** Resolves when nothing is waiting, on its way or untold: for an orderly stop. */
  async idle(): Promise<void> {
    while (this.#waiting.length + this.#running + this.#untold > 0)
      await new Promise((done) => setTimeout(done, 5));
  }

  /** Sends a batch on its way if none is, or if enough waits to be worth a second one. */
  #start(): void {
    const least = this.#running === 0 ? 1 : WORTH;
    if (this.#running >= IN_FLIGHT || this.#waiting.length < least) return;
    const { batch, left } = this.#take();
    if (batch.length < least) return;
    this.#waiting = left;
    const held = batch.flatMap(({ item }) => this.#options.keys(item));
    for (const key of held) this.#held.add(key);
    this.#running++;
    void this.#settle(batch).then(() => {
      for (const key of held) this.#held.delete(key);
      this.#running--;
      this.#start();
    });
  }

  /** The next batch; what shares a key with something before it or on its way stays in order. */
  #take(): { readonly batch: Entry<I, R>[]; readonly left: Entry<I, R>[] } {
    const batch: Entry<I, R>[] = [];
    const left: Entry<I, R>[] = [];
    const before = new Set<string>();
    for (const entry of this.#waiting) {
      const keys = this.#options.keys(entry.item);
      const free =
        batch.length < this.#options.most && !keys.some((key) => before.has(key) || this.#held.has(key));
      for (const key of keys) before.add(key);
      (free ? batch : left).push(entry);
    }
    return { batch, left };
  }

  /** Runs a batch; one that fails because of an item is halved until that item stands alone. */
  async #settle(batch: readonly Entry<I, R>[]): Promise<void> {
    try {
      void this.#tell(batch, await this.#options.run(batch.map((e) => e.item)));
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

  async #tell(batch: readonly Entry<I, R>[], { outcomes, durable }: Ran<R>): Promise<void> {
    this.#untold += batch.length;
    try {
      await durable?.();
      batch.forEach((entry, i) => {
        entry.resolve(outcomes[i]!);
      });
    } catch (error) {
      for (const entry of batch) entry.reject(error);
    } finally {
      this.#untold -= batch.length;
    }
  }
}
