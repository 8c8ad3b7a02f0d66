import type { IncomingResponse } from "#lib/fetch/exchange.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { Observation } from "../observation.ts";
import type { ProbeFact } from "./fact.ts";
import { ask, outcomeAfter, type Probing } from "./probe.ts";

/** Beside the URL that was asked for, so that the same part of the server answers. */
const MISSING_PATH = "preflight-probe-no-such-path";

const FIRST_ERROR_STATUS = 400;

/** Whether the server's errors can be read by the page that can read its other answers. */
export function* errorPath({ request, main }: Observation): Probing<ProbeFact[]> {
  const { outcome, readable, responseStep, urlList } = main.outcome;
  const step = responseStep === null ? undefined : main.steps[responseStep];
  const url = urlList.at(-1);
  if (outcome !== "allowed" || readable.type !== "cors" || url === undefined) return [];
  if (step?.answer.kind !== "response" || step.answer.status >= FIRST_ERROR_STATUS) return [];
  if (!["GET", "HEAD"].includes(step.request.method)) return [];
  const { href } = new URL(MISSING_PATH, url);
  const variant: FetchRequest = {
    ...request,
    url: href,
    method: "GET",
    headers: [],
    body: "none",
    useCorsPreflight: false,
  };
  const answered = yield* ask(variant, {
    id: "error-path",
    purpose: "Asks for a path that should not exist, to see whether the page can read the server's errors.",
    conclude: (response) => {
      const status = String(response.status);
      if (!isError(response)) return `Not known: the server answers with ${status} instead of an error.`;
      return isHidden(variant, response)
        ? `The page could not read this ${status}: its console would show a CORS error instead.`
        : `Ruled out: the page could read this ${status}.`;
    },
  });
  if (answered === null || !isError(answered.response) || !isHidden(variant, answered.response)) return [];
  return [{ kind: "error-without-cors", exchange: answered.exchange }];
}

function isError({ status }: IncomingResponse): boolean {
  return status >= FIRST_ERROR_STATUS;
}

function isHidden(request: FetchRequest, response: IncomingResponse): boolean {
  return outcomeAfter(request, response).outcome === "blocked";
}
