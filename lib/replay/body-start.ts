import type { Readable } from "node:stream";

export interface BodyStartLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

/**
 * The first bytes of a body as text, null when there are none or they are not text. What has arrived when the time is
 * up, or when the connection breaks, is enough. Ends the stream.
 */
export async function readBodyStart(
  body: Readable,
  limits: BodyStartLimits,
  signal: AbortSignal,
): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stop = AbortSignal.any([signal, AbortSignal.timeout(limits.timeoutMs)]);
  const end = () => body.destroy();
  stop.addEventListener("abort", end, { once: true });
  if (stop.aborted) end();
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= limits.maxBytes) break;
    }
  } catch {
    // The status and headers, which are what counts, were complete.
  } finally {
    stop.removeEventListener("abort", end);
  }
  return decodeText(Buffer.concat(chunks).subarray(0, limits.maxBytes));
}

function decodeText(bytes: Uint8Array): string | null {
  if (bytes.length === 0 || bytes.includes(0)) return null;
  // Streaming leaves out a character that the limit cut in two.
  return new TextDecoder().decode(bytes, { stream: true });
}
