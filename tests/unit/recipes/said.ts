import type { RecipeId } from "#lib/recipes/index.ts";
import type { CorsPolicy } from "#lib/recipes/recipe.ts";
import { literalsWithin } from "./literals.ts";
import { PARSERS } from "./parsed.ts";

/** What the code of a recipe says, read back from it; what its platform cannot express is missing. */
export type Said = Partial<Omit<CorsPolicy, "path">>;

type Code = readonly [string, ...string[]];

const split = (value: string | undefined): string[] => value?.split(", ") ?? [];
// A parsed document is any structure at all: a wrong path fails the comparison.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const parsed = (language: string, code: string | undefined): any => PARSERS[language]!(code ?? "");

function headerPairs(pairs: Readonly<Record<string, string>>): Said {
  return {
    origin: pairs["Access-Control-Allow-Origin"]!,
    credentials: pairs["Access-Control-Allow-Credentials"] === "true",
    methods: split(pairs["Access-Control-Allow-Methods"]),
    headers: split(pairs["Access-Control-Allow-Headers"]),
    exposed: split(pairs["Access-Control-Expose-Headers"]),
  };
}

const keyValues = (entries: readonly { key: string; value: string }[]) =>
  headerPairs(Object.fromEntries(entries.map(({ key, value }) => [key, value])));

const hono =
  (language: string) =>
  ([code]: Code): Said => {
    const { cors } = parsed(language, code);
    return {
      origin: cors.origin,
      credentials: cors.credentials ?? false,
      methods: cors.allowMethods,
      headers: cors.allowHeaders,
      exposed: cors.exposeHeaders ?? [],
    };
  };

/** Reads calls or entries out of a language without a parser: each pattern's group holds the literals of one field. */
const lexed =
  (
    language: string,
    fields: Readonly<Record<"origin" | "methods" | "headers" | "exposed", RegExp>>,
    credentials: RegExp,
  ) =>
  ([code]: Code): Said => ({
    origin: literalsWithin(code, language, fields.origin)[0] ?? (code.includes("cors::Any") ? "*" : ""),
    credentials: credentials.test(code),
    methods: literalsWithin(code, language, fields.methods),
    headers: literalsWithin(code, language, fields.headers),
    exposed: literalsWithin(code, language, fields.exposed),
  });

export const SAID: Readonly<Partial<Record<RecipeId, (code: Code) => Said>>> = {
  traefik: ([code]) => {
    const { headers } = parsed("yaml", code).http.middlewares.cors;
    return {
      origin: headers.accessControlAllowOriginList[0],
      credentials: headers.accessControlAllowCredentials ?? false,
      methods: headers.accessControlAllowMethods,
      headers: headers.accessControlAllowHeaders ?? [],
      exposed: headers.accessControlExposeHeaders ?? [],
    };
  },
  envoy: ([, code]) => {
    const policy = parsed("yaml", code).typed_per_filter_config["envoy.filters.http.cors"];
    return {
      origin: policy.allow_origin_string_match[0].exact,
      credentials: policy.allow_credentials ?? false,
      methods: split(policy.allow_methods),
      headers: split(policy.allow_headers),
      exposed: split(policy.expose_headers),
    };
  },
  "kubernetes-ingress": ([code]) => {
    const annotations: Record<string, string> = parsed("yaml", code).metadata.annotations;
    const said = (name: string) => annotations[`nginx.ingress.kubernetes.io/${name}`];
    return {
      origin: said("cors-allow-origin")!,
      credentials: said("cors-allow-credentials") === "true",
      methods: split(said("cors-allow-methods")),
      headers: split(said("cors-allow-headers")),
      exposed: split(said("cors-expose-headers")),
    };
  },
  laravel: lexed(
    "php",
    {
      origin: /=> \[(<\d+>)\],\n {4}<\d+> => \[\],/,
      methods: /return \[\n.*\n {4}<\d+> => \[(.*)\],/,
      headers: /=> \[\],\n {4}<\d+> => \[(.*)\],/,
      exposed: /=> \[(.*)\],\n {4}<\d+> => 0,/,
    },
    /'supports_credentials' => true,\n\];$/,
  ),
  spring: lexed(
    "java",
    {
      origin: /\n +\.allowedOrigins\((<\d+>)\)\n/,
      methods: /\n +\.allowedMethods\((.*)\)\n/,
      headers: /\n +\.allowedHeaders\((.*)\)\n/,
      exposed: /\n +(?:\.exposedHeaders\((.*)\)\n +)?\.allowCredentials/,
    },
    /\n +\.allowCredentials\(true\);\n/,
  ),
  "aspnet-core": lexed(
    "csharp",
    {
      origin: /policy\.WithOrigins\((<\d+>)\)\n/,
      methods: /\n +\.WithMethods\((.*)\);\n/,
      headers: /WithOrigins.*\n +(?:\.WithHeaders\((.*)\)\n)?/,
      exposed: /\n +(?:\.WithExposedHeaders\((.*)\)\n)?(?: +\.AllowCredentials\(\)\n)? +\.WithMethods/,
    },
    /\n +\.AllowCredentials\(\)\n/,
  ),
  axum: lexed(
    "rust",
    {
      origin: /\n {4}\.allow_origin\((?:HeaderValue::from_static\((<\d+>)\))\)\n/,
      methods: /\n {4}\.allow_methods\(\[(.*)\]\);\n/,
      headers: /\n {4}\.allow_headers\(\[(.*)\]\)\n/,
      exposed: /\n {4}\.expose_headers\(\[(.*)\]\)\n/,
    },
    /\n {4}\.allow_credentials\(true\)\n/,
  ),
  s3: ([code]) => {
    const [rule] = parsed("json", code);
    return {
      origin: rule.AllowedOrigins[0],
      methods: rule.AllowedMethods,
      headers: rule.AllowedHeaders,
      exposed: rule.ExposeHeaders,
    };
  },
  cloudfront: ([code]) => {
    const { CorsConfig: cors } = parsed("json", code);
    return {
      origin: cors.AccessControlAllowOrigins.Items[0],
      credentials: cors.AccessControlAllowCredentials,
      methods: cors.AccessControlAllowMethods.Items,
      headers: cors.AccessControlAllowHeaders.Items,
      exposed: cors.AccessControlExposeHeaders?.Items ?? [],
    };
  },
  "api-gateway": ([code]) => {
    const cors = parsed("yaml", code).Resources.HttpApi.Properties.CorsConfiguration;
    return {
      origin: cors.AllowOrigins[0],
      credentials: cors.AllowCredentials ?? false,
      methods: cors.AllowMethods,
      headers: cors.AllowHeaders ?? [],
      exposed: cors.ExposeHeaders ?? [],
    };
  },
  "azure-functions": ([code]) => ({
    origin: literalsWithin(code, "shell", /--allowed-origins (<\d+>)(?:\n|$)/)[0]!,
    credentials: /\naz functionapp cors credentials .* --enable true$/.test(code),
  }),
  "google-cloud-storage": ([code]) => {
    const [rule] = parsed("json", code);
    return { origin: rule.origin[0], methods: rule.method };
  },
  "cloudflare-workers": hono("javascript"),
  vercel: ([code]) => keyValues(parsed("json", code).headers[0].headers),
  netlify: ([code]) => headerPairs(parsed("toml", code).headers[0].values),
  "netlify-functions": hono("typescript"),
  firebase: ([code]) => keyValues(parsed("json", code).hosting.headers[0].headers),
  "firebase-functions": ([code]) => {
    const { cors, onRequest } = parsed("javascript", code);
    if (onRequest) return { origin: onRequest.cors, credentials: false, exposed: [] };
    return {
      origin: cors.origin,
      credentials: cors.credentials ?? false,
      methods: cors.methods,
      headers: cors.allowedHeaders,
      exposed: cors.exposedHeaders ?? [],
    };
  },
  "supabase-edge-functions": hono("typescript"),
};
