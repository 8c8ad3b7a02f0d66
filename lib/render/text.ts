import { INITIATOR_TERMS } from "#lib/contract/initiators.ts";
import type { Diagnosis, Edit, Exchange, Finding, Problem, Remedy } from "#lib/contract/diagnosis.ts";
import type { Outcome, Source } from "#lib/contract/terms.ts";
import { BROWSER_NAMES } from "#lib/diagnosis/browser-names.ts";
import { exchangeLines } from "./exchange-lines.ts";
import { inert } from "./inert.ts";

const WIDTH = 80;

const VERDICTS: Record<Outcome, string> = {
  allowed: "ALLOWED",
  blocked: "BLOCKED",
  opaque: "OPAQUE",
  unreachable: "NO ANSWER",
  undetermined: "UNDETERMINED",
  varies: "VARIES",
};

const SOURCES: Record<Source, readonly string[]> = {
  network: [],
  supplied: ["The responses were supplied by the caller; nothing was sent."],
  edited: ["The responses were edited: the server did not answer like this."],
};

/** A report for a terminal, 80 columns wide. Whatever a server sent is inert in it: no escapes, no bidi controls. */
export function renderText(diagnosis: Diagnosis): string {
  const { request } = diagnosis;
  const blocks = [
    [
      `${VERDICTS[diagnosis.outcome]}${diagnosis.reason === null ? "" : `: ${diagnosis.reason}`}`,
      ...wrap(plain(diagnosis.summary)),
    ],
    [
      `${inert(request.method)} ${inert(request.url)}`,
      `from ${inert(request.origin)}${request.initiator === "fetch" ? "" : ` by ${INITIATOR_TERMS[request.initiator].shownAs}`}, mode ${request.mode}, credentials ${request.credentials}`,
      ...SOURCES[diagnosis.source],
    ],
    ...diagnosis.exchanges.flatMap((exchange, index) =>
      exchange.role === "probe" ? [] : [exchangeBlock(exchange, index, diagnosis.findings)],
    ),
    ...probeBlocks(diagnosis),
    ...(diagnosis.findings.length > 0 ? [["FINDINGS", ...diagnosis.findings.flatMap(findingLines)]] : []),
    ...(diagnosis.problems.length > 1 ? [["ALL PROBLEMS, IN ORDER", ...diagnosis.problems.flatMap(problemLines)]] : []),
    ...diagnosis.remedies.map((remedy, index) => remedyBlock(remedy, index)),
    ...consoleBlocks(diagnosis),
    ...(diagnosis.permalink === null ? [] : [[diagnosis.permalink]]),
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function exchangeBlock(exchange: Exchange, index: number, findings: readonly Finding[]): string[] {
  const redirect = exchange.hop > 0 ? `, redirect ${String(exchange.hop)}` : "";
  return [`${String(index + 1)}. ${exchange.role}${redirect}`, ...exchangeLines(exchange, index, findings)];
}

/** Probes are many and alike: what each asked and showed, without its headers. */
function probeBlocks({ exchanges }: Diagnosis): string[][] {
  const lines = exchanges.flatMap(({ role, request, response, failure, purpose = "", conclusion = "" }, index) => {
    if (role !== "probe") return [];
    return [
      ...wrap(plain(`${String(index + 1)}. ${purpose}`)),
      `> ${inert(request.method)} ${inert(request.url)}`,
      response === null ? `! ${inert(failure?.message ?? "")}` : `< HTTP ${String(response.status)}`,
      ...wrap(plain(conclusion)),
    ];
  });
  return lines.length === 0 ? [] : [["ALSO ASKED", ...lines]];
}

function findingLines(finding: Finding): string[] {
  const [first = "", ...rest] = wrap(plain(finding.explanation), WIDTH - 4);
  return [`  ${finding.severity} ${finding.id}`, `    ${first}`, ...rest.map((line) => `    ${line}`)];
}

function problemLines({ id, browser, assumed }: Problem, index: number): string[] {
  const where = assumed ? "on an answer that was never seen" : `in ${BROWSER_NAMES[browser]}`;
  return [`  ${String(index + 1)}. ${id} (${where})`];
}

function remedyBlock({ by, title, edits, proof }: Remedy, index: number): string[] {
  return [
    `${index === 0 ? "TO FIX IT" : "OR"}, ${by === "server" ? "ON THE SERVER" : "IN THE PAGE"}`,
    ...wrap(plain(title), WIDTH - 2).map((line) => `  ${line}`),
    ...edits.map((edit) => `    ${inert(editLine(edit))}`),
    ...(proof === null ? [] : wrap(proofSentence(proof), WIDTH - 2).map((line) => `  ${line}`)),
  ];
}

function editLine(edit: Edit): string {
  const { op, name, value } = edit;
  const hop = "role" in edit && edit.hop > 0 ? `, redirect ${String(edit.hop)}` : "";
  const place = "role" in edit ? `${edit.role}${hop}` : `page, ${edit.request}`;
  const line = [name, value].filter((part) => part !== undefined).join(": ");
  const remark = edit.necessary ? "" : " (optional)";
  return [`${place}:`, op, line].filter((part) => part !== "").join(" ") + remark;
}

function proofSentence({ outcome, assumed }: NonNullable<Remedy["proof"]>): string {
  const seen = assumed.length === 0 ? "" : ", assuming plain answers where none was seen";
  return `Proved with the engines of Chromium, Firefox and WebKit: ${outcome}${seen}.`;
}

function consoleBlocks({ browsers }: Diagnosis): string[][] {
  return Object.entries(browsers).flatMap(([name, { console: printed, exception }]) => {
    const lines = [printed.reason, ...printed.also, exception].filter((line) => line !== null);
    if (name === "standard" || lines.length === 0) return [];
    return [
      [
        `${name.toUpperCase()} PRINTS`,
        ...lines.flatMap((line) => wrap(inert(line), WIDTH - 2).map((part) => `  ${part}`)),
      ],
    ];
  });
}

/** Findings mark code with backticks; a terminal has no use for them. */
function plain(text: string): string {
  return inert(text).replaceAll("`", "");
}

/** Breaks at spaces; a word longer than the width stays whole, so that it can be copied. */
function wrap(text: string, width = WIDTH): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
