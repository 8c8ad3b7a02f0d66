import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { renderHar } from "#lib/render/har.ts";
import { renderMarkdown } from "#lib/render/markdown.ts";
import { renderText } from "#lib/render/text.ts";
import type { ApiContext } from "./api-context.ts";
import { FORMATS, type Format } from "./negotiation.ts";
import type { Problem } from "./problems.ts";
import type { DiagnoseResult } from "#lib/service/services.ts";

const UNMET_EXPECTATION = 417;

const RENDERERS = {
  json: (diagnosis: Diagnosis) => `${JSON.stringify(diagnosis)}\n`,
  text: renderText,
  markdown: renderMarkdown,
  har: renderHar,
} as const satisfies Partial<Record<Format, (diagnosis: Diagnosis) => string>>;

export type DiagnosisFormat = keyof typeof RENDERERS;

/** The formats of a stored diagnosis. */
export const STORED_FORMATS = ["json", "text", "markdown", "har"] as const satisfies readonly DiagnosisFormat[];

/** The formats of a new diagnosis: an archive wants to know when it was made. */
export const NEW_FORMATS = ["json", "text", "markdown"] as const satisfies readonly DiagnosisFormat[];

export function notAcceptable(formats: readonly Format[]): Problem {
  const available = formats.map((format) => `\`${FORMATS[format]}\` (\`?format=${format}\`)`);
  return { code: "not-acceptable", detail: `Available here: ${available.join(", ")}.` };
}

/** The body of a diagnosis in one of its formats. */
export function showDiagnosis(diagnosis: Diagnosis, format: DiagnosisFormat): string {
  return RENDERERS[format](diagnosis);
}

export function diagnosisContentType(format: DiagnosisFormat): string {
  const type = FORMATS[format];
  return type === "application/json" ? type : `${type}; charset=utf-8`;
}

/**
 * A new diagnosis: 201 with the place where it is kept, 200 when it is not kept, 417 when it is not what the caller
 * expected, so that `curl --fail` fails.
 */
export function answerDiagnosis(diagnosis: Diagnosis, format: DiagnosisFormat, context: ApiContext): Response {
  const location = diagnosis.id === null ? null : `${context.publicUrl}/api/v1/diagnoses/${diagnosis.id}`;
  const unmet = diagnosis.expectation?.met === false;
  return new Response(showDiagnosis(diagnosis, format), {
    status: unmet ? UNMET_EXPECTATION : location === null ? 200 : 201,
    headers: {
      "content-type": diagnosisContentType(format),
      "cache-control": "no-store",
      ...(location === null ? {} : { location }),
    },
  });
}

export function problemOf(result: Exclude<DiagnoseResult, { kind: "diagnosis" }>): Problem {
  switch (result.kind) {
    case "invalid":
      return { code: "invalid-request", errors: result.errors };
    case "target-denied":
      return {
        code: "target-denied",
        detail: result.message,
        errors: [{ pointer: "/url", message: result.message }],
        extensions: { denial: result.denial, commands: result.commands },
      };
    case "busy":
      return {
        code: "busy",
        detail: `Others are diagnosing this host at the moment. Try again in ${result.retryAfterSeconds} s.`,
        headers: { "retry-after": String(result.retryAfterSeconds) },
      };
  }
}
