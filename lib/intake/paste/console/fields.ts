import { INITIATOR_TERMS } from "#lib/contract/initiators.ts";
import type { Initiator } from "#lib/contract/terms.ts";
import { readTargetUrl } from "../../read-url.ts";
import { announcedRequest } from "../announced-request.ts";
import { codeSpan } from "../code-span.ts";
import type { ConsoleRequest } from "./requests.ts";
import type { Sighting } from "./sightings.ts";
import type { PastedFields, PastedRequest } from "../paste.ts";

/** What asks, by what Chromium calls it. Media and text tracks have no initiator of their own here. */
const INITIATOR_OF_KIND: Readonly<Record<string, Initiator>> = {
  fetch: "fetch",
  xmlhttprequest: "xhr",
  image: "image",
  script: "script",
  font: "font",
  "css stylesheet": "stylesheet",
  stylesheet: "stylesheet",
};

/** What the lines about one request give for the form. */
export function fieldsOfConsole({ url, chief, sightings }: ConsoleRequest): PastedRequest {
  const understood: string[] = [];
  const ignored: string[] = [];
  const fields: { -readonly [K in keyof PastedFields]: PastedFields[K] } = {};
  if (url !== null && readTargetUrl(url).ok) {
    fields.url = url;
    understood.push(`the URL ${codeSpan(url)}`);
  } else if (url !== null) {
    ignored.push(`${codeSpan(url)}, which is no URL`);
  }
  const at = holeOf(sightings, "at");
  if (at !== undefined && url !== null && at !== url)
    understood.push(`the redirect from ${codeSpan(url)} to ${codeSpan(at)}`);
  const origin = pageOrigin(sightings);
  if (origin !== null) {
    fields.origin = origin;
    understood.push(`the page's origin ${codeSpan(origin)}`);
  }
  const initiator = initiatorOf(sightings, chief);
  const terms = INITIATOR_TERMS[initiator ?? "fetch"];
  if (initiator !== undefined) {
    fields.initiator = initiator;
    if (isElement(initiator) && chief.finding !== "mixed-content") fields.mode = "cors";
    understood.push(`that \`${terms.shownAs}\` asks`);
  }
  const method = sightings.map((each) => each.holes["method"] ?? each.method).find((each) => each !== undefined);
  if (method !== undefined && terms.methods === "any") {
    fields.method = method;
    understood.push(`the method ${codeSpan(method)}`);
  }
  const name = chief.finding === "preflight-header-not-allowed" ? chief.holes["header"] : undefined;
  const header = name === undefined ? undefined : headerThatNeedsPermission(name);
  if (initiator === "beacon" && /^(preflight|allow)-/.test(chief.finding ?? "")) {
    fields.headers = [["Content-Type", "application/json"]];
    fields.body = "{}";
    understood.push("a `Content-Type` that needs a preflight, because no other beacon is subject to CORS");
  } else if (header !== undefined && terms.headers === "any") {
    fields.headers = [header];
    understood.push(
      `the header ${codeSpan(header[0])} with the value ${codeSpan(header[1])}, because the line names it only`,
    );
  }
  const withCredentials = sightings.some((each) => each.withCredentials);
  if (withCredentials && terms.modes.cors?.includes("include") === true) {
    fields.credentials = "include";
    understood.push("the credentials mode `include`, because the line is for that mode only");
  }
  for (const echo of sightings.filter((each) => each !== chief && each.isEcho)) addEcho(ignored, echo);
  return { fields, understood, ignored };
}

/** Says of a message that names no cause why it was passed over. */
export function addEcho(ignored: string[], { quoted, finding }: Sighting): void {
  const because =
    finding === null
      ? "it is shown for any request that fails, and names no cause"
      : "Firefox adds it to the line that names the cause, and there it means nothing";
  const clause = `${codeSpan(quoted.trim())}: ${because}`;
  if (!ignored.includes(clause)) ignored.push(clause);
}

function holeOf(sightings: readonly Sighting[], name: string): string | undefined {
  return sightings.map(({ holes }) => holes[name]).find((each) => each !== undefined);
}

/** WebKit names the origin that it sent, which is `null` after some redirects of every page. */
function pageOrigin(sightings: readonly Sighting[]): string | null {
  const told = sightings.filter(({ browser, holes }) => browser !== "webkit" || holes["origin"] !== "null");
  const origin = holeOf(told, "origin");
  if (origin !== undefined) return origin === "null" ? origin : (URL.parse(origin)?.origin ?? null);
  const page = holeOf(told, "page") ?? "";
  return page === "null/" ? "null" : (URL.parse(page)?.origin ?? null);
}

function initiatorOf(sightings: readonly Sighting[], chief: Sighting): Initiator | undefined {
  const said = sightings.map(({ initiator }) => initiator).find((each) => each !== undefined);
  const kind = holeOf(sightings, "kind")?.toLowerCase();
  if (said !== undefined || kind === undefined) return said;
  // Chromium has one word for both, and only a beacon makes a preflight.
  if (kind === "resource" && chief.finding !== "mixed-content") {
    return chief.finding?.startsWith("preflight-") === true ? "beacon" : "eventsource";
  }
  if (kind.startsWith("xmlhttprequest")) return "xhr";
  if (kind.startsWith("eventsource")) return "eventsource";
  return Object.hasOwn(INITIATOR_OF_KIND, kind) ? INITIATOR_OF_KIND[kind] : undefined;
}

function isElement(initiator: Initiator): boolean {
  return (
    INITIATOR_TERMS[initiator].modes["no-cors"] !== undefined &&
    INITIATOR_TERMS[initiator].methods === "only that" &&
    initiator !== "beacon"
  );
}

/** The header with a value for which the browser makes a preflight. */
function headerThatNeedsPermission(name: string): readonly [string, string] | undefined {
  const lines = [
    ["Access-Control-Request-Method", "GET"],
    ["Access-Control-Request-Headers", name],
  ] as const;
  return announcedRequest(lines, undefined)?.headers[0];
}
