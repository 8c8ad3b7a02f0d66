import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import type { ApiContext } from "./api-context.ts";
import { FORMATS, type Format } from "./negotiation.ts";
import type { Problem } from "./problems.ts";
import type { DiagnoseResult } from "#lib/service/services.ts";

export type DiagnosisFormat = Exclude<Format, "ndjson">;

const UNMET_EXPECTATION = 417;

/** The formats in which this instance can show a diagnosis. */
export function diagnosisFormats({ renderers }: ApiContext): DiagnosisFormat[] {
  return renderers.markdown ? ["json", "text", "markdown"] : ["json", "text"];
}

export function notAcceptable(formats: readonly Format[]): Problem {
  const available = formats.map((format) => `\`${FORMATS[format]}\` (\`?format=${format}\`)`);
  return { code: "not-acceptable", detail: `Available here: ${available.join(", ")}.` };
}

/** The body of a diagnosis in one of its formats. */
export function showDiagnosis(diagnosis: Diagnosis, format: DiagnosisFormat, { renderers }: ApiContext): string {
  if (format === "text") return renderers.text(diagnosis);
  if (format === "markdown" && renderers.markdown) return renderers.markdown(diagnosis);
  return `${JSON.stringify(diagnosis)}\n`;
}

export function diagnosisContentType(format: DiagnosisFormat): string {
  return format === "json" ? FORMATS.json : `${FORMATS[format]}; charset=utf-8`;
}

/**
 * A new diagnosis: 201 with the place where it is kept, 200 when it is not kept, 417 when it is not what the caller
 * expected, so that `curl --fail` fails.
 */
export function answerDiagnosis(diagnosis: Diagnosis, format: DiagnosisFormat, context: ApiContext): Response {
  const location = diagnosis.id === null ? null : `${context.publicUrl}/api/v1/diagnoses/${diagnosis.id}`;
  const unmet = diagnosis.expectation?.met === false;
  return new Response(showDiagnosis(diagnosis, format, context), {
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
      return { code: "busy", headers: { "retry-after": String(result.retryAfterSeconds) } };
  }
}
