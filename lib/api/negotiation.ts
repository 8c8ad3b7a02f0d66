import { MIMEType } from "whatwg-mimetype";

/**
 * The representations of a diagnosis, and how a URL asks for each. The first of those offered is the default. An archive
 * is JSON too, so only a URL can ask for it.
 */
export const FORMATS = {
  json: "application/json",
  text: "text/plain",
  markdown: "text/markdown",
  ndjson: "application/x-ndjson",
  har: "application/json",
} as const;

export type Format = keyof typeof FORMATS;

interface MediaRange {
  readonly type: string;
  readonly subtype: string;
  readonly quality: number;
}

/**
 * The format to answer in, or null when none of those offered is acceptable. `?format=` goes before `Accept`. Of formats
 * that are equally welcome, the one offered first is taken. https://www.rfc-editor.org/rfc/rfc9110#name-accept
 */
export function negotiateFormat<Offered extends Format>(request: Request, offered: readonly Offered[]): Offered | null {
  const named = new URL(request.url).searchParams.get("format");
  if (named !== null) return offered.find((format) => format === named) ?? null;

  const accept = request.headers.get("accept");
  if (accept === null || accept.trim() === "") return offered[0] ?? null;
  const ranges = parseAccept(accept);
  let best: { format: Offered; quality: number } | null = null;
  for (const format of offered) {
    const quality = qualityOf(FORMATS[format], ranges);
    if (quality > (best?.quality ?? 0)) best = { format, quality };
  }
  return best?.format ?? null;
}

function parseAccept(accept: string): MediaRange[] {
  return accept.split(",").flatMap((item) => {
    const range = MIMEType.parse(item);
    if (!range) return [];
    const quality = Number(range.parameters.get("q") ?? "1");
    return [{ type: range.type, subtype: range.subtype, quality: quality >= 0 && quality <= 1 ? quality : 0 }];
  });
}

/** The most specific range that covers the media type decides, even when a wider one is more generous. */
function qualityOf(mediaType: string, ranges: readonly MediaRange[]): number {
  const [type, subtype] = mediaType.split("/");
  const byPrecedence = [
    ranges.find((range) => range.type === type && range.subtype === subtype),
    ranges.find((range) => range.type === type && range.subtype === "*"),
    ranges.find((range) => range.type === "*" && range.subtype === "*"),
  ];
  return byPrecedence.find((range) => range !== undefined)?.quality ?? 0;
}
