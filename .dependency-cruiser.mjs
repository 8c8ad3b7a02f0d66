const PURE = "^lib/(contract|fetch|browsers|recipes|diagnosis|intake|render|examples)/";
const CONSTANTS = "^lib/config/(limits|defaults)[.]ts$";
const packages = (...names) => `(^|/)(node_modules/)?(${names.join("|")})(/|$)`;

/**
 * A layer and the only folders of the project that it may import.
 * The full stop in a path is matched exactly: `[.]`.
 */
function layer(folder, mayImport, comment) {
  return {
    name: `${folder.replaceAll("/", "-")}-layer`,
    comment,
    severity: "error",
    from: { path: `^${folder}/` },
    to: { path: "^(lib|app|components|server[.]ts)", pathNot: [`^${folder}/`, ...mayImport] },
  };
}

const LAYERS = [
  layer("lib/contract", [], "The contract is below everything: move the shared part into lib/contract."),
  layer(
    "lib/fetch",
    ["^lib/contract/"],
    "The engine knows only the contract's terms. What depends on a browser belongs in its profile (lib/browsers), what explains belongs in lib/diagnosis, what sends belongs in lib/replay.",
  ),
  layer(
    "lib/browsers",
    ["^lib/(contract|fetch)/"],
    "A profile is data for the engine. Explanations of it belong in lib/diagnosis.",
  ),
  layer(
    "lib/recipes",
    ["^lib/contract/"],
    "A recipe writes a policy down in the words of one server. What the policy has to be is computed in lib/diagnosis.",
  ),
  layer(
    "lib/diagnosis",
    ["^lib/(contract|fetch|browsers|recipes)/"],
    "A diagnosis is computed from a recording. Gather what it lacks in lib/service and pass it in; text output belongs in lib/render.",
  ),
  layer(
    "lib/intake",
    ["^lib/(contract|fetch)/", CONSTANTS],
    "Intake turns text into a FetchRequest. What needs the outcome belongs in lib/diagnosis or lib/service.",
  ),
  layer(
    "lib/render",
    ["^lib/(contract|fetch|browsers|diagnosis)/"],
    "Rendering reads a finished diagnosis. Load it in lib/service and pass it in; pages and React belong in components.",
  ),
  layer(
    "lib/examples",
    ["^lib/(contract|fetch|browsers|diagnosis|intake)/", "^lib/lab/(answer|catalog|scenario)[.]ts$", CONSTANTS],
    "An example is the lab's data or a row of its own, diagnosed without a network. What judges belongs in lib/diagnosis, what shows in components.",
  ),
  layer(
    "lib/egress",
    ["^lib/(contract|fetch)/", CONSTANTS],
    "The egress guard is reviewable alone. What uses a connection belongs in lib/replay; pass configuration in from lib/composition.ts.",
  ),
  layer(
    "lib/replay",
    ["^lib/(contract|fetch|egress)/", CONSTANTS],
    "Replay sends and records, it does not judge. Judging belongs in lib/diagnosis; both are joined in lib/service.",
  ),
  layer(
    "lib/store",
    ["^lib/contract/", CONSTANTS],
    "The store knows records, not how they came to be. Compute them in lib/service; pass configuration in from lib/composition.ts.",
  ),
  layer(
    "lib/config",
    ["^lib/contract/"],
    "Configuration is read, never acted on. What acts on it belongs in the layer that it configures.",
  ),
  layer(
    "lib/service",
    ["^lib/(contract|fetch|browsers|recipes|diagnosis|intake|render|replay|egress|store)/", CONSTANTS],
    "A verb uses the layers below it. HTTP belongs in lib/api, and what is read from the environment is passed in by lib/composition.ts.",
  ),
  layer(
    "lib/api",
    [PURE, "^lib/(service|config|telemetry)/", "^lib/composition[.]ts$"],
    "The API translates HTTP to a verb and back. Put the work into a verb of lib/service; adapters reach it through lib/composition.ts.",
  ),
  layer(
    "lib/telemetry",
    ["^lib/config/"],
    "Telemetry writes down what it is given. What decides belongs in the layer that logs.",
  ),
  layer(
    "lib/entry",
    ["^lib/(contract|fetch|config|api|telemetry)/"],
    "The entry guards the socket before Next sees a request. What needs the application belongs in lib/api or in server.ts, which joins them.",
  ),
  layer(
    "lib/lab",
    ["^lib/(contract|fetch)/", CONSTANTS],
    "The lab is a server of its own that is diagnosed like any other. It takes nothing from the application but its terms.",
  ),
  {
    name: "composition-layer",
    comment:
      "Composition builds the adapters and the verbs. What speaks HTTP belongs in lib/api, which asks composition for them.",
    severity: "error",
    from: { path: "^lib/composition[.]ts$" },
    to: { path: "^(app/|components/|server[.]ts$|lib/(api|entry|lab)/)" },
  },
  {
    name: "form-posts-layer",
    comment:
      "A form post without JavaScript, and what a page needs beside itself, is a call of our own API. Move the work into lib/api or a verb of lib/service.",
    severity: "error",
    from: { path: "^app/(?!api/)(.*/|)(actions|route)[.]ts$" },
    to: {
      path: "^(lib/|server[.]ts$)",
      pathNot: [PURE, "^lib/composition[.]ts$", "^lib/api/", "^lib/lab/catalog[.]ts$", CONSTANTS],
    },
  },
  {
    name: "pages-layer",
    comment:
      "Pages ask a verb through lib/composition.ts and show its answer with components. Move the work into a verb of lib/service.",
    severity: "error",
    from: { path: "^app/", pathNot: ["^app/api/", "^app/(.*/|)(actions|route)[.]ts$"] },
    to: {
      path: "^(lib/|server[.]ts$)",
      pathNot: [PURE, "^lib/composition[.]ts$", "^lib/lab/(catalog|scenarios)", "^lib/api/problems[.]ts$", CONSTANTS],
    },
  },
  {
    name: "routes-are-thin",
    comment: "A route is ten lines that hand the request to lib/api. Move the rest there.",
    severity: "error",
    from: { path: "^app/api/" },
    to: { path: "^(lib/|components/|server[.]ts$)", pathNot: ["^lib/(api|contract)/"] },
  },
  {
    name: "components-layer",
    comment:
      "Components present what they are given. Load it in the page (app) through lib/composition.ts and pass it in; a server action is passed in as a prop.",
    severity: "error",
    from: { path: "^components/" },
    to: { path: "^(app/|lib/|server[.]ts$)", pathNot: [PURE, "^lib/lab/catalog[.]ts$"] },
  },
];

const REACH = [
  {
    name: "pure-layers-reach-no-io",
    comment:
      "These layers also run in the browser tab: no Node API, transport, framework or driver, not even through another module. I/O belongs in lib/replay, lib/egress or lib/store; pass its result in.",
    severity: "error",
    from: { path: PURE },
    to: {
      reachable: true,
      path: [
        "^node:",
        // Built-in modules are also resolved without their prefix.
        "^(assert|async_hooks|buffer|child_process|cluster|console|crypto|dgram|dns|events|fs|http|http2|https|module|net|os|path|perf_hooks|process|querystring|readline|stream|string_decoder|timers|tls|tty|url|util|v8|vm|worker_threads|zlib)(/|$)",
        packages("undici", "next", "react", "react-dom", "better-sqlite3", "kysely", "pino", "server-only"),
      ],
    },
  },
  {
    name: "components-reach-no-server",
    comment: "What a component imports can end in a browser's bundle. Load data in the page (app) and pass it in.",
    severity: "error",
    from: { path: "^components/" },
    to: {
      reachable: true,
      path: [
        "^lib/(service|store|replay|egress|entry|api)/",
        "^lib/config/env[.]ts$",
        "^lib/composition[.]ts$",
        packages("undici", "better-sqlite3", "kysely", "pino", "server-only"),
      ],
    },
  },
  {
    name: "adapters-reach-no-judgement",
    comment:
      "The transport, the guard and the store hold no opinion on CORS. Judging belongs in lib/diagnosis; both are joined in lib/service.",
    severity: "error",
    from: { path: "^lib/(replay|egress|store)/" },
    to: { reachable: true, path: "^lib/(browsers|diagnosis|render)/" },
  },
];

const ADAPTERS = [
  {
    name: "tab-carries-no-validator",
    comment:
      "This code also runs in the browser tab, which should not download the schemas. Use `import type`, or take the constants of lib/contract/terms.ts and initiators.ts; validate in lib/service or lib/api.",
    severity: "error",
    from: { path: "^(components|lib/(fetch|browsers|diagnosis|intake|render))/" },
    to: {
      path: ["^lib/contract/", packages("zod")],
      pathNot: "^lib/contract/(terms|initiators)[.]ts$",
      dependencyTypesNot: ["type-only"],
    },
  },
  {
    name: "engine-uses-one-package",
    comment: "The engine is the standard's text: the only package it may use is the standard's MIME type parser.",
    severity: "error",
    from: { path: "^lib/fetch/" },
    to: {
      dependencyTypes: ["npm", "npm-no-pkg", "npm-unknown", "npm-dev"],
      pathNot: packages("whatwg-mimetype", "@types/whatwg-mimetype"),
    },
  },
  {
    name: "undici-behind-egress",
    comment: "No request may leave except through the egress guard: send it with lib/replay.",
    severity: "error",
    from: { pathNot: "^(lib/(replay|egress)/|tests/)" },
    to: { path: packages("undici") },
  },
  {
    name: "database-behind-store",
    comment: "Queries belong in lib/store, behind its port.",
    severity: "error",
    from: { pathNot: "^(lib/store/|tests/)" },
    to: { path: packages("better-sqlite3", "kysely") },
  },
  {
    name: "environment-read-once",
    comment:
      "The environment is parsed once at start. Take what you need as a parameter, filled in by lib/composition.ts.",
    severity: "error",
    from: { pathNot: "^(lib/composition[.]ts$|lib/(config|entry|api|telemetry)/|server[.]ts$|bin/|scripts/|tests/)" },
    to: { path: "^lib/config/env[.]ts$" },
  },
  {
    name: "lab-started-by-server",
    comment: "Only server.ts starts the lab; pages import its catalog.",
    severity: "error",
    from: { pathNot: "^(lib/(lab|examples)/|server[.]ts$|tests/)" },
    to: { path: "^lib/lab/", pathNot: "^lib/lab/(catalog|scenarios)" },
  },
  {
    name: "entry-used-by-server",
    comment: "The socket's guards belong to server.ts alone.",
    severity: "error",
    from: { pathNot: "^(lib/entry/|server[.]ts$|tests/)" },
    to: { path: "^lib/entry/" },
  },
];

const STOCK = [
  {
    name: "no-circular",
    comment: "Two modules that need each other are one, or lack a third below both: move what both need there.",
    severity: "error",
    from: {},
    to: {
      circular: true,
      // The standard's own recursion: HTTP-redirect fetch ends by running main fetch.
      viaSomeNot: "^lib/fetch/(main-fetch|http-fetch|http-redirect-fetch)[.]ts$",
    },
  },
  {
    name: "names-across-folders",
    comment: "Across layers write #lib/…, #components/…, #app/… or #tests/…, so that a move changes one path.",
    severity: "error",
    from: { path: "^(lib/[^/]+|app|components|tests)/" },
    to: {
      path: "^(lib|app|components|tests)/",
      pathNot: "^$1/",
      dependencyTypesNot: ["aliased-subpath-import"],
    },
  },
  {
    name: "no-orphans",
    comment: "Nothing imports this module and it imports nothing: use it or delete it.",
    severity: "error",
    from: { orphan: true, path: "^(lib|components)/" },
    to: {},
  },
  {
    name: "not-to-dev-dep",
    comment: "What runs in production is listed under dependencies in package.json.",
    severity: "error",
    from: { path: "^(app|components|lib)/|^server[.]ts$" },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
  },
  {
    name: "not-to-unlisted",
    comment: "A package that is only there because another one needs it may go at any time: list it in package.json.",
    severity: "error",
    from: {},
    to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
  },
  {
    name: "not-to-unresolvable",
    comment:
      "The import leads nowhere. Across folders write #lib/…, #components/…, #app/… or #tests/… with the file's extension.",
    severity: "error",
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: "no-tests-in-production",
    comment: "What production needs does not belong in tests: move it into lib.",
    severity: "error",
    from: { path: "^(app|components|lib)/|^server[.]ts$" },
    to: { path: "^(tests|bin|scripts)/" },
  },
];

/** The boundaries of the layers; docs/decisions/0002-toolchain.md says why a machine watches them. */
export default {
  forbidden: [...LAYERS, ...REACH, ...ADAPTERS, ...STOCK],
  options: {
    // Type imports count: a pure layer that needs an adapter's type has its port in the wrong place.
    tsPreCompilationDeps: "specify",
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^([.]next|data|test-results)/" },
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
