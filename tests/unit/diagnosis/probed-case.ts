import type { HeaderLine, HeaderList } from "#lib/fetch/header-list.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";
import type { FindingCase } from "./finding-case.ts";
import { allowing, type SimulatedServer } from "./simulated-server.ts";

/** A server whose behaviour only further questions bring to light. */
export interface ProbedCaseDraft {
  readonly name: string;
  readonly fields?: Partial<RequestFields>;
  readonly server: SimulatedServer;
  readonly maxProbes?: number;
  /** The ids of the probes, in their order. */
  readonly asks: readonly string[];
  readonly want: FindingCase["want"];
}

interface SimulatedAnswer {
  readonly status: number;
  readonly headers: HeaderList;
}

/** An answer with these lines and no others. */
export const bare = (status: number, ...headers: readonly HeaderLine[]): SimulatedAnswer => ({ status, headers });

/** An answer that lets that origin in for everything. */
export const lets = (origin: string | null, ...lines: readonly HeaderLine[]): SimulatedAnswer =>
  bare(200, ...allowing(origin, ...lines));

/** A PUT with these headers. */
export const put = (...names: readonly string[]): Partial<RequestFields> => ({
  method: "PUT",
  headers: Object.fromEntries(names.map((name) => [name, "1"])),
});
