import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { SERVER_NAMES } from "#lib/contract/servers.ts";
import { RECIPES, type RecipeId } from "#lib/recipes/index.ts";
import type { CorsPolicy, Recipe } from "#lib/recipes/recipe.ts";
import { splitLiterals } from "./literals.ts";
import { PARSERS } from "./parsed.ts";
import { FULL, hostilePolicy, POLICIES, tamed } from "./policies.ts";
import { SAID } from "./said.ts";

const recipes: readonly Recipe<RecipeId>[] = RECIPES;
const unverified = recipes.filter(({ verified }) => !verified);
const recipe = (id: RecipeId) => recipes.find((each) => each.id === id)!;

const codesOf = (of: Recipe, policy: CorsPolicy) => of.write(policy).map(({ code }) => code);
const codeOf = (of: Recipe, policy: CorsPolicy) => codesOf(of, policy).join("\n\n");

describe("the registry", () => {
  it("has an id for each recipe that is kebab-case and its own", () => {
    const ids = recipes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test.each(recipes)("$id names known servers and a page of documentation", ({ servers, docs }) => {
    expect(SERVER_NAMES).toEqual(expect.arrayContaining([...servers]));
    expect(new URL(docs)).toMatchObject({ protocol: "https:", username: "", search: "" });
  });

  test.each(recipes)("$id warns of its trap in one or two sentences", ({ trap }) => {
    expect(trap).toMatch(/^[A-Z`].{60,400}[.]$/);
    expect(trap.match(/[.] (?=[A-Z`])/g)?.length ?? 0).toBeLessThanOrEqual(1);
  });

  test.each(recipes)("$id says of each part where it goes, as the end of a sentence", (each) => {
    for (const { place } of each.write(FULL)) expect(place).toMatch(/^[a-z].*[^.]$/);
  });
});

const written = recipes.flatMap((each) => POLICIES.map(([name, policy]) => ({ id: each.id, name, each, policy })));

describe("every recipe", () => {
  test.each(written.filter(({ policy }) => policy.origin !== "*"))(
    "$id, when $name, names the origin",
    ({ each, policy }) => {
      // A regular expression may have it with a backslash before each full stop.
      expect(codeOf(each, policy).replaceAll("\\", "")).toContain(policy.origin);
    },
  );

  test.each(written.filter(({ policy }) => !policy.credentials))(
    "$id, when $name, allows no credentials",
    ({ each, policy }) => {
      const allows = /credentials.*true|credentials\W+value\W+true|AllowCredentials\(\)/i;
      expect(codeOf(each, policy)).not.toMatch(allows);
    },
  );
});

/** The fields of the policy that the recipe's platform can express, against what its code says. */
function expectPolicy(of: Recipe<RecipeId>, policy: CorsPolicy): void {
  const [first = "", ...others] = codesOf(of, policy);
  const said = SAID[of.id]!([first, ...others]);
  const inLowerCase = (names: readonly string[]) => names.map((name) => name.toLowerCase());
  if (said.exposed) expect(inLowerCase(said.exposed)).toEqual(inLowerCase(policy.exposed));
  // Where an empty list would mean any header, `accept` stands in it, which is always allowed.
  const headers = policy.headers.length === 0 && said.headers?.length === 1 ? ["accept"] : policy.headers;
  const { origin, credentials, methods } = policy;
  for (const [field, value] of Object.entries({ credentials, methods, headers })) {
    if (field in said) expect(said).toHaveProperty(field, value);
  }
  expect(said).toHaveProperty("origin", origin);
}

describe("a recipe that no machine has applied", () => {
  test.each(unverified)("$id says exactly the policy that it was given", (each) => {
    for (const [, policy] of POLICIES) expectPolicy(each, policy);
    fc.assert(
      fc.property(hostilePolicy, (policy) => expectPolicy(each, policy)),
      { numRuns: 50 },
    );
  });

  test.each(unverified)("$id allows no origin but the one", (each) => {
    expect(codeOf(each, { ...FULL, path: "/" })).not.toMatch(/["'][*]["']|origin: true|mirror/i);
  });

  test.each(unverified)("$id changes nothing but its literals for a hostile policy", (each) => {
    const skeleton = (policy: CorsPolicy) => splitLiterals(codeOf(each, policy), each.language).skeleton;
    fc.assert(
      fc.property(hostilePolicy, (policy) => {
        expect(skeleton(policy)).toBe(skeleton(tamed(policy)));
      }),
    );
  });

  it("has one list of headers for both directions at Google Cloud Storage", () => {
    const lists = POLICIES.map(([, policy]): unknown => {
      const [rule] = JSON.parse(codeOf(recipe("google-cloud-storage"), policy)) as [{ responseHeader: unknown }];
      return rule.responseHeader;
    });
    expect(lists.slice(0, 5)).toEqual([["authorization", "x-trace", "X-Total", "Link"], [], ["x-trace"], [], ["etag"]]);
  });

  it("reaches the command of Azure as written, through a real shell", () => {
    const policies = fc.sample(hostilePolicy, 50);
    const script = policies.map((policy) => codeOf(recipe("azure-functions"), policy)).join("\n");
    const names = "RESOURCE_GROUP=group FUNCTION_APP=app";
    const { stdout, stderr, status } = spawnSync("sh", ["-eu"], {
      input: `${names}\naz() { printf '%s\\n' "$@"; }\n${script}\n`,
      encoding: "utf8",
    });
    const app = ["--resource-group", "group", "--name", "app"];
    const expected = policies.flatMap(({ origin, credentials }) => [
      ...["functionapp", "cors", "add", ...app, "--allowed-origins", origin],
      ...(credentials ? ["functionapp", "cors", "credentials", ...app, "--enable", "true"] : []),
    ]);
    expect({ status, stderr, words: stdout.trimEnd().split("\n") }).toEqual({ status: 0, stderr: "", words: expected });
  });

  it("names the path where it means itself everywhere, and every path where it could be a pattern", () => {
    const scoped = ["vercel", "netlify", "netlify-functions", "firebase", "laravel", "spring"] as const;
    const paths = (path: string) =>
      scoped.map((id) => {
        const code = codeOf(recipe(id), { ...FULL, path });
        return /(?:"source": |for = |path: |'paths' => \[|addMapping\()["'](.*)["']/.exec(code)?.[1];
      });
    const itself = "/api/v1.0/~me_x-y/";
    expect(paths(itself)).toEqual([itself, itself, itself, itself, "api/v1.0/~me_x-y", itself]);
    expect(paths("/")).toEqual(["/", "/", "/", "/", "/", "/"]);
    const every = ["/(.*)", "/*", "/*", "**", "*", "/**"];
    for (const path of ["/a/(b)", "/a*", "/:a", "/a%20b", "/a'b", "/{a}"]) expect(paths(path)).toEqual(every);
  });
});

describe("a recipe in a language that has a parser here", () => {
  const cases = written.filter(({ each }) => each.language in PARSERS);

  test.each(cases)("$id, when $name, is well-formed in all of its parts", ({ each, policy }) => {
    for (const code of codesOf(each, policy)) PARSERS[each.language]!(code);
  });

  test.each([
    ["json", `["a"b"]`],
    ["yaml", `key: ["a"b"]`],
    ["yaml", "key: !Unknown value"],
    ["toml", `key = "a"b"`],
    ["javascript", `cors({ origin: "a"b" });`],
    ["typescript", "const a: = 1;"],
  ])("is not well-formed in %s as %s", (language, code) => {
    expect(() => PARSERS[language]!(code)).toThrow();
  });
});
