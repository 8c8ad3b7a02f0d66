import type { IncomingResponse } from "#lib/fetch/exchange.ts";
import { byteLowercase, equalsByteCaseInsensitive, getHeader, type HeaderLine } from "#lib/fetch/header-list.ts";
import { isSameOrigin, originOfUrl, serializeOrigin, type Origin } from "#lib/fetch/origin.ts";
import { isOkStatus } from "#lib/fetch/response-status.ts";
import type { Observation } from "../observation.ts";
import type { ProbeFact } from "./fact.ts";
import { ask, firstRequest, isShared, namesAskedFor, subjectOf, type Probing, type Subject } from "./probe.ts";

/** What one preflight asks for. */
interface Permission {
  readonly method: string;
  readonly names: readonly string[];
}

interface Verdict {
  /** null when it is not known. */
  readonly isAccepted: boolean | null;
  readonly exchange: number | null;
}

const UNKNOWN: Verdict = { isAccepted: null, exchange: null };
const REFUSALS: readonly string[] = ["preflight-allow-origin-missing", "preflight-status-not-ok"];

/**
 * Which input the server refuses when it leaves the CORS headers out of the answer to a preflight, or answers with an
 * error: a header, the method, or the page's origin.
 */
export function* preflightBisection(observation: Observation): Probing<ProbeFact[]> {
  const { error } = observation.main.outcome;
  if (error === null || error.exchange === null || !REFUSALS.includes(error.reason)) return [];
  const subject = subjectOf(observation, error.exchange);
  if (subject === null) return [];
  const { method } = subject.request;
  const preflight = subject.index;
  const names = namesAskedFor(subject.step.request);
  const questions = new Questions(subject);

  const plain = yield* questions.ask({ method: "GET", names: [] }, PLAIN);
  if (plain.isAccepted === false) return yield* ownOrigin(subject);
  if (plain.exchange === null) return [];
  const alone = yield* questions.ask({ method, names: [] }, methodAlone(method));
  if (alone.isAccepted === null) return [];
  const facts: ProbeFact[] = [];
  if (!alone.isAccepted) facts.push({ kind: "method-refused", preflight, accepted: plain.exchange, method });
  const base = alone.isAccepted ? method : "GET";
  const all = yield* questions.ask({ method: base, names }, ALL_NAMES);
  if (all.isAccepted !== false) return facts;

  const found = yield* refusedAmong(questions, base, names);
  const others = names.filter((name) => found?.includes(name) === false);
  const rest = yield* questions.ask({ method: base, names: others }, without(found ?? []));
  const accepted = rest.isAccepted === true ? rest.exchange : null;
  facts.push({
    kind: "header-refused",
    preflight,
    accepted: accepted ?? alone.exchange ?? plain.exchange,
    names: found === null || accepted === null ? names : found,
    isExact: found !== null && accepted !== null,
  });
  return facts;
}

/** The names of a refused group that are refused, found by halves; null when the asking ended before. */
function* refusedAmong(
  questions: Questions,
  method: string,
  names: readonly string[],
): Probing<readonly string[] | null> {
  if (names.length === 1) return names;
  const middle = Math.ceil(names.length / 2);
  const [first, second] = [names.slice(0, middle), names.slice(middle)];
  const firstHalf = yield* questions.ask({ method, names: first }, without(second));
  if (firstHalf.isAccepted === null) return null;
  if (firstHalf.isAccepted) return yield* refusedAmong(questions, method, second);
  const found = yield* refusedAmong(questions, method, first);
  const secondHalf = yield* questions.ask({ method, names: second }, without(first));
  if (found === null || secondHalf.isAccepted === null) return null;
  if (secondHalf.isAccepted) return found;
  const more = yield* refusedAmong(questions, method, second);
  return more === null ? null : [...found, ...more];
}

interface Words {
  readonly purpose: string;
  readonly accepted: string;
  readonly refused: string;
}

const PLAIN: Words = {
  purpose: "Asks for a `GET` without extra headers, to see whether the method or a header is what the server refuses.",
  accepted: "This is accepted: the server refuses the method or a header.",
  refused: "Ruled out: neither the method nor a header is the cause, because this is refused as well.",
};

const ALL_NAMES: Words = {
  purpose: "Asks for the headers with `GET`, to see whether they are refused besides the method.",
  accepted: "Ruled out: the headers are accepted.",
  refused: "At least one of the headers is refused as well.",
};

function methodAlone(method: string): Words {
  return {
    purpose: `Asks for \`${method}\` without the headers, to tell the method from the headers.`,
    accepted: `Ruled out: \`${method}\` is accepted.`,
    refused: `The server refuses the method \`${method}\`.`,
  };
}

function without(names: readonly string[]): Words {
  const list = names.map((name) => `\`${name}\``).join(", ");
  const [them, those] = names.length === 1 ? ["it", "that header"] : ["them", "one of those headers"];
  return {
    purpose: `Asks again without ${list}, to see whether the server refuses ${those}.`,
    accepted: `Without ${list} the preflight is accepted.`,
    refused: `Ruled out as the only cause: without ${them} the preflight is refused too.`,
  };
}

/** Whether the server allows its own origin what it refuses the page's. */
function* ownOrigin(subject: Subject): Probing<ProbeFact[]> {
  const { url, credentials } = subject.request;
  const own = originOfUrl(new URL(url));
  const plain = plainPreflight(subject, { method: "GET", names: [] });
  if (plain.outgoing === null || isSameOrigin(own, plain.request.origin)) return [];
  // No browser asks its own origin for permission, so the engine has no such request.
  const origin = serializeOrigin(own);
  const headers = plain.outgoing.headers.map(([name, value]): HeaderLine => [
    name,
    equalsByteCaseInsensitive(name, "origin") ? origin : value,
  ]);
  const answered = yield* ask(
    { ...plain.request, origin: own },
    {
      id: "preflight-own-origin",
      purpose: `Asks as a page of the server's own origin, \`${origin}\`, to see whether the page's origin is what it refuses.`,
      conclude: (response) =>
        isAccepted(response, own, credentials)
          ? `The server accepts its own origin: it refuses \`${serializeOrigin(plain.request.origin)}\`.`
          : "Ruled out: the server's own origin is refused as well.",
    },
    { ...plain.outgoing, headers },
  );
  if (answered === null || !isAccepted(answered.response, own, credentials)) return [];
  return [{ kind: "origin-refused", refused: subject.index, accepted: answered.exchange, acceptedOrigin: origin }];
}

/** The answer lets the page in; what it allows is not looked at. */
function isAccepted(response: IncomingResponse, origin: Origin, credentials: Subject["request"]["credentials"]) {
  return isOkStatus(response.status) && isShared(response, origin, credentials);
}

function plainPreflight({ request, step }: Subject, { method, names }: Permission) {
  const headers = request.headers.filter(([name]) => names.includes(byteLowercase(name)));
  const variant = { ...request, method, headers };
  const outgoing = firstRequest(variant);
  // Some headers have to be asked for only because of others.
  const isThat = outgoing !== null && namesAskedFor(outgoing).join() === names.join();
  return { request: variant, outgoing: isThat && outgoing.role === step.request.role ? outgoing : null };
}

/** Preflights that ask for less than the refused one, each of them asked once. */
class Questions {
  readonly #subject: Subject;
  readonly #verdicts: Map<string, Verdict>;

  constructor(subject: Subject) {
    this.#subject = subject;
    const { headers } = subject.step.request;
    const method = getHeader(headers, "access-control-request-method") ?? "";
    const asked = keyOf({ method, names: namesAskedFor({ headers }) });
    this.#verdicts = new Map([[asked, { isAccepted: false, exchange: subject.index }]]);
  }

  *ask(permission: Permission, words: Words): Probing<Verdict> {
    const key = keyOf(permission);
    const known = this.#verdicts.get(key);
    if (known !== undefined) return known;
    const verdict = yield* this.#askAnew(permission, words, key);
    this.#verdicts.set(key, verdict);
    return verdict;
  }

  *#askAnew(permission: Permission, words: Words, key: string): Probing<Verdict> {
    const { request, outgoing } = plainPreflight(this.#subject, permission);
    if (outgoing === null) return UNKNOWN;
    const accepts = (response: IncomingResponse) => isAccepted(response, request.origin, request.credentials);
    const conclude = (response: IncomingResponse) => (accepts(response) ? words.accepted : words.refused);
    const answered = yield* ask(request, { id: `preflight ${key}`, purpose: words.purpose, conclude }, outgoing);
    return answered === null ? UNKNOWN : { isAccepted: accepts(answered.response), exchange: answered.exchange };
  }
}

function keyOf({ method, names }: Permission): string {
  return [method, ...names].join(" ");
}
