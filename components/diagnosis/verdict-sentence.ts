import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { verdictTitle } from "#lib/render/verdict-title.ts";
import { visibleText } from "#components/text/visible.ts";

/** What happened and why, in words that stand alone in a chat. */
export function verdictSentence(diagnosis: Diagnosis): string {
  const { method, url, origin } = diagnosis.request;
  const summary = diagnosis.summary.replaceAll("`", "");
  return visibleText(`${method} ${url} from ${origin}: ${verdictTitle(diagnosis)}. ${summary}`);
}
