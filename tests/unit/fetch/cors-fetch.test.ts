import { describe, expect, test } from "vitest";
import type { HeaderList } from "#lib/fetch/header-list.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import {
  chromium,
  failedStepOf,
  preflight,
  readable,
  redirectTo,
  run,
  standard,
  verdictOf,
  type Verdict,
} from "./fetching.ts";

test("XMLHttpRequest refuses a method in open(), not in the constructor of a Request", () => {
  const finished = run({ initiator: "xhr", method: "TRACE" }, {});
  expect([verdictOf(finished), failedStepOf(finished)]).toEqual(["forbidden-method", "xhr-open 3"]);
});

describe("the Request constructor", () => {
  test.each<[string, Partial<FetchRequest>, Verdict]>([
    ["a user name in the URL", { url: "https://u@b.test/" }, "url-with-credentials"],
    ["a password in the URL", { url: "https://:p@b.test/" }, "url-with-credentials"],
    ["a user name in the URL of the page's own origin", { url: "https://u@a.test/" }, "url-with-credentials"],
    ["CONNECT", { method: "CONNECT" }, "forbidden-method"],
    ["trace in lower case", { method: "trace" }, "forbidden-method"],
    ["TRACK to the page's own origin", { method: "TRACK", url: "https://a.test/" }, "forbidden-method"],
    ["PUT in the mode no-cors", { method: "PUT", mode: "no-cors" }, "no-cors-method"],
    [
      "OPTIONS in the mode no-cors to the page's own origin",
      { method: "OPTIONS", mode: "no-cors", url: "https://a.test/" },
      "no-cors-method",
    ],
    ["GET with a body", { body: "text" }, "get-with-body"],
    ["head with a stream", { method: "head", body: "stream" }, "get-with-body"],
  ])("refuses %s, and nothing is sent", (_title, fields, reason) => {
    for (const profile of [standard, chromium]) {
      const finished = run(fields, { actual: readable() }, profile);
      expect([verdictOf(finished), finished.steps.length]).toEqual([reason, 0]);
      expect(finished.outcome.error?.exchange).toBeNull();
    }
  });

  test.each<[string, Partial<FetchRequest>, Verdict]>([
    ["an @ without a user name", { url: "https://@b.test/" }, "allowed"],
    ["a lower-case post in the mode no-cors", { method: "post", mode: "no-cors" }, "opaque"],
    ["HEAD in the mode no-cors", { method: "HEAD", mode: "no-cors" }, "opaque"],
    ["POST without a body", { method: "POST" }, "allowed"],
  ])("takes %s", (_title, fields, verdict) => {
    expect(verdictOf(run(fields, { actual: readable() }))).toBe(verdict);
  });

  test("looks at the URL, the method, the mode and the body in this order", () => {
    const url = "https://u@b.test:6000/";
    const everything = { url, method: "TRACE", mode: "no-cors", body: "text" } as const;
    expect(verdictOf(run(everything, {}))).toBe("url-with-credentials");
    expect(verdictOf(run({ ...everything, url: "https://b.test:6000/" }, {}))).toBe("forbidden-method");
    expect(verdictOf(run({ url: "https://b.test:6000/", body: "text" }, {}))).toBe("get-with-body");
  });
});

describe("the headers that a script sets", () => {
  /** The author's headers as they go over the wire, and the names that are dropped. */
  function filled(fields: Partial<FetchRequest>, profile = standard) {
    const finished = run(fields, { preflight: preflight("*", "*,authorization"), actual: readable() }, profile);
    const { request } = finished.steps.at(-1)!;
    return {
      sent: request.headers.filter(([name]) => name !== "Origin"),
      dropped: finished.outcome.droppedRequestHeaders.map(({ name }) => name),
    };
  }
  const some: HeaderList = [
    ["Cookie", "a=b"],
    ["X-A", "1"],
    ["Sec-A", "1"],
    ["Accept", "text/html"],
    ["Range", "bytes=0-"],
  ];

  test("are dropped where they are forbidden", () => {
    expect(filled({ headers: some })).toEqual({
      sent: [
        ["X-A", "1"],
        ["Accept", "text/html"],
        ["Range", "bytes=0-"],
      ],
      dropped: ["Cookie", "Sec-A"],
    });
  });

  test("are dropped without CORS where they are not safelisted for it", () => {
    expect(filled({ headers: some, mode: "no-cors" })).toEqual({
      sent: [["Accept", "text/html"]],
      dropped: ["Cookie", "X-A", "Sec-A", "Range"],
    });
  });

  test("count together without CORS: what makes a value too long is dropped", () => {
    const headers: HeaderList = [
      ["Accept", "a".repeat(100)],
      ["accept", "b".repeat(27)],
      ["Accept", "c"],
    ];
    expect(filled({ headers, mode: "no-cors" })).toEqual({
      sent: [["Accept", `${"a".repeat(100)}, c`]],
      dropped: ["accept"],
    });
  });

  test("lose User-Agent in Chromium alone", () => {
    const headers: HeaderList = [["User-Agent", "me"]];
    expect(filled({ headers }).dropped).toEqual([]);
    expect(filled({ headers }, chromium).dropped).toEqual(["User-Agent"]);
  });

  test("leave a note in the trace when they are dropped", () => {
    const { trace } = run({ headers: some }, {}).outcome;
    const notes = trace.filter(({ algorithm }) => algorithm === "headers-fill");
    expect(notes.map(({ step, exchange, outcome }) => [step, exchange, outcome])).toEqual([
      ["3", null, "info"],
      ["3", null, "info"],
    ]);
    expect(notes[0]?.detail).toBe("A script cannot set `Cookie` here; it is dropped without an error.");
  });

  test.each<[string, Partial<FetchRequest>, HeaderList]>([
    ["a text body has the default type", {}, [["Content-Type", "text/plain;charset=UTF-8"]]],
    ["the page's own type wins", { headers: [["content-type", "a/b"]] }, [["content-type", "a/b"]]],
    [
      "the default type replaces one that is dropped",
      { mode: "no-cors", headers: [["Content-Type", "a/b"]] },
      [["Content-Type", "text/plain;charset=UTF-8"]],
    ],
    ["a stream has no default type", { body: "stream" }, []],
    ["no body has no default type", { body: "none" }, []],
  ])("%s", (_title, fields, expected) => {
    expect(filled({ method: "POST", body: "text", ...fields }).sent).toEqual(expected);
  });

  test("make one value in Chromium before the safelist is looked at, in the standard after it", () => {
    const headers: HeaderList = [
      ["Accept", "a".repeat(100)],
      ["Accept", "a".repeat(100)],
    ];
    const roles = (profile: typeof standard) =>
      run({ headers }, { preflight: preflight(null, "accept"), actual: readable() }, profile).steps.map(
        ({ request }) => request.role,
      );
    expect(roles(standard)).toEqual(["actual"]);
    expect(roles(chromium)).toEqual(["preflight", "actual"]);
  });
});

describe("what a fetch ends with", () => {
  test("a response points at the step that brought it", () => {
    const answers = { preflight: preflight("PUT", null), actual: [redirectTo("https://b.test/", 307), readable()] };
    const { outcome } = run({ method: "PUT" }, answers);
    expect(outcome).toMatchObject({
      outcome: "allowed",
      error: null,
      stoppedBy: null,
      responseStep: 2,
      urlList: ["https://b.test/", "https://b.test/"],
      preflightCacheSeconds: 5,
    });
  });

  test.each([
    [
      "a failure that a browser would meet too",
      { kind: "failure", phase: "tls", code: "certificate-expired" },
      "unreachable",
    ],
    ["a limit of ours", { kind: "failure", phase: "timeout", code: "deadline" }, "undetermined"],
    ["a request that was not sent", { kind: "not-sent", because: "actual-request-policy" }, "undetermined"],
  ] as const)("%s", (_title, by, expected) => {
    const { outcome } = run({}, { actual: by });
    expect(outcome).toMatchObject({ outcome: expected, error: null, stoppedBy: by, responseStep: null });
    expect(outcome.readable.type).toBe("error");
  });

  test("Chromium reuses a preflight for two hours at most", () => {
    const answer = preflight("PUT", null);
    const longLived = { ...answer, headers: [...answer.headers, ["Access-Control-Max-Age", "86400"] as const] };
    const secondsIn = (profile: typeof standard) =>
      run({ method: "PUT" }, { preflight: longLived, actual: readable() }, profile).outcome.preflightCacheSeconds;
    expect([secondsIn(standard), secondsIn(chromium)]).toEqual([86_400, 7200]);
  });
});
