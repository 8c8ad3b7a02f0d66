import { median, rounded } from "../statistics.ts";

/** Pieces of work per second of the process's CPU time, over the rounds. */
export interface RateSummary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Runs a batch of work time and again, and keeps how much of it a second of CPU time was enough for. */
export class Rate {
  readonly #count: number;
  readonly #work: () => void | Promise<void>;
  readonly #perSecond: number[] = [];

  constructor(count: number, work: () => void | Promise<void>) {
    this.#count = count;
    this.#work = work;
  }

  async round({ counts }: { readonly counts: boolean }): Promise<void> {
    const before = process.cpuUsage();
    await this.#work();
    // All threads count: what the garbage collector does beside is part of the price.
    const { user, system } = process.cpuUsage(before);
    if (counts) this.#perSecond.push(this.#count / ((user + system) / 1e6));
  }

  summary(): RateSummary {
    return {
      median: rounded(median(this.#perSecond)),
      min: rounded(Math.min(...this.#perSecond)),
      max: rounded(Math.max(...this.#perSecond)),
    };
  }
}

export interface Rounds {
  readonly rounds: number;
  readonly warmUpRounds: number;
}

/** Takes turns, so that whatever else the machine does meets all of them alike. */
export async function runInTurns(rates: readonly Rate[], { rounds, warmUpRounds }: Rounds): Promise<void> {
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    for (const rate of rates) await rate.round({ counts: round >= 0 });
  }
}
