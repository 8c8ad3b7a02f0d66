import type { Snippet } from "#lib/contract/diagnosis.ts";
import type { CorsPolicy, Recipe } from "./recipe.ts";

/** How a comment begins, for languages whose recipes come in several parts. */
const COMMENT_STARTS: Readonly<Record<string, string>> = {
  csharp: "//",
  go: "//",
  java: "//",
  javascript: "//",
  php: "//",
  rust: "//",
  typescript: "//",
};

/** A policy in the words of one server, as one text that says where each part goes. */
export function snippetOf(recipe: Recipe, policy: CorsPolicy): Snippet {
  const parts = recipe.write(policy);
  const [only, ...others] = parts;
  const start = COMMENT_STARTS[recipe.language] ?? "#";
  const install = recipe.install === null ? "" : `Install it with \`${recipe.install}\`. `;
  const isSingle = only !== undefined && others.length === 0;
  return {
    stack: recipe.id,
    name: recipe.name,
    language: recipe.language,
    code: isSingle ? only.code : parts.map(({ place, code }) => `${start} ${place}\n${code}`).join("\n\n"),
    notes: `${install}${isSingle ? `It goes ${only.place}. ` : ""}${recipe.trap}`,
    docs: recipe.docs,
    verified: recipe.verified,
    servers: [...recipe.servers],
  };
}
