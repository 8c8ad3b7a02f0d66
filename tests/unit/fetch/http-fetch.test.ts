import { describe, expect, test } from "vitest";
import type { RedirectMode, RequestMode } from "#lib/contract/terms.ts";
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
  stepsOf,
  verdictOf,
  wireOf,
  type Answers,
  type Verdict,
} from "./fetching.ts";

describe("a redirect", () => {
  test.each<[RequestMode, string, RedirectMode, Verdict]>([
    ["cors", "https://b.test/", "follow", "allowed"],
    ["cors", "https://b.test/", "error", "redirect-mode-error"],
    ["cors", "https://b.test/", "manual", "opaque"],
    ["no-cors", "https://b.test/", "follow", "opaque"],
    ["no-cors", "https://b.test/", "error", "redirect-no-cors-not-follow"],
    ["no-cors", "https://b.test/", "manual", "redirect-no-cors-not-follow"],
    ["no-cors", "https://a.test/", "error", "redirect-mode-error"],
    ["no-cors", "https://a.test/", "manual", "opaque"],
    ["same-origin", "https://a.test/", "follow", "allowed"],
    ["same-origin", "https://a.test/", "error", "redirect-mode-error"],
    ["same-origin", "https://a.test/", "manual", "opaque"],
  ])("in the mode %s from %s with redirect %s: %s", (mode, url, redirect, verdict) => {
    for (const profile of [standard, chromium]) {
      const finished = run({ mode, url, redirect }, { actual: [redirectTo(`${url}x`), readable()] }, profile);
      expect(verdictOf(finished)).toBe(verdict);
    }
  });

  test("that is not followed gives the page an empty response", () => {
    const { outcome } = run({ redirect: "manual" }, { actual: redirectTo("https://b.test/x") });
    expect(outcome.readable).toEqual({
      type: "opaqueredirect",
      status: false,
      body: false,
      headers: [],
      hidden: ["access-control-allow-origin", "location"],
    });
    expect(outcome.responseStep).toBe(0);
  });

  test.each<RedirectMode>(["follow", "manual", "error"])(
    "is checked before the redirect mode %s counts",
    (redirect) => {
      const finished = run({ redirect }, { actual: response(302, [["Location", "/x"]]) });
      expect([verdictOf(finished), failedStepOf(finished)]).toEqual(["allow-origin-missing", "cors-check 2"]);
    },
  );

  test("without Location is an error in the mode error of the standard, and a response in Chromium", () => {
    const answers = { actual: response(302, readable().headers) };
    expect(verdictOf(run({ redirect: "error" }, answers))).toBe("redirect-mode-error");
    expect(verdictOf(run({ redirect: "error" }, answers, chromium))).toBe("allowed");
  });

  test.each([300, 304, 305, 306, 309])("is not what a %d is", (status) => {
    const answers = { actual: response(status, redirectTo("/x").headers) };
    for (const redirect of ["follow", "error", "manual"] as const) {
      const { outcome } = run({ redirect }, answers);
      expect([outcome.outcome, outcome.readable.type]).toEqual(["allowed", "cors"]);
    }
  });
});

describe("the CORS check", () => {
  test.each([200, 204, 304, 400, 401, 403, 404, 500, 503])("is made of a response %d", (status) => {
    expect(verdictOf(run({}, { actual: response(status) }))).toBe("allow-origin-missing");
    expect(verdictOf(run({}, { actual: response(status, readable().headers) }))).toBe("allowed");
  });

  test("is not made of a same-origin response, nor of an opaque one", () => {
    expect(stepsOf(run({ url: "https://a.test/" }, { actual: response(200) }).outcome, "cors-check")).toEqual([]);
    expect(stepsOf(run({ mode: "no-cors" }, { actual: response(200) }).outcome, "cors-check")).toEqual([]);
  });
});

describe("Cross-Origin-Resource-Policy", () => {
  const policy = ["Cross-Origin-Resource-Policy", "same-origin"] as const;

  test("blocks an opaque response, also one that redirects", () => {
    const redirecting = response(302, [policy, ["Location", "/x"]]);
    for (const actual of [response(200, [policy]), redirecting]) {
      expect(verdictOf(run({ mode: "no-cors" }, { actual }))).toBe("corp-blocked");
    }
  });

  test("is not looked at for a CORS response or a same-origin one", () => {
    expect(verdictOf(run({}, { actual: readable(policy) }))).toBe("allowed");
    expect(verdictOf(run({ url: "https://a.test/", mode: "no-cors" }, { actual: response(200, [policy]) }))).toBe(
      "allowed",
    );
  });
});

describe("a preflight", () => {
  test.each<[string, Partial<FetchRequest>, boolean]>([
    ["a plain GET", {}, false],
    ["a plain POST", { method: "POST", body: "text" }, false],
    ["a HEAD", { method: "HEAD" }, false],
    ["a PUT", { method: "PUT" }, true],
    ["an OPTIONS", { method: "OPTIONS" }, true],
    ["a get that is normalized", { method: "get" }, false],
    ["an unsafe header", { headers: [["X-A", "1"]] }, true],
    ["a flag", { useCorsPreflight: true }, true],
    ["a PUT to the page's own origin", { method: "PUT", url: "https://a.test/" }, false],
    ["a PUT in the mode same-origin", { method: "PUT", url: "https://a.test/", mode: "same-origin" }, false],
  ])("goes before %s: %s %s", (_title, fields, expected) => {
    const { steps } = run(fields, { preflight: preflight("*", "*"), actual: readable() });
    expect(steps.map(({ request }) => request.role)).toEqual(expected ? ["preflight", "actual"] : ["actual"]);
    expect(steps.at(-1)?.request.preflighted).toBe(expected);
  });

  test("covers the request after a redirect to the very same URL, which the trace says", () => {
    const answers = { preflight: preflight("PUT", null), actual: [redirectTo("https://b.test/", 307), readable()] };
    const finished = run({ method: "PUT" }, answers);
    expect(wireOf(finished)).toEqual(["OPTIONS b.test", "PUT b.test", "PUT b.test"]);
    expect(stepsOf(finished.outcome, "http-fetch")).toEqual(["4.1 pass"]);
  });

  test("covers a simple request with a flag only by the method that it has allowed", () => {
    const answers = {
      preflight: [preflight("POST", null), preflight("POST", null)],
      actual: [redirectTo("https://b.test/", 307), readable()],
    };
    const finished = run({ method: "POST", useCorsPreflight: true }, answers);
    expect(wireOf(finished)).toEqual(["OPTIONS b.test", "POST b.test", "POST b.test"]);
    const unnamed = run(
      { method: "POST", useCorsPreflight: true },
      { ...answers, preflight: [preflight("PUT", null), preflight("PUT", null)] },
    );
    expect(wireOf(unnamed)).toEqual(["OPTIONS b.test", "POST b.test", "OPTIONS b.test", "POST b.test"]);
  });
});

describe("Chromium's network stack", () => {
  const locations: HeaderList = [
    ["Location", "/1"],
    ["Location", "/2"],
  ];
  const redirecting = response(302, [...readable().headers, ...locations]);

  test("drops an answer with two Locations unread, whatever its status and the redirect mode", () => {
    for (const redirect of ["follow", "error", "manual"] as const) {
      const refused = run({ redirect }, { actual: readable(...locations) }, chromium);
      expect(refused.outcome.error).toMatchObject({ reason: "redirect-invalid-location", value: "/1, /2" });
      expect(refused.outcome.error?.deviation).toBe(true);
      expect(verdictOf(run({ redirect }, { actual: readable(...locations) }))).toBe("allowed");
    }
  });

  test("deviates from the standard only where that would not fail either", () => {
    const deviates = (fields: Partial<FetchRequest>, answers: Answers) =>
      run(fields, answers, chromium).outcome.error?.deviation ?? false;
    expect(deviates({}, { actual: redirecting })).toBe(false);
    expect(deviates({ redirect: "manual" }, { actual: redirecting })).toBe(true);
    expect(deviates({ method: "PUT", redirect: "manual" }, { preflight: redirecting })).toBe(false);
    expect(deviates({ method: "PUT" }, { preflight: readable(...locations) })).toBe(true);
  });
});
