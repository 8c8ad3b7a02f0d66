import type { DiagnosedRequest, Diagnosis, Edit, Exchange } from "#lib/contract/diagnosis.ts";
import type { BrowserName } from "#lib/contract/terms.ts";
import type { Browser } from "#lib/browsers/browser.ts";
import { OPAQUE_ORIGIN, originOfUrl } from "#lib/fetch/origin.ts";
import { occurrenceCounter, recordingKey } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { buildDiagnosis } from "../build-diagnosis.ts";
import { suppliedExchange } from "../evaluate.ts";
import type { BrowserRun } from "../observation.ts";
import { observation } from "../observe.ts";
import { editRequest } from "./edits.ts";
import { know, whatIf, type Known } from "./what-if.ts";

/** The diagnosis that a remedy would lead to: the same servers, their answers and the request with the edits. */
export function wouldBe(diagnosis: Diagnosis, edits: readonly Edit[]): Diagnosis {
  const known = knownFrom(diagnosis);
  const exchanges: Exchange[] = [];
  const indexes = new Map<string, number>();
  const runOf = (browser: Browser): BrowserRun => {
    const run = whatIf(known, edits, browser);
    const occurrenceOf = occurrenceCounter();
    const exchangeOfStep = run.steps.map(({ request, answer }) => {
      const exchange = suppliedExchange(request, answer);
      const question = JSON.stringify([recordingKey(request, occurrenceOf(request)), exchange]);
      const known = indexes.get(question);
      if (known !== undefined) return known;
      indexes.set(question, exchanges.length);
      return exchanges.push(exchange) - 1;
    });
    return { ...run, exchangeOfStep, report: browser.report(run.request, run) };
  };
  const { cookiesSent, bodyBytes } = diagnosis.request;
  const request = editRequest(known.request, edits);
  const observed = observation({ request, cookiesGiven: cookiesSent, exchanges }, runOf);
  return buildDiagnosis(observed, "edited", { bodyBytes: request.body === "none" ? 0 : bodyBytes, cookiesSent });
}

/** What a diagnosis knows: enough to run the engines once more. */
export function knownFrom({ request, exchanges, browsers }: Diagnosis): Known {
  const exchangesOf = Object.entries(browsers).map(
    ([name, verdict]) => [name as BrowserName, new Set(verdict.exchanges)] as const,
  );
  return know(requestFrom(request), exchanges, new Map(exchangesOf));
}

function requestFrom({ bodyBytes, origin, ...request }: DiagnosedRequest): FetchRequest {
  const { url, method, headers, credentials, mode, redirect, initiator } = request;
  return {
    url,
    method,
    headers,
    credentials,
    mode,
    redirect,
    initiator,
    origin: URL.canParse(origin) ? originOfUrl(new URL(origin)) : OPAQUE_ORIGIN,
    body: bodyBytes > 0 ? "text" : "none",
    useCorsPreflight: initiator === "xhr-upload",
  };
}
