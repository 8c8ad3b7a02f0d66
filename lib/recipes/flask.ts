import { doubleQuoted, regexEscaped } from "./quoting.ts";
import type { CorsPolicy, Recipe } from "./recipe.ts";

export const flask: Recipe<"flask"> = {
  id: "flask",
  name: "Flask with Flask-CORS",
  language: "python",
  servers: ["Flask"],
  docs: "https://flask-cors.readthedocs.io/en/latest/",
  install: "pip install flask-cors",
  trap:
    "`before_request` functions run for preflights too: let `OPTIONS` through before you look for a token. Use `CORS(app)` " +
    "or the decorators, not both, and no `after_request` with CORS headers of its own.",
  verified: true,
  write: (policy) => [
    { place: "in the module that makes `app`, right after `app = Flask(…)`", code: code(policy).join("\n") },
  ],
};

function code({ origin, credentials, methods, headers, exposed }: CorsPolicy): string[] {
  return [
    "from flask_cors import CORS",
    "",
    "CORS(",
    "    app,",
    `    origins=[${origin === "*" ? doubleQuoted(origin) : pattern(origin)}],`,
    ...(origin === "*" ? ["    send_wildcard=True,"] : []),
    `    methods=[${methods.map(doubleQuoted).join(", ")}],`,
    `    allow_headers=[${headers.map(pattern).join(", ")}],`,
    ...(exposed.length > 0 ? [`    expose_headers=[${exposed.map(doubleQuoted).join(", ")}],`] : []),
    ...(credentials ? ["    supports_credentials=True,"] : []),
    ")",
    ...(origin === "*" ? [] : VARY),
  ];
}

/** Flask-CORS leaves it out where there is only one origin, although the answer depends on who asks. */
const VARY = [
  "",
  "",
  "@app.after_request",
  "def vary_by_origin(response):",
  '    response.vary.add("Origin")',
  "    return response",
];

/** Flask-CORS takes a text with one of these characters for a regular expression, which has to match from its start. */
function pattern(text: string): string {
  return doubleQuoted(/[*\\\]?$^[()]/.test(text) ? `${regexEscaped(text)}$` : text);
}
