import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { asciiOnly } from "#lib/render/inert.ts";
import { verdictTitle } from "#lib/render/verdict-title.ts";
import { shorten } from "#components/text/shorten.ts";

const SUMMARY_MAX_CHARACTERS = 230;
const METHOD_MAX_CHARACTERS = 16;
const HOST_MAX_CHARACTERS = 44;
const ORIGIN_MAX_CHARACTERS = 52;

/** What the picture says, in printable ASCII. */
export interface PictureText {
  readonly title: string;
  readonly summary: string;
  readonly method: string;
  readonly host: string;
  readonly origin: string;
}

export function pictureText(diagnosis: Diagnosis): PictureText {
  const { request, summary } = diagnosis;
  return {
    title: verdictTitle(diagnosis),
    summary: beginning(asciiOnly(summary.replaceAll("`", "")), SUMMARY_MAX_CHARACTERS),
    method: ascii(request.method, METHOD_MAX_CHARACTERS),
    host: ascii(URL.parse(request.url)?.host ?? request.url, HOST_MAX_CHARACTERS),
    origin: ascii(request.origin, ORIGIN_MAX_CHARACTERS),
  };
}

/** What the picture shows, for those who do not see it. */
export function pictureAlt(diagnosis: Diagnosis): string {
  const { title, method, host, origin, summary } = pictureText(diagnosis);
  return `${title}: ${method} ${host} from ${origin}. ${summary}`;
}

function ascii(text: string, maxCharacters: number): string {
  return shorten(asciiOnly(text), maxCharacters).replace("…", "...");
}

/** Ends at a word, because a sentence is read from its beginning. */
function beginning(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const cut = text.slice(0, maxCharacters);
  const end = cut.lastIndexOf(" ");
  return `${cut.slice(0, end > 0 ? end : maxCharacters)} ...`;
}
