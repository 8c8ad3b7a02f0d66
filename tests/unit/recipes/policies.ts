import fc from "fast-check";
import type { CorsPolicy } from "#lib/recipes/recipe.ts";

/** A request with everything that a policy can need. */
export const FULL: CorsPolicy = {
  origin: "https://app.example",
  credentials: true,
  methods: ["PUT", "DELETE"],
  headers: ["authorization", "x-trace"],
  exposed: ["X-Total", "Link"],
  path: "/api/orders",
};

/** A request that asks for nothing but to be read. */
const PLAIN: CorsPolicy = { ...FULL, credentials: false, methods: ["GET"], headers: [], exposed: [] };

export const POLICIES: readonly (readonly [name: string, policy: CorsPolicy])[] = [
  ["everything is asked for", FULL],
  ["nothing but reading is asked for", PLAIN],
  ["any page may read", { ...PLAIN, origin: "*", headers: ["x-trace"] }],
  ["the method is an unusual one", { ...PLAIN, methods: ["PATCH", "M-SEARCH"] }],
  ["one header is allowed and exposed", { ...PLAIN, headers: ["etag"], exposed: ["etag"] }],
  ["credentials are all that is asked for", { ...PLAIN, credentials: true }],
  ["a response header is all that is asked for", { ...PLAIN, exposed: ["X-Total"] }],
  ["the path is the root", { ...FULL, path: "/" }],
  ["the path is a pattern in many languages", { ...FULL, path: "/a/(b|*)/:c/'%22" }],
];

const text = (unit: string, minLength = 1) => fc.string({ unit: fc.constantFrom(...unit), minLength, maxLength: 12 });
const ALPHANUMERIC = "ABCxyz019";
const token = text(`!#$%&'*+-.^_\`|~${ALPHANUMERIC}`).filter((name) => name !== "OPTIONS");
const tokens = (of: fc.Arbitrary<string>, minLength = 0) => fc.uniqueArray(of, { minLength, maxLength: 3 });

/** What a stranger can put into a policy: every sign that a token, a host or a path may hold, quotes of all kinds. */
export const hostilePolicy: fc.Arbitrary<CorsPolicy> = fc
  .record({
    origin: fc
      .tuple(
        fc.constantFrom("http", "https"),
        text(`!"$&'()*+,-.;=_\`{}~${ALPHANUMERIC}`),
        fc.constantFrom("", ":8443"),
      )
      .map(([scheme, host, port]) => `${scheme}://${host}${port}`),
    credentials: fc.boolean(),
    methods: tokens(token, 1),
    headers: tokens(token.map((name) => name.toLowerCase())),
    exposed: tokens(token),
    path: text(`!"$%&'()*+,-./:;=@[\\]^_\`{|}~${ALPHANUMERIC}`, 0).map((path) => `/${path}`),
  })
  .map((policy) => (policy.credentials ? policy : { ...policy, origin: policy.path.length > 9 ? "*" : policy.origin }));

/** The same policy with a harmless name for each of its values; equal values stay equal. */
export function tamed(policy: CorsPolicy): CorsPolicy {
  const names = new Map<string, string>();
  const tame = (name: string) => names.get(name) ?? (names.set(name, `t${names.size}`), `t${names.size - 1}`);
  return {
    ...policy,
    origin: policy.origin === "*" ? "*" : "https://app.example",
    methods: policy.methods.map(tame),
    headers: policy.headers.map(tame),
    exposed: policy.exposed.map(tame),
  };
}
