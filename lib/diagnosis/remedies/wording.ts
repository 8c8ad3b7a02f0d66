import type { RequestEdit, ResponseEdit } from "#lib/contract/diagnosis.ts";
import { isResponseEdit } from "./edits.ts";
import type { Solution } from "./find-solutions.ts";

const ALLOW_ORIGIN = "Access-Control-Allow-Origin";

/** What to do, as one sentence whose `backticked` spans are code. */
export function titleOf({ by, edits }: Solution): string {
  const necessary = edits.filter(({ necessary }) => necessary);
  const clauses =
    by === "client"
      ? necessary.flatMap((edit) => (isResponseEdit(edit) ? [] : [requestClause(edit)]))
      : responseClauses(necessary.filter(isResponseEdit));
  const sentence = listOf(clauses);
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function requestClause({ request, op, name = "", value = "" }: RequestEdit): string {
  switch (request) {
    case "url":
      return `ask for \`${value}\` at once`;
    case "method":
      return `use the method \`${value}\``;
    case "header":
      return op === "remove" ? `leave out the header \`${name}\`` : `send \`${name}: ${value}\``;
    case "credentials":
      return "ask without credentials";
    case "mode":
      return `use the mode \`${value}\``;
    case "redirect":
      return "let the browser follow redirects";
    case "body":
      return op === "remove" ? "send no body" : "send the body as text instead of a stream";
  }
}

/** What the server does first comes first, however the edits are ordered. */
function responseClauses(edits: readonly ResponseEdit[]): string[] {
  const ranked = edits.map((edit) => ({ clause: responseClause(edit, edits), rank: RANKS.indexOf(edit.name ?? "") }));
  return [...new Set(ranked.sort((a, b) => a.rank - b.rank).map(({ clause }) => clause))];
}

const RANKS = [
  "",
  ALLOW_ORIGIN,
  "Access-Control-Allow-Credentials",
  "Access-Control-Allow-Methods",
  "Access-Control-Allow-Headers",
];

function responseClause({ role, op, name = "", value = "" }: ResponseEdit, edits: readonly ResponseEdit[]): string {
  if (op === "status") {
    if (role === "preflight") return `answer the preflight with status ${value}`;
    return value === "200" ? "answer instead of redirecting" : `answer with status ${value}`;
  }
  switch (name) {
    case ALLOW_ORIGIN:
    case "Access-Control-Allow-Credentials":
      return accessClause(edits);
    case "Access-Control-Allow-Methods":
      return `allow the method${plural(value)} \`${value}\``;
    case "Access-Control-Allow-Headers":
      return `allow the header${plural(value)} \`${value}\``;
    case "Location":
      return op === "remove" ? "send no `Location`" : `redirect to \`${value}\``;
    default:
      return `send \`${name}: ${value}\``;
  }
}

/** Both headers of the CORS check in one clause, however many answers need them. */
function accessClause(edits: readonly ResponseEdit[]): string {
  const origin = edits.find(({ name }) => name === ALLOW_ORIGIN)?.value;
  const withCredentials = edits.some(({ name }) => name === "Access-Control-Allow-Credentials");
  if (origin === undefined) return "allow credentials";
  const reader = origin === "*" ? "every page" : `\`${origin}\``;
  return `let ${reader} read the answer${withCredentials ? " with credentials" : ""}`;
}

function plural(list: string): string {
  return list.includes(",") ? "s" : "";
}

function listOf(clauses: readonly string[]): string {
  const [last = "", ...others] = clauses.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(", ")} and ${last}`;
}
