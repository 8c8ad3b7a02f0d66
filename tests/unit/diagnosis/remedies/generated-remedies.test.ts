import { describe, expect, test } from "vitest";
import type { Diagnosis, Edit, Remedy } from "#lib/contract/diagnosis.ts";
import { BROWSERS_BUILT } from "#lib/browsers/browsers.ts";
import type { Browser } from "#lib/browsers/browser.ts";
import { buildDiagnosis } from "#lib/diagnosis/build-diagnosis.ts";
import { observe, type ObservedAnswer } from "#lib/diagnosis/observe.ts";
import { NO_PROBES } from "#lib/diagnosis/probes/fact.ts";
import { wouldBe } from "#lib/diagnosis/remedies/would-be.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import type { Answer, OutgoingRequest } from "#lib/fetch/exchange.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { drive, occurrenceCounter, recordingKey } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import { enginesAnswers, fieldsOf, type OracleCase } from "#tests/oracle/case.ts";
import { generateCases } from "#tests/oracle/generated.ts";

/** Fixed, and one that is new each day, so that the table of yesterday does not stay the only one. */
const SAMPLES = [
  { seed: 1, count: 2_000 },
  { seed: Math.floor(Date.now() / 86_400_000), count: 500 },
];
const BROWSERS = Object.values(BROWSERS_BUILT).filter(({ profile }) => profile.name !== "standard");

interface BlockedCase {
  readonly oracleCase: OracleCase;
  readonly request: FetchRequest;
  readonly recording: readonly ObservedAnswer[];
  readonly diagnosis: Diagnosis;
}

/** What the servers of a case answer to all engines, as a replay would record it. */
function recordingOf(request: FetchRequest, oracleCase: OracleCase): ObservedAnswer[] {
  const recorded = new Map<string, ObservedAnswer>();
  for (const { profile } of Object.values(BROWSERS_BUILT)) {
    const occurrenceOf = occurrenceCounter();
    const { steps } = drive(corsFetch(request, profile), enginesAnswers(oracleCase));
    for (const { request: outgoing, answer } of steps) {
      const occurrence = occurrenceOf(outgoing);
      const key = recordingKey(outgoing, occurrence);
      if (!recorded.has(key)) recorded.set(key, { request: outgoing, occurrence, answer, exchange: recorded.size });
    }
  }
  return [...recorded.values()];
}

function diagnose(oracleCase: OracleCase): BlockedCase {
  const read = readFields(fieldsOf(oracleCase));
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  const { request } = read;
  const recording = recordingOf(request, oracleCase);
  const exchanges = recording.map(({ request: { role, hop, method, url, headers }, answer }) => {
    if (answer.kind !== "response") throw new Error("the servers of a case always answer");
    const response = { status: answer.status, httpVersion: null, headers: answer.headers, bodyStart: null };
    return {
      role,
      hop,
      request: { method, url, headers },
      response,
      failure: null,
      remoteAddress: null,
      timingMs: null,
    };
  });
  const observation = observe({ request, cookiesGiven: false, exchanges, recording, probes: NO_PROBES });
  return {
    oracleCase,
    request,
    recording,
    diagnosis: buildDiagnosis(observation, "network", { bodyBytes: 0, cookiesSent: false }),
  };
}

const isBlocked = ({ browsers }: Diagnosis) =>
  BROWSERS.some(({ profile }) => browsers[profile.name]?.outcome === "blocked");

function blockedCases({ seed, count }: (typeof SAMPLES)[number]): BlockedCase[] {
  const found: BlockedCase[] = [];
  for (let round = 0; found.length < count; round++) {
    for (const { oracleCase } of generateCases("chromium", { count: 1_000, seed: seed + round * 1_000_003 })) {
      const blocked = diagnose(oracleCase);
      if (isBlocked(blocked.diagnosis) && blocked.diagnosis.exchanges.length > 0) found.push(blocked);
    }
  }
  return found.slice(0, count);
}

/** The request with a remedy's edits, written down a second time so that the product's own way is not its only judge. */
function requestWith(request: FetchRequest, edits: readonly Edit[]): FetchRequest {
  let edited: Record<string, unknown> = { ...request };
  for (const edit of edits) {
    if (!("request" in edit)) continue;
    if (edit.request === "header") {
      const headers = (edited["headers"] as HeaderLine[]).filter(
        ([name]) => name.toLowerCase() !== edit.name?.toLowerCase(),
      );
      edited = { ...edited, headers: edit.op === "set" ? [...headers, [edit.name, edit.value]] : headers };
    } else if (edit.request === "body") edited["body"] = edit.op === "remove" ? "none" : "text";
    else edited[edit.request] = edit.value;
  }
  return edited as unknown as FetchRequest;
}

function answerWith(
  answer: Extract<Answer, { kind: "response" }>,
  outgoing: OutgoingRequest,
  edits: readonly Edit[],
): Answer {
  let { status, headers } = answer;
  for (const edit of edits) {
    if (!("role" in edit) || edit.role !== outgoing.role || edit.hop !== outgoing.hop) continue;
    const line: HeaderLine = [edit.name ?? "", edit.value ?? ""];
    const others = headers.filter(([name]) => name.toLowerCase() !== line[0].toLowerCase());
    if (edit.op === "status") status = Number(edit.value);
    if (edit.op === "append") headers = [...headers, line];
    if (edit.op === "remove") headers = others;
    if (edit.op === "set") headers = [...others, line];
  }
  return { kind: "response", status, headers };
}

/** What the browser makes of the request once the edits are made; what was never seen is a bare success. */
function outcomeWith({ request, recording }: BlockedCase, edits: readonly Edit[], { profile }: Browser): string {
  const counts = new Map<string, number>();
  const { outcome } = drive(corsFetch(requestWith(request, edits), profile), (outgoing, occurrence) => {
    const place = `${outgoing.role} ${outgoing.method} ${outgoing.url}`;
    const count = counts.get(place) ?? 0;
    counts.set(place, count + 1);
    const exact = recording.find(
      (entry) => recordingKey(entry.request, entry.occurrence) === recordingKey(outgoing, occurrence),
    );
    const alike = recording.filter(
      (entry) => `${entry.request.role} ${entry.request.method} ${entry.request.url}` === place,
    );
    const bare: Answer = { kind: "response", status: outgoing.role === "preflight" ? 204 : 200, headers: [] };
    const { answer } = exact ?? alike[count] ?? alike.at(-1) ?? { answer: bare };
    if (answer.kind !== "response") throw new Error("the servers of a case always answer");
    return answerWith(answer, outgoing, edits);
  });
  return outcome.outcome;
}

const isThrough = (blocked: BlockedCase, edits: readonly Edit[]) =>
  BROWSERS.every((browser) => ["allowed", "opaque"].includes(outcomeWith(blocked, edits, browser)));

const told = ({ oracleCase: { id, page, request, hops } }: BlockedCase, remedy: Remedy | undefined) =>
  JSON.stringify({ id, page, request, hops, edits: remedy?.edits });

describe.each(SAMPLES)("$count generated blocked cases of the seed $seed", { timeout: 120_000 }, (sample) => {
  const cases = blockedCases(sample);

  test("each has a remedy, and with the first one every browser lets the page through", () => {
    for (const blocked of cases) {
      const [remedy] = blocked.diagnosis.remedies;
      expect(remedy?.proof?.outcome, told(blocked, remedy)).toMatch(/^(allowed|opaque)$/);
      expect(isThrough(blocked, remedy?.edits ?? []), told(blocked, remedy)).toBe(true);
    }
  });

  test("no necessary edit of any remedy can be left out, and every other one can", () => {
    for (const blocked of cases) {
      for (const remedy of blocked.diagnosis.remedies) {
        for (const edit of remedy.edits) {
          const rest = remedy.edits.filter((other) => other !== edit);
          expect(isThrough(blocked, rest), told(blocked, remedy)).toBe(!edit.necessary);
        }
      }
    }
  });

  test("no remedy opens more than it has to", () => {
    for (const blocked of cases) {
      for (const { edits } of blocked.diagnosis.remedies) {
        for (const edit of edits) {
          if (!("role" in edit) || edit.name !== "Access-Control-Allow-Origin") continue;
          const pageOrigin = blocked.diagnosis.request.origin;
          expect(["*", pageOrigin], told(blocked, blocked.diagnosis.remedies[0])).toContain(edit.value);
          expect(edit.value).not.toBe("null");
          const alsoWithCredentials = edits.some(
            (other) =>
              "role" in other &&
              other.hop === edit.hop &&
              other.role === edit.role &&
              other.name === "Access-Control-Allow-Credentials",
          );
          if (edit.value === "*") expect(alsoWithCredentials).toBe(false);
        }
      }
    }
  });

  test("the diagnosis that a remedy would lead to is made from the JSON alone, and says the same", () => {
    for (const blocked of cases) {
      for (const remedy of blocked.diagnosis.remedies) {
        const after = wouldBe(JSON.parse(JSON.stringify(blocked.diagnosis)) as Diagnosis, remedy.edits);
        expect(after.outcome, told(blocked, remedy)).toBe(remedy.proof?.outcome);
        expect(after.source).toBe("edited");
        expect(after.remedies).toEqual([]);
      }
    }
  });

  test("the problems begin with what the first blocking browser reports", () => {
    for (const { diagnosis } of cases) {
      const first = BROWSERS.map(({ profile }) => diagnosis.browsers[profile.name]).find(
        (verdict) => verdict?.outcome === "blocked",
      );
      expect(diagnosis.problems[0]?.id).toBe(first?.reason);
      expect(diagnosis.problems[0]?.console).toBe(first?.console.reason);
      for (const problem of diagnosis.problems) expect(problem.explanation).toMatch(/[.]$/);
    }
  });
});
