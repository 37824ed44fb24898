import type { CheckInput, CheckReceipt } from '@lianfang/contract/health';
import type { Duty } from '@lianfang/contract/healthDuty';
import type { ProblemDetails } from '@lianfang/contract/problem';
import Dexie, { type EntityTable } from 'dexie';

/**
 * queued: on this device only · sending: on its way, outcome unknown · sent: the server has it for good ·
 * refused: the server said no, and why; a person must decide.
 */
type OutboxState = 'queued' | 'sending' | 'sent' | 'refused';

/** One check made on this device. `seq` is the order in which they are sent. */
export interface OutboxItem {
  readonly seq: number;
  readonly id: string;
  /** Who made it: nobody else's session may send it. */
  readonly accountId: string;
  readonly body: CheckInput;
  readonly state: OutboxState;
  /** Milliseconds since the epoch; sent items are forgotten some days later. */
  readonly savedAt: number;
  /** Not before: the moment in which it can be taken back. */
  readonly holdUntil: number;
  /** How often it went out. Above 0 the server may have it, even if no answer came. */
  readonly attempts: number;
  readonly receipt?: CheckReceipt;
  readonly problem?: ProblemDetails;
}

/** The last duty fetched by an account: what its checks can be made from without a network. */
interface KeptDuty {
  readonly accountId: string;
  readonly unit: string;
  readonly keptAt: number;
  readonly duty: Duty;
}

class DeviceStore extends Dexie {
  declare readonly outbox: EntityTable<OutboxItem, 'seq'>;
  declare readonly duty: Dexie.Table<KeptDuty, [string, string]>;
  constructor() {
    super('lianfang');
    this.version(1).stores({
      outbox: '++seq, &id, [accountId+state], savedAt',
      duty: '[accountId+unit], keptAt',
    });
  }
}

/** IndexedDB of this browser. Survives reloads, crashes and restarts of the phone. */
export const store = new DeviceStore();

/** Asks the browser not to clear the store when the phone runs out of space. Best effort. */
export const keepStore = (): void => void navigator.storage?.persist?.();
