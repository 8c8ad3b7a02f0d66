import type { Diagnosis, Exchange } from "#lib/contract/diagnosis.ts";
import type { FieldError } from "#lib/intake/request-fields.ts";

/** What a run came to, as the form needs it. */
export type RunAnswer =
  | { readonly kind: "diagnosis"; readonly diagnosis: Diagnosis }
  | { readonly kind: "problem"; readonly problem: FormProblem };

/** Why there is no diagnosis, for people. */
export interface FormProblem {
  /** Which of the API's problems it is, such as `target-denied`; null where it is none of them. */
  readonly code: string | null;
  readonly title: string;
  readonly detail: string | null;
  readonly errors: readonly FieldError[];
  /** Commands to run instead, from where the target can be reached. */
  readonly commands: readonly string[];
  /** How long to wait before it can be run again; null where waiting does not help. */
  readonly retryAfterSeconds: number | null;
}

export const NO_PROBLEM_DETAILS: Omit<FormProblem, "title"> = {
  code: null,
  detail: null,
  errors: [],
  commands: [],
  retryAfterSeconds: null,
};

export const UNREACHED: FormProblem = {
  ...NO_PROBLEM_DETAILS,
  title: "Preflight could not be reached",
  detail: "Nothing was lost. Check your connection and run it again.",
};

export const OFFLINE_DETAIL = "This browser is offline. Nothing was lost; run it again when the connection is back.";

const INCOMPREHENSIBLE: FormProblem = {
  ...NO_PROBLEM_DETAILS,
  title: "Preflight did not finish",
  detail: "The answer broke off. Nothing was lost; run it again.",
};

/** What is wrong with the fields themselves. */
export function correctionsOf(errors: readonly FieldError[]): FormProblem {
  const title = errors.length === 1 ? "One thing to correct" : `${errors.length} things to correct`;
  return { ...NO_PROBLEM_DETAILS, title, errors };
}

type Json = Readonly<Record<string, unknown>>;

/** Reads a problem document (RFC 9457) of the API and its `Retry-After`, keeping only what has the right shape. */
export function readProblem(document: unknown, retryAfter: string | null = null): FormProblem {
  if (!isJson(document) || typeof document["title"] !== "string") return INCOMPREHENSIBLE;
  const { type, title, detail, errors, commands } = document;
  return {
    code: typeof type === "string" ? (/\/problems\/([a-z-]+)$/.exec(type)?.[1] ?? null) : null,
    title,
    detail: typeof detail === "string" ? detail : null,
    errors: Array.isArray(errors) ? errors.filter(isFieldError) : [],
    commands: Array.isArray(commands) ? commands.filter((command) => typeof command === "string") : [],
    retryAfterSeconds: /^\d+$/.test(retryAfter ?? "") ? Number(retryAfter) : null,
  };
}

/**
 * Reads the answer to `POST /api/v1/diagnoses`: a problem, a diagnosis, or lines of JSON with the exchanges as they end
 * and the diagnosis as the last one.
 */
export async function readAnswer(response: Response, onExchange: (exchange: Exchange) => void): Promise<RunAnswer> {
  if (response.headers.get("content-type")?.startsWith("application/x-ndjson") !== true) {
    return readEnd(await response.json().catch(() => null), response.headers.get("retry-after"));
  }
  for await (const line of linesOf(response)) {
    const value = parse(line);
    if (isJson(value) && "exchange" in value && !("version" in value)) onExchange(value["exchange"] as Exchange);
    else return readEnd(isJson(value) && "problem" in value ? value["problem"] : value);
  }
  return { kind: "problem", problem: INCOMPREHENSIBLE };
}

function readEnd(value: unknown, retryAfter: string | null = null): RunAnswer {
  // The server is ours and its diagnoses are checked there: the version is enough to tell one from a problem.
  if (isJson(value) && value["version"] === 1) return { kind: "diagnosis", diagnosis: value as Diagnosis };
  return { kind: "problem", problem: readProblem(value, retryAfter) };
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    yield* lines.filter((line) => line !== "");
  }
  if (rest !== "") yield rest;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFieldError(value: unknown): value is FieldError {
  return isJson(value) && typeof value["pointer"] === "string" && typeof value["message"] === "string";
}
