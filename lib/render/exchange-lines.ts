import type { Exchange, Finding } from "#lib/contract/diagnosis.ts";
import { inert } from "./inert.ts";

type Evidence = Finding["evidence"][number];

/**
 * An exchange as raw lines with curl's marks, `>` for what went out and `<` for what came back; behind a line that
 * errors or warnings point at stand their ids. Inert, one string for each line.
 */
export function exchangeLines(exchange: Exchange, index: number, findings: readonly Finding[]): string[] {
  const evidence = markingEvidence(index, findings);
  const mark = (points: (pointer: Evidence) => boolean): string => {
    const ids = new Set(evidence.filter(({ pointer }) => points(pointer)).map(({ id }) => id));
    return ids.size === 0 ? "" : `   <-- ${[...ids].join(", ")}`;
  };
  const { request, response, failure } = exchange;
  const missing = new Set(evidence.flatMap(({ pointer }) => ("missing" in pointer ? [pointer.missing] : [])));
  return [
    `> ${inert(request.method)} ${inert(request.url)}`,
    ...request.headers.map(([name, value], header) => {
      const marks = mark((pointer) => "requestHeader" in pointer && pointer.requestHeader === header);
      return `> ${inert(name)}: ${inert(value)}${marks}`;
    }),
    ...(response === null
      ? []
      : [
          `< HTTP${response.httpVersion === null ? "" : `/${inert(response.httpVersion)}`} ${String(response.status)}${mark((pointer) => "status" in pointer)}`,
          ...response.headers.map(([name, value], header) => {
            const marks = mark((pointer) => "header" in pointer && pointer.header === header);
            return `< ${inert(name)}: ${inert(value)}${marks}`;
          }),
          ...[...missing].map(
            (name) => `< (no ${inert(name)})${mark((pointer) => "missing" in pointer && pointer.missing === name)}`,
          ),
        ]),
    ...(failure === null ? [] : [`! ${failure.phase}: ${inert(failure.message)}`]),
  ];
}

/** Whether an error or a warning points into the exchange. */
export function isMarked(index: number, findings: readonly Finding[]): boolean {
  return markingEvidence(index, findings).length > 0;
}

function markingEvidence(index: number, findings: readonly Finding[]) {
  return findings
    .filter(({ severity }) => severity !== "info")
    .flatMap(({ id, evidence }) => evidence.map((pointer) => ({ id, pointer })))
    .filter(({ pointer }) => "exchange" in pointer && pointer.exchange === index);
}
