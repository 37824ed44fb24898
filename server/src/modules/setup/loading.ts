import type { DemoStep, SetupProgress } from '@lianfang/contract/setup';
import { loadDemo } from '../../demo/load.ts';
import type { Services } from '../../kernel/endpoint.ts';

/** How far the loading of the demo county is, for this process: it is one transaction, others see all or nothing. */
export class DemoLoading {
  #progress: SetupProgress = { state: 'idle', fraction: 0 };

  get progress(): SetupProgress {
    return this.#progress;
  }

  /** Loads and resolves when all is there. `onFailure` is told why not; the progress then says failed. */
  async run(services: Pick<Services, 'db' | 'clock' | 'crypto'>): Promise<void> {
    this.#progress = { state: 'loading', fraction: 0 };
    let step: DemoStep | undefined;
    try {
      await loadDemo({
        db: services.db,
        clock: services.clock,
        crypto: services.crypto,
        onProgress: (at, fraction) => {
          step = at;
          this.#progress = { state: 'loading', step: at, fraction: Math.min(1, fraction) };
        },
      });
      this.#progress = { state: 'done', fraction: 1 };
    } catch (error) {
      this.#progress = { state: 'failed', fraction: this.#progress.fraction, ...(step && { step }) };
      throw error;
    }
  }
}

/** One an application. */
const byServices = new WeakMap<Services, DemoLoading>();
export function loadingOf(services: Services): DemoLoading {
  const found = byServices.get(services) ?? new DemoLoading();
  byServices.set(services, found);
  return found;
}
