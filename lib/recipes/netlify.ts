import { lines } from "./lines.ts";
import { literalPath, staticHeaders } from "./policy-values.ts";
import { doubleQuoted } from "./quoting.ts";
import type { Recipe } from "./recipe.ts";

export const netlify: Recipe<"netlify"> = {
  id: "netlify",
  name: "Netlify (static files)",
  language: "toml",
  servers: ["Netlify"],
  docs: "https://docs.netlify.com/manage/routing/headers",
  install: null,
  trap: "These headers go with the files that Netlify serves itself, not with the answers of functions or of a proxied site, and they do not decide how `OPTIONS` is answered: whatever needs a preflight belongs in a function. They are the same for every origin, so a second origin takes a function too.",
  verified: false,
  write: (policy) => [
    {
      place: "in `netlify.toml`",
      code: lines(
        "[[headers]]",
        `for = ${doubleQuoted(literalPath(policy) ?? "/*")}`,
        "",
        "[headers.values]",
        ...staticHeaders(policy).map(([name, value]) => `${name} = ${doubleQuoted(value)}`),
      ),
    },
  ],
};
