import { describe, expect, it, test } from "vitest";
import { REASONS, type Reason } from "#lib/contract/terms.ts";
import { LAB_SCENARIOS, labPageOrigin, labPath, labUrl } from "#lib/lab/catalog.ts";
import { LAB_FAMILIES, type LabOrigins } from "#lib/lab/scenario.ts";

const ORIGINS: LabOrigins = ["https://page.test", "https://api.test:8443", "https://third.test"];

const byId = new Map(LAB_SCENARIOS.map((scenario) => [scenario.id, scenario]));

/** What three plain-HTTP servers on loopback cannot stage. */
const NOT_STAGED: readonly Reason[] = [
  "preflight-authorization-wildcard", // No browser enforces it; the scenario of that name shows it.
  "redirect-no-cors-not-follow",
  "redirect-stream-body",
  "scheme-not-cors-enabled",
  "url-with-credentials",
  "mixed-content",
  "bad-port",
];

describe("the lab's catalog", () => {
  it("has an id for each scenario that is a path of its own", () => {
    expect(byId.size).toBe(LAB_SCENARIOS.length);
    for (const id of byId.keys()) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it("stages every reason that it can, and no reason is listed as impossible that is staged", () => {
    const staged = LAB_SCENARIOS.flatMap(({ expected }) => (expected.outcome === "blocked" ? [expected.reason] : []));
    expect(new Set([...staged, ...NOT_STAGED])).toEqual(new Set(REASONS));
    expect(staged.filter((reason) => NOT_STAGED.includes(reason))).toEqual([]);
  });

  it("has a scenario in every family", () => {
    expect(new Set(LAB_SCENARIOS.map(({ family }) => family))).toEqual(new Set(LAB_FAMILIES));
  });

  test.each(LAB_SCENARIOS.filter(({ correct }) => !correct))("$id has a correct twin", ({ twin = "" }) => {
    expect(byId.get(twin)?.correct).toBe(true);
  });

  test.each(LAB_SCENARIOS.filter(({ correct }) => correct))("$id, being correct, is readable", (scenario) => {
    expect(scenario.expected).toEqual({ outcome: "allowed" });
    expect(scenario).not.toHaveProperty("twin");
  });

  test.each(LAB_SCENARIOS)("$id teaches one sentence", ({ teaches, title }) => {
    expect(teaches).toMatch(/^[A-Z`].{30,130}[.]$/);
    expect(teaches.match(/[.] /g)).toBeNull();
    expect(title).toMatch(/^.{5,60}[^.]$/);
  });

  test.each(LAB_SCENARIOS)("$id has one endpoint for each of its addresses, and leads only to those", (scenario) => {
    const addresses = scenario.endpoints.map(({ site, step }) => `{${site}}${labPath(scenario.id, step)}`);
    expect(new Set(addresses).size).toBe(addresses.length);
    const answers = scenario.endpoints.flatMap(({ preflight, actual }) => (preflight ? [preflight, actual] : [actual]));
    const targets = answers
      .flatMap(({ headers }) => headers.filter(([name]) => name === "Location").map(([, value]) => value))
      .filter((target) => target.startsWith("{"));
    for (const target of targets) expect(addresses).toContain(target.replace("-with-userinfo", ""));
  });

  it("asks at the first endpoint, from the lab's page or from a page without an origin", () => {
    expect(labUrl(byId.get("redirect-from-home")!, ORIGINS)).toBe("https://page.test/redirect-from-home");
    expect(labUrl(byId.get("redirect-home")!, ORIGINS)).toBe("https://api.test:8443/redirect-home");
    expect(labPageOrigin(byId.get("redirect-home")!, ORIGINS)).toBe("https://page.test");
    expect(labPageOrigin(byId.get("opaque-page-refused")!, ORIGINS)).toBe("null");
  });
});
