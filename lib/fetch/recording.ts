import type { Answer, OutgoingRequest } from "./exchange.ts";
import { byteLowercase } from "./header-list.ts";
import type { FetchOutcome, RunStep } from "./outcome.ts";

/** What one or more engines asked for and what came of it, so that any engine can be run again without a network. */
export interface RecordedAnswer {
  readonly request: OutgoingRequest;
  /** How many equal requests the same run had made before: a redirect to itself is two requests. */
  readonly occurrence: number;
  readonly answer: Answer;
}
export type Recording = readonly RecordedAnswer[];

export type EngineRun = Generator<OutgoingRequest, FetchOutcome, Answer>;

/** A finished run: its outcome and its steps in order. */
export interface FinishedRun {
  readonly outcome: FetchOutcome;
  readonly steps: readonly RunStep[];
}

/**
 * Requests with the same key are the same question to the server, whichever engine asks it.
 */
export function requestKey(request: OutgoingRequest): string {
  const headers = request.headers
    .map(([name, value]) => [byteLowercase(name), value])
    .sort(([a = ""], [b = ""]) => (a < b ? -1 : a > b ? 1 : 0));
  return JSON.stringify([
    request.role,
    request.method,
    request.url,
    headers,
    request.includeCredentials,
    request.withBody,
  ]);
}

/** Tells one request of a run from another of its kind. */
export function recordingKey(request: OutgoingRequest, occurrence: number): string {
  return `${String(occurrence)} ${requestKey(request)}`;
}

/** Counts, within one run, how often each request has been asked for. */
export function occurrenceCounter(): (request: OutgoingRequest) => number {
  const firsts = new Map<string, OutgoingRequest>();
  const counts = new Map<string, number>();
  return (request) => {
    // Most runs never come back to a URL, and need no key.
    const place = `${request.role} ${request.url}`;
    const first = firsts.get(place);
    if (first === undefined) {
      firsts.set(place, request);
      return 0;
    }
    const key = requestKey(request);
    const occurrence = counts.get(key) ?? (requestKey(first) === key ? 1 : 0);
    counts.set(key, occurrence + 1);
    return occurrence;
  };
}

/** Runs an engine to its end, feeding it from a function that answers at once. */
export function drive(run: EngineRun, answerTo: (request: OutgoingRequest, occurrence: number) => Answer): FinishedRun {
  const steps: RunStep[] = [];
  const occurrenceOf = occurrenceCounter();
  let next = run.next();
  while (!next.done) {
    const answer = answerTo(next.value, occurrenceOf(next.value));
    steps.push({ request: next.value, answer });
    next = run.next(answer);
  }
  return { outcome: next.value, steps };
}

/** Answers from a recording; what it does not hold was never sent. */
export function answersFrom(recording: Recording): (request: OutgoingRequest, occurrence: number) => Answer {
  const answers = new Map(
    recording.map((entry) => [recordingKey(entry.request, entry.occurrence), entry.answer] as const),
  );
  return (request, occurrence) =>
    answers.get(recordingKey(request, occurrence)) ?? { kind: "not-sent", because: "answer-missing" };
}
