import { describe, expect, test } from "vitest";
import { OPAQUE_ORIGIN } from "#lib/fetch/origin.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import {
  chromium,
  failedStepOf,
  originOf,
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

describe("the branch that a request takes", () => {
  test.each<[string, Partial<FetchRequest>, Verdict, string]>([
    ["the page's own origin", { url: "https://a.test/x" }, "allowed", "basic"],
    ["the page's own origin in the mode no-cors", { url: "https://a.test/", mode: "no-cors" }, "allowed", "basic"],
    [
      "the page's own origin in the mode same-origin",
      { url: "https://a.test/", mode: "same-origin" },
      "allowed",
      "basic",
    ],
    ["another origin", {}, "allowed", "cors"],
    ["another origin in the mode no-cors", { mode: "no-cors" }, "opaque", "opaque"],
    ["another origin for an opaque one", { origin: OPAQUE_ORIGIN }, "allowed", "cors"],
    ["data:", { url: "data:text/plain,a" }, "allowed", "basic"],
    ["data: in the mode no-cors", { url: "data:,a", mode: "no-cors" }, "allowed", "basic"],
    ["data: in the mode same-origin", { url: "data:,a", mode: "same-origin" }, "allowed", "basic"],
    ["data: for an opaque origin", { url: "data:,a", origin: OPAQUE_ORIGIN }, "allowed", "basic"],
  ])("%s: %s %s", (_title, fields, verdict, type) => {
    for (const profile of [standard, chromium]) {
      const finished = run(fields, { actual: readable() }, profile);
      expect([verdictOf(finished), finished.outcome.readable.type]).toEqual([verdict, type]);
    }
  });

  test("data: needs no exchange", () => {
    const finished = run({ url: "data:,a" }, {});
    expect(finished.steps).toEqual([]);
    expect(finished.outcome.responseStep).toBeNull();
  });
});

describe("an image that an https page asks for over http", () => {
  const image: Partial<FetchRequest> = { initiator: "image", mode: "no-cors", credentials: "include" };
  const urlsOf = (finished: ReturnType<typeof run>) => finished.steps.map((step) => step.request.url);

  test("is asked for over https", () => {
    const finished = run({ ...image, url: "http://b.test:8080/a.gif" }, { actual: response(200) });
    expect([verdictOf(finished), urlsOf(finished)]).toEqual(["opaque", ["https://b.test:8080/a.gif"]]);
    expect(finished.outcome.trace[0]).toMatchObject({ algorithm: "main-fetch", step: "5", outcome: "info" });
  });

  test("is upgraded after a redirect too", () => {
    const redirect = response(302, [["Location", "http://c.test/a.gif"]]);
    const finished = run({ ...image }, { actual: [redirect, response(200)] });
    expect(urlsOf(finished)).toEqual(["https://b.test/", "https://c.test/a.gif"]);
  });

  test.each<[string, Partial<FetchRequest>, Verdict, string[]]>([
    ["is blocked at an IP address", { ...image, url: "http://203.0.113.1/" }, "mixed-content", []],
    ["is blocked at an IPv6 address", { ...image, url: "http://[2001:db8::1]/" }, "mixed-content", []],
    ["stays http on localhost", { ...image, url: "http://localhost/" }, "opaque", ["http://localhost/"]],
    [
      "stays http on an http page",
      { ...image, origin: originOf("http://a.test"), url: "http://b.test/" },
      "opaque",
      ["http://b.test/"],
    ],
    [
      "is nothing that scripts are given",
      { ...image, initiator: "script", url: "http://b.test/" },
      "mixed-content",
      [],
    ],
  ])("%s", (_title, fields, verdict, urls) => {
    const finished = run(fields, { actual: response(200) });
    expect([verdictOf(finished), urlsOf(finished)]).toEqual([verdict, urls]);
  });
});

describe("a URL of another scheme", () => {
  test.each(["ftp://b.test/", "file:///tmp/a", "about:blank", "custom:path", "chrome-extension://abc/"])(
    "%s is refused in every mode that leads to it",
    (url) => {
      const verdicts = (["cors", "no-cors", "same-origin"] as const).map((mode) => verdictOf(run({ url, mode }, {})));
      expect(verdicts).toEqual(["scheme-not-cors-enabled", "scheme-not-cors-enabled", "mode-same-origin-cross-origin"]);
    },
  );

  test("is refused by scheme fetch where CORS does not apply", () => {
    expect(failedStepOf(run({ url: "ftp://b.test/", mode: "no-cors" }, {}))).toBe("scheme-fetch 3");
    expect(failedStepOf(run({ url: "custom://x/", origin: originOf("custom://x") }, {}))).toBe("scheme-fetch 3");
  });

  test("has no origin in common with an opaque page", () => {
    const finished = run({ url: "file:///tmp/b", origin: OPAQUE_ORIGIN }, {});
    expect(failedStepOf(finished)).toBe("main-fetch 12");
    expect(finished.outcome.error).toMatchObject({ reason: "scheme-not-cors-enabled", value: "file" });
  });
});

describe("the gates before the network", () => {
  test.each<[string, Partial<FetchRequest>, Verdict, Verdict]>([
    ["http on an https page", { url: "http://b.test/" }, "mixed-content", "mixed-content"],
    [
      "http on an https page in the mode no-cors",
      { url: "http://b.test/", mode: "no-cors" },
      "mixed-content",
      "mixed-content",
    ],
    ["http and a bad port", { url: "http://b.test:6000/" }, "mixed-content", "mixed-content"],
    ["a bad port", { url: "https://b.test:6000/" }, "bad-port", "bad-port"],
    [
      "a bad port of the page's own host",
      { url: "https://a.test:6000/", origin: originOf("https://a.test:6000") },
      "bad-port",
      "bad-port",
    ],
    ["port 0", { url: "https://b.test:0/" }, "bad-port", "bad-port"],
    [
      "a bad port in the mode same-origin",
      { url: "https://b.test:6000/", mode: "same-origin" },
      "bad-port",
      "mode-same-origin-cross-origin",
    ],
    [
      "http in the mode same-origin",
      { url: "http://b.test/", mode: "same-origin" },
      "mixed-content",
      "mode-same-origin-cross-origin",
    ],
    ["http of a local network", { url: "http://192.168.0.1/" }, "mixed-content", "allowed"],
    ["http of the machine itself", { url: "http://127.0.0.1/" }, "allowed", "allowed"],
    ["http on an http page", { url: "http://b.test/", origin: originOf("http://a.test") }, "allowed", "allowed"],
    ["http for an opaque origin", { url: "http://b.test/", origin: OPAQUE_ORIGIN }, "allowed", "allowed"],
    [
      "a custom scheme with the digits of a bad port",
      { url: "custom://b.test:6000/" },
      "scheme-not-cors-enabled",
      "scheme-not-cors-enabled",
    ],
  ])("%s", (_title, fields, inStandard, inChromium) => {
    expect(verdictOf(run(fields, { actual: readable() }))).toBe(inStandard);
    expect(verdictOf(run(fields, { actual: readable() }, chromium))).toBe(inChromium);
  });

  test.each<[string, Verdict]>([
    ["http://b.test/", "mixed-content"],
    ["https://b.test:6667/", "bad-port"],
  ])("are passed again after a redirect to %s", (location, verdict) => {
    for (const fields of [{}, { url: "https://a.test/" }, { mode: "no-cors" }] as const) {
      const finished = run(fields, { actual: redirectTo(location) });
      expect([verdictOf(finished), finished.steps.length]).toEqual([verdict, 1]);
      expect(finished.outcome.error).toMatchObject({ url: location, exchange: null });
    }
  });
});

describe("the tainting of a response", () => {
  test("stays cors when a redirect leads back to the page's own origin", () => {
    const { outcome } = run({}, { actual: [redirectTo("https://a.test/"), readable()] });
    expect([outcome.outcome, outcome.readable.type]).toEqual(["allowed", "cors"]);
  });

  test("stays opaque when a redirect leads back to the page's own origin", () => {
    const { outcome } = run({ mode: "no-cors" }, { actual: [redirectTo("https://a.test/"), readable()] });
    expect([outcome.outcome, outcome.readable.type]).toEqual(["opaque", "opaque"]);
  });

  test("becomes cors on the way to another origin, with a preflight where one is needed", () => {
    const answers = {
      preflight: [preflight("PUT", null), preflight("PUT", null)],
      actual: [redirectTo("https://b.test/", 307), readable()],
    };
    const finished = run({ url: "https://a.test/", method: "PUT" }, answers);
    expect(wireOf(finished)).toEqual(["PUT a.test", "OPTIONS b.test", "PUT b.test"]);
    expect(finished.outcome.readable.type).toBe("cors");
  });
});

test("the causes of all preflights are collected once each", () => {
  const { outcome } = run(
    { method: "PUT", headers: [["Authorization", "t"]] },
    {
      preflight: [preflight("PUT", "authorization"), preflight("PUT", null)],
      actual: [redirectTo("https://c.test/", 307), readable()],
    },
  );
  expect(outcome.preflight).toEqual({
    needed: true,
    because: [
      { kind: "method", name: "PUT" },
      { kind: "header", name: "authorization" },
    ],
    verdict: "passed",
  });
});

test("a fetch without a preflight says so", () => {
  const { outcome } = run({}, { actual: response(200) });
  expect(outcome.preflight).toEqual({ needed: false, because: [], verdict: null });
  expect(outcome.preflightCacheSeconds).toBeNull();
});
