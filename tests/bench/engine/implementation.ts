import type { FetchRequest } from "#lib/fetch/request.ts";
import type { Evaluation, Verdict } from "./evaluation.ts";
import type { RecordedServer } from "./recorded-server.ts";

/** A case, ready to be asked for. */
export type PreparedCase = Pick<Evaluation, "row" | "request">;

/** Another implementation of what a browser does with a fetch. */
export interface Implementation {
  readonly version: string;
  /** Whether its API can make the request at all. */
  readonly canExpress: (request: FetchRequest) => boolean;
  /** Makes the request with the API that a page's script would use, against the server of the case. */
  readonly fetch: (prepared: PreparedCase, server: RecordedServer) => Promise<Verdict>;
  /** Runs its code for CORS with as little of the page's API around it as it can do without. */
  readonly runCorsCode: (prepared: PreparedCase, server: RecordedServer) => Promise<void>;
}
