import { isRedirectStatus } from "#lib/fetch/response-status.ts";
import { getHeaderLines } from "#lib/fetch/header-list.ts";
import { answersOf, bodyEvidence, htmlEvidence, jsonEvidence, type SeenAnswer } from "./answer.ts";
import { botProtectionBehind } from "./bot-protections.ts";
import { leadsToLogin } from "./login-url.ts";
import type { Observation } from "../observation.ts";
import { corsRulesRefusal } from "./refusal-texts.ts";

/** What API Gateway answers where there is no such route or method, with the status 403. */
export const NO_SUCH_ROUTE = /^\{"message":"Missing Authentication Token"\}$/;

const isPreflight = ({ exchange }: SeenAnswer) => exchange.role === "preflight";
const hasStatus =
  (...statuses: readonly number[]) =>
  ({ response }: SeenAnswer) =>
    statuses.includes(response.status);

/** The most specific first: the first that holds is the cause. */
const CAUSES = {
  "bot-challenge": (answer) => botProtectionBehind(answer) !== null,
  "refused-by-cors-rules": (answer) => corsRulesRefusal(answer) !== null,
  "login-redirect": isLoginRedirect,
  "too-many-requests": hasStatus(429),
  "payload-too-large": hasStatus(413),
  "preflight-not-routed": (answer) =>
    isPreflight(answer) && (hasStatus(404, 405, 501)(answer) || bodyEvidence(answer, NO_SUCH_ROUTE) !== null),
  "preflight-needs-login": (answer) => isPreflight(answer) && hasStatus(401, 403)(answer),
  "preflight-server-error": (answer) => isPreflight(answer) && answer.response.status >= 500,
  "actual-status-not-ok": (answer) => !isPreflight(answer) && answer.response.status >= 400,
  "html-instead-of-json": isHtmlInsteadOfJson,
} as const satisfies Record<string, (answer: SeenAnswer) => boolean>;

/** The id of the finding that says what is behind an answer. */
export type AnswerCause = keyof typeof CAUSES;

/**
 * Why an answer is not the one that the page asked for: the most specific cause, and for an error that no more is known
 * of also the page that it comes with. Empty when nothing is known against the answer.
 */
export function causesOfAnswer(
  observation: Pick<Observation, "exchanges" | "probes">,
  answer: SeenAnswer,
): AnswerCause[] {
  if (isExplainedByProbes(observation, answer)) return [];
  // Whatever a login page answers, being sent there is the cause.
  const isAfterLogin = answersOf(observation).some(
    (other) => other.exchange.hop < answer.exchange.hop && isLoginRedirect(other),
  );
  if (isAfterLogin) return [];
  const causes = (Object.keys(CAUSES) as AnswerCause[]).filter((id) => CAUSES[id](answer));
  return causes[0] === "actual-status-not-ok" ? causes : causes.slice(0, 1);
}

/** Whether a probe has shown which part of the request is refused: then that is the cause, whatever the status is. */
function isExplainedByProbes({ probes }: Pick<Observation, "probes">, { index }: SeenAnswer): boolean {
  return probes.facts.some(
    (fact) =>
      ((fact.kind === "header-refused" || fact.kind === "method-refused") && fact.preflight === index) ||
      (fact.kind === "origin-refused" && fact.refused === index),
  );
}

function isLoginRedirect({ exchange, response }: SeenAnswer): boolean {
  const [location, another] = getHeaderLines(response.headers, "location");
  if (!isRedirectStatus(response.status) || location === undefined || another !== undefined) return false;
  const { url } = exchange.request;
  return URL.canParse(location, url) && leadsToLogin(new URL(url), new URL(location, url));
}

function isHtmlInsteadOfJson(answer: SeenAnswer): boolean {
  const { status } = answer.response;
  return (
    !isPreflight(answer) && !isRedirectStatus(status) && htmlEvidence(answer) !== null && jsonEvidence(answer) !== null
  );
}
