import { describe, expect, test } from "vitest";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import type { OutgoingRequest } from "#lib/fetch/exchange.ts";
import {
  answersFrom,
  drive,
  occurrenceCounter,
  recordingKey,
  requestKey,
  type RecordedAnswer,
} from "#lib/fetch/recording.ts";
import { readable, redirectTo, request, run, standard, verdictOf } from "./fetching.ts";

const outgoing: OutgoingRequest = run({}, {}).steps[0]!.request;

describe("the key of a request", () => {
  test("does not depend on the order or the case of header names, nor on the hop", () => {
    const a = {
      ...outgoing,
      headers: [
        ["A", "1"],
        ["b", "2"],
      ] as const,
      hop: 0,
    };
    const b = {
      ...outgoing,
      headers: [
        ["B", "2"],
        ["a", "1"],
      ] as const,
      hop: 3,
      preflighted: true,
    };
    expect(requestKey(a)).toBe(requestKey(b));
  });

  test.each<[string, Partial<OutgoingRequest>]>([
    ["the role", { role: "preflight" }],
    ["the method", { method: "HEAD" }],
    ["the URL", { url: "https://b.test/x" }],
    ["a header's value", { headers: [["Origin", "null"]] }],
    ["a header more", { headers: [...outgoing.headers, ["A", ""]] }],
    ["credentials", { includeCredentials: true }],
    ["the body", { withBody: true }],
  ])("depends on %s", (_title, change) => {
    expect(requestKey({ ...outgoing, ...change })).not.toBe(requestKey(outgoing));
  });

  test("of a recording depends on the occurrence too", () => {
    expect(recordingKey(outgoing, 0)).not.toBe(recordingKey(outgoing, 1));
  });
});

test("the counter counts equal requests from 0", () => {
  const occurrenceOf = occurrenceCounter();
  const other = { ...outgoing, url: "https://c.test/" };
  const sameUrl: OutgoingRequest = { ...outgoing, headers: [["Origin", "null"]] };
  const requests = [outgoing, sameUrl, outgoing, other, sameUrl, outgoing];
  expect(requests.map(occurrenceOf)).toEqual([0, 0, 1, 0, 1, 2]);
});

describe("a recording", () => {
  const loop = { actual: [redirectTo("https://b.test/"), redirectTo("https://b.test/"), readable()] };
  const live = run({}, loop);
  const recording = live.steps.map((step, occurrence): RecordedAnswer => ({
    request: step.request,
    occurrence,
    answer: step.answer,
  }));

  test("makes the same run again, redirects to the same URL included", () => {
    expect(drive(corsFetch(request(), standard), answersFrom(recording))).toEqual(live);
  });

  test("leaves open what it does not hold", () => {
    const replayed = drive(corsFetch(request(), standard), answersFrom(recording.slice(0, 2)));
    expect(verdictOf(replayed)).toBe("undetermined");
    expect(replayed.outcome.stoppedBy).toEqual({ kind: "not-sent", because: "answer-missing" });
  });
});
