import { describe, expect, test } from "vitest";
import type { HeaderList } from "#lib/fetch/header-list.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import {
  chromium,
  failedStepOf,
  preflight,
  readable,
  redirectTo,
  response,
  run,
  standard,
  verdictOf,
  wireOf,
  type Verdict,
} from "./fetching.ts";

const own: Partial<FetchRequest> = { url: "https://a.test/" };
/** Permits whatever it is asked, on every hop. */
const permissive = preflight("*", "*,authorization");

/** The last actual request of a fetch that is redirected once. */
function afterRedirect(
  fields: Partial<FetchRequest>,
  status: number,
  location = "https://b.test/x",
  profile = standard,
) {
  const answers = { preflight: [permissive, permissive], actual: [redirectTo(location, status), readable()] };
  const finished = run(fields, answers, profile);
  expect(verdictOf(finished)).toBe("allowed");
  return finished.steps.findLast(({ request }) => request.role === "actual")!.request;
}

describe("the method and the body after a redirect", () => {
  test.each([
    ["GET", 301, "GET"],
    ["GET", 302, "GET"],
    ["GET", 303, "GET"],
    ["GET", 307, "GET"],
    ["GET", 308, "GET"],
    ["HEAD", 301, "HEAD"],
    ["HEAD", 302, "HEAD"],
    ["HEAD", 303, "HEAD"],
    ["HEAD", 307, "HEAD"],
    ["HEAD", 308, "HEAD"],
    ["POST", 301, "GET"],
    ["POST", 302, "GET"],
    ["POST", 303, "GET"],
    ["POST", 307, "POST"],
    ["POST", 308, "POST"],
    ["PUT", 301, "PUT"],
    ["PUT", 302, "PUT"],
    ["PUT", 303, "GET"],
    ["PUT", 307, "PUT"],
    ["PUT", 308, "PUT"],
    ["patch", 302, "patch"],
    ["patch", 303, "GET"],
  ])("%s and %d: %s", (method, status, expected) => {
    const hasBody = !["GET", "HEAD"].includes(method);
    const request = afterRedirect({ method, body: hasBody ? "text" : "none" }, status);
    expect(request.method).toBe(expected);
    expect(request.withBody).toBe(hasBody && expected === method);
  });
});

describe("the headers after a redirect", () => {
  const headers: HeaderList = [
    ["Content-Type", "application/json"],
    ["content-language", "en"],
    ["Content-Encoding", "gzip"],
    ["Content-Location", "/"],
    ["X-A", "1"],
    ["Authorization", "Bearer t"],
  ];
  const names = (request: { headers: HeaderList }) => request.headers.map(([name]) => name);

  test.each([301, 302, 303])("lose those of the body when a %d makes a POST a GET", (status) => {
    expect(names(afterRedirect({ method: "POST", body: "text", headers }, status))).toEqual([
      "X-A",
      "Authorization",
      "Origin",
    ]);
  });

  test.each([
    ["POST", 307],
    ["POST", 308],
    ["PUT", 301],
    ["PUT", 302],
    ["GET", 303],
  ])("stay when %s keeps its method after a %d", (method, status) => {
    expect(names(afterRedirect({ method, headers }, status))).toEqual([...names({ headers }), "Origin"]);
  });

  test.each([
    ["another path", "https://b.test/y", true],
    ["another host", "https://c.test/", false],
    ["another port", "https://b.test:8443/", false],
    ["the page's own origin", "https://a.test/", false],
  ])("keep Authorization on the way to %s: %s %s", (_title, location, kept) => {
    expect(names(afterRedirect({ headers }, 307, location)).includes("Authorization")).toBe(kept);
  });

  test.each([
    ["another path", "https://b.test/y", false],
    ["a third origin", "https://c.test/", false],
    ["the page's own origin", "https://a.test/", true],
  ])("keep client hints on the way to %s: %s, in Chromium %s; in the standard always", (_title, location, kept) => {
    const hints: HeaderList = [
      ["DPR", "2"],
      ["Save-Data", "on"],
    ];
    const namesIn = (profile: typeof standard) => names(afterRedirect({ headers: hints }, 307, location, profile));
    expect(namesIn(chromium)).toEqual([...(kept ? ["DPR"] : []), "Save-Data", "Origin"]);
    expect(namesIn(standard)).toEqual(["DPR", "Save-Data", "Origin"]);
  });

  test("that Chromium drops are named in the trace; nothing is said where it drops none", () => {
    const dropped = (headers: HeaderList) =>
      run({ headers }, { preflight: [permissive, permissive], actual: [redirectTo("https://c.test/")] }, chromium)
        .outcome.trace.filter(({ detail }) => detail.startsWith("This browser drops"))
        .map(({ step, detail }) => `${step} ${detail}`);
    expect(
      dropped([
        ["dpr", "x"],
        ["X-A", "1"],
        ["RTT", "1"],
      ]),
    ).toEqual(["13 This browser drops `dpr`, `RTT` on the way to another origin."]);
    expect(dropped([["X-A", "1"]])).toEqual([]);
  });

  test("do not get Authorization back on a later hop", () => {
    const finished = run(
      { headers: [["AUTHORIZATION", "t"]] },
      {
        preflight: permissive,
        actual: [redirectTo("https://c.test/"), redirectTo("https://b.test/"), readable()],
      },
    );
    expect(wireOf(finished)).toEqual(["OPTIONS b.test", "GET b.test", "GET c.test", "GET b.test"]);
  });
});

describe("a Location that is not followed", () => {
  test.each<[string, Partial<FetchRequest>, string[], Verdict, string]>([
    ["that cannot be parsed", {}, ["https://["], "redirect-invalid-location", "http-redirect-fetch 5"],
    ["twice, with two values", {}, ["/1", "/2"], "redirect-invalid-location", "http-redirect-fetch 5"],
    ["of another scheme", {}, ["ftp://c.test/"], "redirect-scheme-not-http", "http-redirect-fetch 6"],
    [
      "of another scheme, from the page's own origin",
      own,
      ["data:,a"],
      "redirect-scheme-not-http",
      "http-redirect-fetch 6",
    ],
    [
      "with a user name, to another origin",
      {},
      ["https://u@c.test/"],
      "redirect-location-credentials",
      "http-redirect-fetch 9",
    ],
    [
      "with a password, to another origin",
      own,
      ["https://:p@c.test/"],
      "redirect-location-credentials",
      "http-redirect-fetch 9",
    ],
    [
      "with a password, back to the page's own origin",
      {},
      ["https://:p@a.test/"],
      "redirect-location-credentials",
      "http-redirect-fetch 10",
    ],
  ])("%s", (_title, fields, lines, reason, step) => {
    const location = lines.map((line) => ["Location", line] as const);
    const actual = response(302, [...readable().headers, ...location]);
    for (const profile of [standard, chromium]) {
      const finished = run(fields, { actual }, profile);
      expect([verdictOf(finished), failedStepOf(finished)]).toEqual([reason, step]);
      expect(finished.outcome.error).toMatchObject({ status: 302, exchange: 0 });
    }
  });

  test("with a password inside the page's own origin is followed by the standard, and refused by Chromium", () => {
    const answers = { actual: [redirectTo("https://u:p@a.test/x"), response(200)] };
    expect(verdictOf(run(own, answers))).toBe("allowed");
    const refused = run(own, answers, chromium);
    expect(refused.outcome.error).toMatchObject({ reason: "redirect-location-credentials", deviation: true });
    expect(failedStepOf(refused)).toBe("http-redirect-fetch 10");
  });

  test("with a password on the way to another origin is followed without CORS by the standard alone", () => {
    const answers = { actual: [redirectTo("https://u:p@c.test/"), response(200)] };
    expect(verdictOf(run({ mode: "no-cors" }, answers))).toBe("opaque");
    expect(verdictOf(run({ mode: "no-cors" }, answers, chromium))).toBe("redirect-location-credentials");
  });

  test("is not the page's to read: the password is not sent either", () => {
    const finished = run(own, { actual: [redirectTo("https://u:p@a.test/x"), response(200)] });
    expect(finished.steps.map(({ request }) => request.url)).toEqual(["https://a.test/", "https://a.test/x"]);
  });
});

describe("a redirect status without a usable Location", () => {
  const empty = response(302, [...readable().headers, ["Location", ""]]);

  test("and without the header is the response itself", () => {
    const actual = response(302, readable().headers);
    for (const profile of [standard, chromium]) expect(verdictOf(run({}, { actual }, profile))).toBe("allowed");
  });

  test("and with an empty one leads the standard back to the same URL, and Chromium nowhere", () => {
    const answers = { actual: [empty, readable()] };
    expect(wireOf(run({}, answers))).toEqual(["GET b.test", "GET b.test"]);
    expect(wireOf(run({}, answers, chromium))).toEqual(["GET b.test"]);
    expect(verdictOf(run({}, answers, chromium))).toBe("allowed");
  });

  test("but the same one twice is followed by Chromium alone", () => {
    const twice = response(302, [...redirectTo("/x").headers, ["Location", "/x"]]);
    expect(verdictOf(run({}, { actual: [twice, readable()] }))).toBe("redirect-invalid-location");
    expect(verdictOf(run({}, { actual: [twice, readable()] }, chromium))).toBe("allowed");
  });
});

describe("the number of redirects", () => {
  const redirects = (count: number, answer = redirectTo("https://b.test/")) =>
    Array.from({ length: count }, () => answer);

  test.each([standard, chromium])("$name: twenty are followed, the twenty-first is not", (profile) => {
    expect(verdictOf(run({}, { actual: [...redirects(20), readable()] }, profile))).toBe("allowed");
    const finished = run({}, { actual: redirects(21) }, profile);
    expect([verdictOf(finished), finished.steps.length]).toEqual(["redirect-too-many", 21]);
    expect(finished.outcome.urlList).toHaveLength(21);
  });

  test("is looked at by Chromium before the CORS check, by the standard after it", () => {
    const bare = response(302, [["Location", "https://b.test/"]]);
    const answers = { actual: [...redirects(20), bare] };
    expect(verdictOf(run({}, answers))).toBe("allow-origin-missing");
    expect(verdictOf(run({}, answers, chromium))).toBe("redirect-too-many");
  });
});

describe("a stream", () => {
  const stream: Partial<FetchRequest> = { method: "POST", body: "stream" };

  test.each([301, 302, 307, 308])("cannot be sent again after a %d", (status) => {
    const finished = run(stream, { preflight: permissive, actual: redirectTo("https://b.test/x", status) });
    expect([verdictOf(finished), failedStepOf(finished)]).toEqual(["redirect-stream-body", "http-redirect-fetch 11"]);
  });

  test("is dropped after a 303, but the flag for a preflight stays for the reason that it had", () => {
    const finished = run(stream, {
      preflight: [permissive, permissive],
      actual: [redirectTo("https://b.test/x", 303), readable()],
    });
    expect(wireOf(finished)).toEqual(["OPTIONS b.test", "POST b.test", "OPTIONS b.test", "GET b.test"]);
    expect(finished.outcome.preflight.because).toEqual([{ kind: "stream" }]);
  });
});
