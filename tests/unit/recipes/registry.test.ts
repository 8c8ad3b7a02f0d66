import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { RECIPES, recipesFor } from "#lib/recipes/index.ts";
import type { CorsPolicy, Recipe } from "#lib/recipes/recipe.ts";
import { SERVERS_UNDER_TEST } from "#tests/recipes/servers-under-test.ts";
import { hostilePolicy } from "./hostile-policy.ts";

const POLICY: CorsPolicy = {
  origin: "https://app.example",
  credentials: true,
  methods: ["PUT"],
  headers: ["content-type"],
  exposed: ["x-total-count"],
  path: "/items",
};

/** Languages whose strings stand in quotation marks, with backslashes before what would end them. */
const QUOTING = ["nginx", "apache", "caddyfile", "haproxy", "python", "php", "ruby", "go", "javascript", "typescript"];

describe("the registry", () => {
  it("has every id once", () => {
    const ids = RECIPES.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it("calls verified just what is verified on the real server", () => {
    const verified = RECIPES.filter((recipe) => recipe.verified).map(({ id }) => id);
    expect(verified.toSorted()).toEqual(SERVERS_UNDER_TEST.map(({ recipe }) => recipe).toSorted());
  });
});

describe.each(RECIPES.map((recipe): [string, Recipe] => [recipe.id, recipe]))("the recipe %s", (id, recipe) => {
  it("has a permanent name, a page of documentation and a trap", () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(new URL(recipe.docs).protocol).toBe("https:");
    expect(recipe.trap).toMatch(/^\S.*[.]$/);
  });

  it("says of every part where it goes", () => {
    for (const { place, code } of recipe.write(POLICY)) {
      expect(place).toMatch(/^[a-z]/);
      expect(code).toMatch(/^\S[^]*\S$/);
    }
  });

  it.runIf(QUOTING.includes(recipe.language))("keeps what a stranger chose within strings", () => {
    fc.assert(
      fc.property(hostilePolicy, (policy) => {
        expect(skeleton(recipe, policy)).toBe(skeleton(recipe, harmless(policy)));
      }),
    );
  });

  it("writes nothing of another origin", () => {
    const code = codeOf(recipe, POLICY);
    expect(code.replaceAll(String.raw`\.`, ".")).toContain(POLICY.origin);
    expect(code).not.toMatch(/Allow-?Origins?\W+[*]/i);
  });
});

describe("the recipes for a policy", () => {
  test.each([
    ["an origin", "https://app.example", true],
    ["an origin with a port", "http://127.0.0.1:8080", true],
    ["an IPv6 address", "http://[::1]:3000", true],
    ["an extension's origin", "chrome-extension://abcdefghijklmnop", true],
    ["a host with an underscore", "https://my_app.example", true],
    ["any origin", "*", true],
    ["the opaque origin", "null", false],
    ["a pattern", "https://*.example", false],
    ["a quotation mark in a host", "https://a'b.example", false],
    ["a variable in a host", "https://a${b}.example", false],
    ["a Caddy placeholder in a host", "https://{$HOME}", false],
    ["a semicolon in a host", "https://a;b.example", false],
    ["a path", "https://app.example/", false],
    ["a second line", "https://app.example\nx", false],
  ])("%s: %j", (_name, origin, written) => {
    expect(recipesFor({ ...POLICY, origin })).toEqual(written ? RECIPES : []);
  });
});

function codeOf(recipe: Recipe, policy: CorsPolicy): string {
  return recipe
    .write(policy)
    .map(({ code }) => code)
    .join("\n");
}

/** The code without its strings. */
function skeleton(recipe: Recipe, policy: CorsPolicy): string {
  return codeOf(recipe, policy).replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
}

/** The same policy with names that mean nothing; nginx needs a variable for a dollar sign. */
function harmless(policy: CorsPolicy): CorsPolicy {
  const plain = (names: readonly string[]) => names.map((name) => (name.includes("$") ? "x$" : "x"));
  return {
    ...policy,
    methods: plain(policy.methods),
    headers: plain(policy.headers),
    exposed: plain(policy.exposed),
    path: "/",
  };
}
