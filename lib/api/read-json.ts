import { MIMEType } from "whatwg-mimetype";
import type { Problem } from "./problems.ts";

export type JsonBody =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: Problem };

/** Reads a JSON body of at most `maxBytes`; not one byte more is kept, whatever the headers promise. */
export async function readJson(request: Request, maxBytes: number): Promise<JsonBody> {
  const type = MIMEType.parse(request.headers.get("content-type") ?? "");
  if (type?.essence !== "application/json" || request.headers.has("content-encoding")) {
    return failure({
      code: "unsupported-media-type",
      detail: "The body must be uncompressed JSON, with `Content-Type: application/json`.",
      headers: { accept: "application/json" },
    });
  }
  const bytes = await readAtMost(request, maxBytes);
  if (!bytes) {
    return failure({ code: "payload-too-large", detail: `The body may have at most ${maxBytes} bytes.` });
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return failure({ code: "invalid-json", detail: "The body is not UTF-8." });
  }
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return failure({ code: "invalid-json", detail: describeJsonError(text, (error as SyntaxError).message) });
  }
}

function failure(problem: Problem): JsonBody {
  return { ok: false, problem };
}

async function readAtMost(request: Request, maxBytes: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length")) > maxBytes) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Next's stream cannot be cancelled: the connection would stay in the middle of this request.
  for await (const chunk of request.body?.values({ preventCancel: true }) ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** JSON's strings, so that what is in them is skipped, or the comma that JavaScript allows and JSON does not. */
const STRING_OR_TRAILING_COMMA = /"(?:[^"\\]|\\.)*"|,(?=\s*[\]}])/g;

function describeJsonError(text: string, message: string): string {
  if (text.trim() === "") return "The body is empty.";
  const comma = [...text.matchAll(STRING_OR_TRAILING_COMMA)].find(([token]) => token === ",");
  const found = /at position (\d+)/.exec(message)?.[1];
  const position = found === undefined ? undefined : Number(found);
  if (comma && (position === undefined || comma.index < position)) {
    return `The body has a trailing comma at ${describePosition(text, comma.index)}, which JSON does not allow.`;
  }
  if (position !== undefined) return `The body stops being JSON at ${describePosition(text, position)}.`;
  if (message.startsWith("Unexpected end")) return "The body ends in the middle of a value.";
  return "The body is not JSON.";
}

function describePosition(text: string, position: number): string {
  const lines = text.slice(0, position).split("\n");
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1} (character ${position})`;
}
