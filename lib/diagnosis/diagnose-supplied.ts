import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import type { Source } from "#lib/contract/terms.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { buildDiagnosis, type RequestFacts } from "./build-diagnosis.ts";
import { evaluate, type SuppliedResponse } from "./evaluate.ts";
import { Redactor } from "./redact.ts";

/** The diagnosis of supplied responses, secrets redacted: the same for the API and for the tab. */
export function diagnoseSupplied(
  request: FetchRequest,
  responses: readonly SuppliedResponse[],
  source: Exclude<Source, "network">,
  facts: RequestFacts,
): Diagnosis {
  const redactor = new Redactor();
  const redact = () => [redactor.request(request), responses.map((each) => redacted(redactor, each))] as const;
  // A secret may be repeated before the place that gives it away.
  redact();
  return buildDiagnosis(evaluate(...redact(), { cookiesGiven: facts.cookiesSent }), source, facts);
}

function redacted(redactor: Redactor, response: SuppliedResponse): SuppliedResponse {
  const match = response.match && {
    ...response.match,
    ...(response.match.url === undefined ? {} : { url: redactor.url(response.match.url) }),
  };
  return "failure" in response
    ? { ...response, match }
    : { ...response, match, headers: redactor.headers(response.headers) };
}
