import { codeSpan } from "./code-span.ts";
import { addEcho, fieldsOfConsole } from "./console/fields.ts";
import { findConsoleRequests, type ConsoleRequest } from "./console/requests.ts";
import type { Sighting } from "./console/sightings.ts";
import type { ConsoleReading, PastedFields, ReadPaste } from "./paste.ts";

/** More of a console than this says nothing new. */
const MAX_LENGTH = 100_000;

const PREFLIGHT_ANSWER = "the answer to the preflight, the `OPTIONS` request that the browser sends first,";

/**
 * Reads what a browser's console says: the request of the first cause that is named, and a reading for every request.
 * Null where the text holds no such line.
 */
export function readConsole(text: string): ReadPaste | null {
  const { requests, echoes } = findConsoleRequests(text.slice(0, MAX_LENGTH));
  const [first, ...others] = requests;
  if (first === undefined) return readEchoes(echoes);
  const request = fieldsOfConsole(first);
  const ignored = [...request.ignored];
  for (const echo of echoes) addEcho(ignored, echo);
  const readings = [
    readingOf(first, request.fields),
    ...others.map((each) => readingOf(each, fieldsOfConsole(each).fields)),
  ];
  return { ok: true, paste: { kind: "console", request: { ...request, ignored }, readings } };
}

/** Nothing but what is said of every failure. */
function readEchoes(echoes: readonly Sighting[]): ReadPaste | null {
  if (echoes.length === 0) return null;
  const meanings = new Map(echoes.map((echo) => [echo.says, echo]));
  const readings = [...meanings.values()].map((chief) => readingOf({ url: null, chief, sightings: [chief] }, {}));
  return { ok: true, paste: { kind: "console", request: { fields: {}, understood: [], ignored: [] }, readings } };
}

function readingOf(request: ConsoleRequest, fields: PastedFields): ConsoleReading {
  const { url, chief, sightings } = request;
  const browser = chief.browser ?? sightings.map((each) => each.browser).find((each) => each !== null) ?? null;
  const isPreflight = chief.isPreflight || isPreflightInFirefox(request);
  const finding =
    isPreflight && chief.finding === "allow-origin-missing" ? "preflight-allow-origin-missing" : chief.finding;
  const explanation = explanationOf({ ...chief, isPreflight, finding });
  return { browser, url, finding, explanation, question: questionOf({ url, finding, chief, fields }) };
}

/**
 * Firefox has one message for both, and adds a second one where the preflight failed; to a redirect too, but then the
 * status in the first one is that of a redirect.
 */
function isPreflightInFirefox({ chief, sightings }: ConsoleRequest): boolean {
  const { browser, status, finding } = chief;
  if (browser !== "firefox" || finding !== "allow-origin-missing" || status === null) return false;
  const next = sightings[sightings.indexOf(chief) + 1];
  return (status < 300 || status > 399) && next?.isEcho === true && next.finding !== null;
}

function explanationOf({ says, holes, browser, isPreflight, status, finding }: Sighting): string {
  const { at, origin, value } = holes;
  const answers: Readonly<Record<string, string>> = {
    answer: isPreflight ? PREFLIGHT_ANSWER : answerOf(browser, at),
    ...Object.fromEntries(Object.entries(holes).map(([name, held]) => [name, held === "" ? "empty" : codeSpan(held)])),
    ...(status === null ? {} : { status: `\`${status}\`` }),
  };
  const sentences = [says.replace(/\{(\w+)\}/g, (_hole, name: string) => answers[name] ?? "not named")];
  if (finding?.endsWith("allow-origin-missing") === true && status !== null && status >= 400) {
    sentences.push(
      `Its status is \`${status}\`: that error may be the real trouble, because answers with an error often lack the headers of CORS.`,
    );
  }
  if (value !== undefined && value === origin && finding?.endsWith("allow-origin-mismatch") === true) {
    sentences.push(
      "It is the page's own origin and is still refused, because after a redirect to another origin the browser sends `Origin: null`.",
    );
  }
  if (browser === "webkit" && origin === "null") {
    sentences.push("A browser sends `null` for a sandboxed frame, for a file, and after a redirect to another origin.");
  }
  return sentences.join(" ");
}

function answerOf(browser: Sighting["browser"], at: string | undefined): string {
  if (at !== undefined) return `the answer of ${codeSpan(at)}, to which the request was redirected,`;
  return browser === "chromium" ? "the answer" : "the answer, to the request or to its preflight,";
}

interface Known {
  readonly url: string | null;
  readonly finding: string | null;
  readonly chief: Sighting;
  readonly fields: PastedFields;
}

/** What is missing first, as a question. */
function questionOf({ url, finding, chief, fields }: Known): string | null {
  if (finding === null && chief.isEcho) return "Which red line stands beside it in the browser's console?";
  if (url === null) return finding === null ? null : "What is the address of the request?";
  if (url.includes("…")) return "What is the whole address of the request? The console has shortened it.";
  if (finding === null || chief.isAside) return null;
  if (fields.origin === undefined) return "What is the address of the page that makes the request?";
  if (!["fetch", "xhr", undefined].includes(fields.initiator)) return null;
  if (finding.startsWith("preflight-")) {
    if (fields.method === undefined) return "Which method and headers does the request have?";
    return fields.headers === undefined ? "Which headers does the request set?" : null;
  }
  if (!finding.startsWith("allow-")) return null;
  return fields.credentials === undefined
    ? "Which method and headers does the request have, and does it send cookies?"
    : "Which method and headers does the request have?";
}
