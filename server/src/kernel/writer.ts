import pg from 'pg';

/** What a statement brought. It is committed and others see it, but a power cut may still take it back. */
export interface Written<R> {
  readonly rows: readonly R[];
  /** Resolves once the statement is on disk; nobody is told of it before. Rejects when that is not known. */
  durable(): Promise<void>;
}

/**
 * Statements that are a transaction each, one after another on one connection: the next is on the server before the
 * answer to the last is read (pipelining), and none waits for the disk. One flush, on a connection of its own, makes
 * durable whatever was committed before it was sent.
 *
 * A commit that waits for the disk holds its locks meanwhile, and all checks lock the head of their county's audit chain:
 * of 227 looks at two such connections under load one was waiting for the disk in 99, for the other's lock in 30.
 *
 * The flush is an ordinary commit of an empty message: it waits for whatever the server is set to wait for, standby
 * servers included.
 */
export class Writer {
  readonly #config: pg.ClientConfig;
  #session: Promise<Session> | undefined;

  constructor(config: pg.ClientConfig) {
    this.#config = config;
  }

  async run<R extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<Written<R>> {
    const session = await this.#open();
    const { rows } = await session.statements.query<R>(query);
    return { rows, durable: () => session.flush() };
  }

  /** For those who repeat what they read: taken before reading, it gives what resolves once all that was seen is on disk. */
  async reading(): Promise<() => Promise<void>> {
    const session = await this.#open();
    return () => session.flush();
  }

  async close(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    await session?.then((s) => s.close()).catch(() => {});
  }

  #open(): Promise<Session> {
    if (!this.#session) {
      const forget = (): void => {
        if (this.#session === opening) this.#session = undefined;
      };
      const opening = Session.open(this.#config, forget);
      opening.catch(forget);
      this.#session = opening;
    }
    return this.#session;
  }
}

/**
 * Both connections live and die together: a flush on a connection made after the server had crashed would say of a lost
 * commit that it is on disk.
 */
class Session {
  readonly statements: pg.Client;
  readonly #flushes: pg.Client;
  readonly #ended: () => void;
  #sent: Promise<unknown> | undefined;
  #next: Promise<void> | undefined;

  private constructor(statements: pg.Client, flushes: pg.Client, ended: () => void) {
    this.statements = statements;
    this.#flushes = flushes;
    this.#ended = ended;
  }

  static async open(config: pg.ClientConfig, ended: () => void): Promise<Session> {
    const statements = new pg.Client({
      ...config,
      options: `${config.options ?? ''} -c synchronous_commit=off`,
      pipeline: true,
    });
    const flushes = new pg.Client(config);
    const session = new Session(statements, flushes, ended);
    for (const client of [statements, flushes]) {
      client.on('error', ended);
      client.once('end', () => {
        ended();
        void session.close();
      });
    }
    try {
      await Promise.all([statements.connect(), flushes.connect()]);
    } catch (error) {
      await session.close();
      throw error;
    }
    return session;
  }

  /** A flush that is on its way may have set out before the commit; the next one covers all who wait by then. */
  flush(): Promise<void> {
    this.#next ??= this.#afterSent();
    return this.#next;
  }

  async #afterSent(): Promise<void> {
    await this.#sent?.catch(() => {});
    this.#next = undefined;
    const sent = this.#flushes.query({
      name: 'flush',
      text: `select pg_logical_emit_message(true, 'lianfang', '')`,
    });
    this.#sent = sent;
    await sent.catch((error: unknown) => {
      this.#ended();
      void this.close();
      throw error;
    });
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.statements.end(), this.#flushes.end()]);
  }
}
