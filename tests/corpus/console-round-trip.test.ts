import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Browser, Report } from "#lib/browsers/browser.ts";
import { CHROMIUM, FIREFOX, WEBKIT } from "#lib/browsers/browsers.ts";
import { CORS_ERROR_TEXTS } from "#lib/browsers/chromium/cors-error.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import { normalizeMethod } from "#lib/fetch/method.ts";
import { isSameOrigin, originOfUrl, serializeOrigin } from "#lib/fetch/origin.ts";
import { drive, type FinishedRun } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { ConsoleReading, Paste, PastedFields } from "#lib/intake/paste/paste.ts";
import { readConsole } from "#lib/intake/paste/read-console.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import { answersTo, measuredCases, requestOf, type MeasuredBrowser } from "./measured.ts";
import { answerTo, corpus, requestOf as situationRequest } from "./situations.ts";

const BROWSERS: Record<MeasuredBrowser, Browser> = { chromium: CHROMIUM, firefox: FIREFOX, webkit: WEBKIT };

/** By the finding that a line is read as: the other reasons for which that browser prints the same words. */
const AMBIGUOUS = JSON.parse(readFileSync(new URL("pastes/ambiguous-lines.json", import.meta.url), "utf8")) as Record<
  MeasuredBrowser,
  Record<string, string[]>
>;

/** What a line may speak of beside the reason of the failure. */
const BESIDE = ["forbidden-request-header", "preflight-authorization-wildcard"];
/** Firefox's second line, which is read so when it stands alone. */
const ADDED_BY_FIREFOX = "target-unreachable";

interface Printed {
  readonly name: string;
  readonly request: FetchRequest;
  readonly run: FinishedRun;
  readonly report: Report;
  readonly reason: string | null;
}

function printedBy(browser: MeasuredBrowser): Printed[] {
  const { profile, report } = BROWSERS[browser];
  return measuredCases(browser).map((row) => {
    const request = requestOf(row);
    const run = drive(corsFetch(request, profile), answersTo(row));
    return { name: row.name, request, run, report: report(request, run), reason: run.outcome.error?.reason ?? null };
  });
}

function read(text: string): Extract<Paste, { kind: "console" }> | null {
  const result = readConsole(text);
  return result?.ok === true && result.paste.kind === "console" ? result.paste : null;
}

function mayMean({ finding }: ConsoleReading, reason: string | null, browser: MeasuredBrowser): boolean {
  return finding === reason || AMBIGUOUS[browser][finding ?? ""]?.includes(reason ?? "") === true;
}

describe.each(Object.keys(BROWSERS) as MeasuredBrowser[])("what the engine prints as %s", (browser) => {
  const printed = printedBy(browser);

  test("names its reason when it is read again, line by line", () => {
    const lines = printed.filter(({ report }) => report.console.reason !== null);
    const wrong = lines.flatMap(({ name, report, reason }) => {
      const line = report.console.reason!;
      const readings = read(line)?.readings ?? [];
      // Two engines have the same words for a file.
      const isBrowserRight = [browser, ...(line.startsWith("Not allowed to load local") ? [null] : [])].includes(
        readings[0]?.browser ?? null,
      );
      // A reason without an outcome of its own is a failure of the network, of which only Firefox speaks.
      const expected = reason ?? ADDED_BY_FIREFOX;
      return readings.length === 1 && isBrowserRight && mayMean(readings[0]!, expected, browser) ? [] : [[name, line]];
    });
    expect(wrong).toEqual([]);
    expect(lines.length).toBeGreaterThan(500);
  });

  test("names no other reason in the lines beside it", () => {
    const wrong = printed.flatMap(({ name, report, reason }) =>
      report.console.also.flatMap((line) => {
        const [reading, ...more] = read(line)?.readings ?? [];
        const isKnown =
          reading !== undefined &&
          (reading.finding === null ||
            BESIDE.includes(reading.finding) ||
            (browser === "firefox" && reading.finding === ADDED_BY_FIREFOX) ||
            mayMean(reading, reason, browser));
        return isKnown && more.length === 0 ? [] : [[name, line]];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test("is ambiguous only where the table says so, and there it is", () => {
    const seen = printed.flatMap(({ report, reason }) =>
      [report.console.reason, ...report.console.also]
        .filter((line) => line !== null)
        .flatMap((line) => read(line)?.readings ?? [])
        .filter(({ finding }) => finding !== null && reason !== null && finding !== reason)
        .map(({ finding }) => `${finding!} ${reason!}`),
    );
    const listed = Object.entries(AMBIGUOUS[browser]).flatMap(([finding, reasons]) =>
      reasons.map((reason) => `${finding} ${reason}`),
    );
    expect(listed.filter((pair) => !seen.includes(pair))).toEqual([]);
  });

  test("gives the request back, copied whole", () => {
    const wrong = printed.flatMap(({ name, request, run, report, reason }) => {
      const text = [report.console.reason, ...report.console.also].filter((line) => line !== null).join("\n");
      const fields: PastedFields = read(text)?.request.fields ?? {};
      const urls = [request.url, ...run.outcome.urlList, run.outcome.error?.value ?? ""].map(bare);
      const complaints: string[] = [];
      if (fields.url !== undefined && !urls.includes(bare(fields.url))) complaints.push("url");
      if (fields.origin !== undefined && fields.origin !== serializeOrigin(request.origin)) complaints.push("origin");
      if (fields.method !== undefined && normalizeMethod(fields.method) !== normalizeMethod(request.method)) {
        complaints.push("method");
      }
      // WebKit counts a request that began at home as one with credentials.
      const isFromHome = isSameOrigin(originOfUrl(new URL(request.url)), request.origin);
      if (fields.credentials !== undefined && fields.credentials !== request.credentials && !isFromHome) {
        complaints.push("credentials");
      }
      const names = request.headers.map(([header]) => header.toLowerCase());
      if (fields.headers?.some(([header]) => !names.includes(header.toLowerCase()))) complaints.push("headers");
      if (!isInitiator(fields.initiator, request)) complaints.push("initiator");
      const filled = readFields({
        ...fields,
        url: fields.url ?? request.url,
        origin: fields.origin ?? "https://page.test",
      });
      if (!filled.ok) complaints.push(JSON.stringify(filled.errors));
      return complaints.length === 0 ? [] : [[name, reason, complaints.join(), text]];
    });
    expect(wrong).toEqual([]);
  });

  test("names the URL in every line of a request that CORS blocks, and Chromium the page", () => {
    const blocked = printed.filter(
      ({ reason, report }) => reason?.includes("allow-") === true && report.console.reason !== null,
    );
    const text = ({ report }: Printed) => [report.console.reason, ...report.console.also].join("\n");
    // WebKit names none for what an element asks for.
    const fromScripts = blocked.filter(({ request }) => ["fetch", "xhr", "eventsource"].includes(request.initiator));
    expect(fromScripts.filter((each) => read(text(each))?.request.fields.url === undefined)).toEqual([]);
    expect(fromScripts.length).toBeGreaterThan(200);
    if (browser !== "chromium") return;
    const origins = blocked.map((each) => read(text(each))?.request.fields.origin);
    expect(origins).toEqual(blocked.map(({ request }) => serializeOrigin(request.origin)));
  });
});

/** Some words are for two initiators. */
function isInitiator(said: string | undefined, { initiator }: FetchRequest): boolean {
  const alike: Record<string, string[]> = { xhr: ["xhr-upload"], script: ["module"], eventsource: ["beacon"] };
  return said === undefined || said === initiator || alike[said]?.includes(initiator) === true;
}

function bare(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (parsed === null) return undefined;
  parsed.hash = "";
  parsed.username = "";
  parsed.password = "";
  return parsed.href;
}

test.each([...CORS_ERROR_TEXTS])("Chromium's name of %s is known", (reason, { corsError }) => {
  const [reading] = read(`Cross-Origin Resource Sharing error: ${corsError}`)?.readings ?? [];
  const expected = corsError === "CorsDisabledScheme" ? "scheme-not-cors-enabled" : reason;
  expect(reading).toMatchObject({ browser: "chromium", finding: expected });
});

describe("every line of the measured situations is read", () => {
  const NOT_PRINTED_BY_THE_ENGINE = ["h13", "h19"];
  const lines = corpus.cases.flatMap((row) =>
    (["chromium", "firefox"] as const).flatMap((browser) =>
      row[browser].console.map((line) => [row.id, browser, line, row] as const),
    ),
  );

  test(`there are ${String(lines.length)}`, () => {
    expect(lines.length).toBeGreaterThan(150);
  });

  test.each(lines)("%s in %s: %s", (id, browser, line, row) => {
    const paste = read(line);
    expect(paste?.readings).toHaveLength(1);
    const [reading] = paste!.readings;
    expect(reading!.explanation).not.toMatch(/[{}]|not named/);
    if (NOT_PRINTED_BY_THE_ENGINE.includes(id)) return;
    const request = situationRequest(row);
    const run = drive(corsFetch(request, BROWSERS[browser].profile), (outgoing) => answerTo(row, outgoing));
    const reason = run.outcome.error?.reason ?? null;
    if (reading!.finding === null || reading!.finding === ADDED_BY_FIREFOX || BESIDE.includes(reading!.finding)) return;
    expect(reading!.browser).toBe(browser);
    expect([reading!.finding, ...(AMBIGUOUS[browser][reading!.finding] ?? [])]).toContain(reason);
    expect([...run.outcome.urlList, request.url].map(bare)).toContain(bare(paste!.request.fields.url ?? request.url));
  });
});
