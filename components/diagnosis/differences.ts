import type { Diagnosis, Exchange } from "#lib/contract/diagnosis.ts";
import type { HeaderList } from "#lib/fetch/header-list.ts";
import type { ChangedLine, PlaceChanges } from "#lib/render/changed-lines.ts";
import { pathOf } from "#lib/render/request-line.ts";
import { describeStatus } from "#lib/render/status-phrase.ts";

const REQUEST_PARTS = ["url", "origin", "method", "credentials", "mode", "redirect", "initiator"] as const;

/** What an edited diagnosis rests on that the original does not, line by line. */
export function differencesBetween(original: Diagnosis, edited: Diagnosis): PlaceChanges[] {
  const rest = original.exchanges.filter(({ role }) => role !== "probe");
  const answers = edited.exchanges.map((exchange): PlaceChanges => {
    const place = answerPlace(exchange);
    const same = rest.findIndex((each) => answerPlace(each) === place && each.role === exchange.role);
    const [before] = same === -1 ? [] : rest.splice(same, 1);
    return before === undefined
      ? { place: `${place}, which nobody has seen`, lines: changedLines([], answerLines(exchange)) }
      : { place, lines: changedLines(answerLines(before), answerLines(exchange)) };
  });
  const request = {
    place: "What the page asks for",
    lines: changedLines(requestLines(original), requestLines(edited)),
  };
  return [request, ...answers].filter(({ lines }) => lines.length > 0);
}

function answerPlace({ hop, request }: Exchange): string {
  const redirects = hop === 0 ? "" : ` after ${hop === 1 ? "one redirect" : `${hop} redirects`}`;
  return `Answer to ${request.method} ${pathOf(request.url)}${redirects}`;
}

function answerLines({ response, failure }: Exchange): string[] {
  if (response === null) return failure === null ? [] : [`no answer (${failure.phase}: ${failure.code})`];
  return [`status ${describeStatus(response.status)}`, ...headerTexts(response.headers)];
}

function requestLines({ request }: Diagnosis): string[] {
  return [...REQUEST_PARTS.map((part) => `${part}: ${request[part]}`), ...headerTexts(request.headers)];
}

function headerTexts(headers: HeaderList): string[] {
  return headers.map(([name, value]) => `${name}: ${value}`);
}

/** The lines that only one side has, each as often as it stands there more. */
function changedLines(before: readonly string[], after: readonly string[]): ChangedLine[] {
  const added = [...after];
  const removed = before.filter((text) => {
    const same = added.indexOf(text);
    if (same !== -1) added.splice(same, 1);
    return same === -1;
  });
  return [
    ...removed.map((text): ChangedLine => ({ sign: "-", text, remark: null })),
    ...added.map((text): ChangedLine => ({ sign: "+", text, remark: null })),
  ];
}
