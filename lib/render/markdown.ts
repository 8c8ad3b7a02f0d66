import { INITIATOR_TERMS } from "#lib/contract/initiators.ts";
import type { Diagnosis, Exchange, Remedy } from "#lib/contract/diagnosis.ts";
import { BROWSER_NAMES } from "#lib/diagnosis/browser-names.ts";
import { changesOf } from "./changed-lines.ts";
import { caveatsOf, repeatExchange } from "./curl.ts";
import { exchangeLines, isMarked } from "./exchange-lines.ts";
import { codeBlock, codeSpan, fenced, markdownProse } from "./markdown-text.ts";
import { verdictTitle } from "./verdict-title.ts";

const BROWSERS = ["chromium", "firefox", "webkit"] as const;
/** Of a long chain of redirects, those that matter least are left to the permalink. */
const EXCHANGES_MAX = 6;

interface Numbered {
  readonly exchange: Exchange;
  readonly index: number;
}

/**
 * A report for an issue, in the Markdown that GitHub, GitLab and Jira share. Whatever a stranger wrote stands in code:
 * the only links are to the permalink and to the page of the reason.
 */
export function renderMarkdown(diagnosis: Diagnosis): string {
  const shown = exchangesToShow(diagnosis);
  const blocks = [
    `## ${verdictTitle(diagnosis)}`,
    markdownProse(diagnosis.summary),
    ...(diagnosis.source === "network" ? [] : ["**The responses were supplied by hand; nothing was sent.**"]),
    facts(diagnosis),
    ...(diagnosis.problems.length > 1 ? [problems(diagnosis)] : []),
    ...evidence(diagnosis, shown),
    ...diagnosis.remedies.flatMap((remedy, index) => remedyBlocks(diagnosis, remedy, index)),
    ...otherFindings(diagnosis),
    ...consoles(diagnosis),
    ...repetitions(shown),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function facts(diagnosis: Diagnosis): string {
  const { request, browsers, permalink, reason, createdAt, expiresAt } = diagnosis;
  const by = request.initiator === "fetch" ? "" : ` by ${codeSpan(INITIATOR_TERMS[request.initiator].shownAs)}`;
  const modes = `mode ${codeSpan(request.mode)}, credentials ${codeSpan(request.credentials)}`;
  const verdicts = BROWSERS.flatMap((name) => {
    const verdict = browsers[name];
    return verdict ? [`${BROWSER_NAMES[name]} ${verdict.outcome}`] : [];
  });
  const findingPage = permalink === null || reason === null ? null : URL.parse(`/findings/${reason}`, permalink);
  return [
    `- **Request:** ${codeSpan(`${request.method} ${request.url}`)} from ${codeSpan(request.origin)}${by}, ${modes}`,
    ...(verdicts.length > 0 ? [`- **Browsers:** ${verdicts.join(", ")}`] : []),
    ...(reason === null
      ? []
      : [`- **Reason:** ${findingPage ? `[${reason}](${findingPage.href})` : codeSpan(reason)}`]),
    ...(permalink === null ? [] : [`- **The whole diagnosis:** <${permalink}>${lifetime(createdAt, expiresAt)}`]),
  ].join("\n");
}

function lifetime(createdAt: string | null, expiresAt: string | null): string {
  if (createdAt === null || expiresAt === null) return "";
  return `, made on ${createdAt.slice(0, 10)}, kept until ${expiresAt.slice(0, 10)}`;
}

function problems({ problems }: Diagnosis): string {
  const lines = problems.map(({ id, browser, assumed }, index) => {
    const where = assumed ? "on an answer that nobody has seen yet" : `in ${BROWSER_NAMES[browser]}`;
    return `${index + 1}. ${codeSpan(id)}, ${where}`;
  });
  return ["Everything that blocks, in the order in which it shows:", "", ...lines].join("\n");
}

/** What errors and warnings point at, else all that the page itself asked. */
function exchangesToShow({ exchanges, findings }: Diagnosis): readonly Numbered[] {
  const own = exchanges.flatMap((exchange, index) => (exchange.role === "probe" ? [] : [{ exchange, index }]));
  const marked = own.filter(({ index }) => isMarked(index, findings));
  return (marked.length > 0 ? marked : own).slice(-EXCHANGES_MAX);
}

function evidence({ findings, exchanges }: Diagnosis, shown: readonly Numbered[]): string[] {
  const probes = exchanges.filter(({ role }) => role === "probe");
  return [
    ...(shown.length > 0 ? ["### The evidence"] : []),
    ...shown.flatMap(({ exchange, index }) => [
      `${titleOf(exchange, index)}:`,
      fenced("text", exchangeLines(exchange, index, findings)),
    ]),
    ...(probes.length > 0
      ? [
          "What else was asked, and what it showed:",
          probes
            .map(({ purpose = "", conclusion = "" }) => `- ${markdownProse(purpose)} ${markdownProse(conclusion)}`)
            .join("\n"),
        ]
      : []),
  ];
}

function titleOf({ role, hop }: Exchange, index: number): string {
  const after = hop === 0 ? "" : ` after ${hop === 1 ? "one redirect" : `${hop} redirects`}`;
  return `Exchange ${index + 1}, the ${role === "actual" ? "actual request" : role}${after}`;
}

function remedyBlocks(diagnosis: Diagnosis, { by, title, edits, proof, snippets }: Remedy, index: number): string[] {
  const changes = changesOf(diagnosis, edits).flatMap(({ place, lines }) => [
    `@@ ${place} @@`,
    ...lines.flatMap((line) => (line.sign === "…" ? [] : [`${line.sign} ${line.text}${remarkOf(line.remark)}`])),
  ]);
  const [snippet] = snippets;
  return [
    `### ${index === 0 ? "How to fix it" : "Or"}, ${by === "server" ? "on the server" : "in the page"}`,
    markdownProse(title),
    fenced("diff", changes),
    proof === null
      ? "Not proved: it depends on answers that nobody has seen."
      : `Proved with the engines of Chromium, Firefox and WebKit: ${proof.outcome}${proof.assumed.length === 0 ? "." : ", assuming plain answers where none was seen."}`,
    ...(snippet === undefined
      ? []
      : [
          `For ${snippet.name}, filled in for this request. ${markdownProse(snippet.notes)}`,
          codeBlock(snippet.language, snippet.code),
        ]),
  ];
}

function remarkOf(remark: string | null): string {
  return remark === null ? "" : `   (${remark})`;
}

function otherFindings({ findings, reason }: Diagnosis): string[] {
  const others = findings.filter(({ id }) => id !== reason);
  if (others.length === 0) return [];
  const lines = others.map(({ severity, id, title }) => `- ${severity} ${codeSpan(id)}: ${markdownProse(title)}`);
  return ["### Also worth knowing", lines.join("\n")];
}

function consoles({ browsers }: Diagnosis): string[] {
  const blocks = BROWSERS.flatMap((name) => {
    const { console: printed, exception } = browsers[name] ?? { console: { reason: null, also: [] }, exception: null };
    const lines = [printed.reason, ...printed.also, exception].filter((line) => line !== null);
    return lines.length === 0 ? [] : [`${BROWSER_NAMES[name]}:`, fenced("text", lines)];
  });
  return blocks.length === 0 ? [] : ["### What each browser prints", ...blocks];
}

function repetitions(shown: readonly Numbered[]): string[] {
  if (shown.length === 0) return [];
  const repeated = shown.map(({ exchange }) => repeatExchange(exchange));
  const caveats = new Set(repeated.flatMap(caveatsOf));
  return [
    "### Reproduce it",
    ...(caveats.size === 0 ? [] : [markdownProse([...caveats].join(" "))]),
    codeBlock("sh", repeated.map(({ command }) => command).join("\n")),
  ];
}
