import { hasHeader } from "#lib/fetch/header-list.ts";
import { caseIdIn, isPreflight, type OracleCase } from "./case.ts";
import type { Observation, Oracle, WireRequest } from "./oracle.ts";
import type { Difference } from "./prediction.ts";

interface Found {
  readonly oracleCase: OracleCase;
  readonly differences: readonly Difference[];
  readonly predicted: Observation;
  readonly observed: Observation;
}

interface KnownCause {
  readonly why: string;
  readonly applies: (found: Found) => boolean;
}

const isWireAlone = ({ differences }: Found) => differences.every((aspect) => aspect === "wire");
const actualRequests = ({ wire }: Observation) => wire.filter(({ method, headers }) => !isPreflight(method, headers));

const restoredBodyHeaders: KnownCause = {
  why: "after a further redirect, headers of a dropped body come back in other circumstances than the engine has it",
  applies: (found) =>
    isWireAlone(found) && actualRequests(found.predicted).length > 1 && hasBodyHeaders(found.oracleCase.request),
};

function hasBodyHeaders({ body, headers }: OracleCase["request"]): boolean {
  return body !== null || hasHeader(headers, "content-type") || hasHeader(headers, "content-language");
}

const laterLines: KnownCause = {
  why: "how many lines follow the first depends on more than the engine knows",
  applies: ({ differences }) => differences.every((aspect) => aspect === "console"),
};

const redirectToItself: KnownCause = {
  why: "what is redirected to its own URL is sometimes preflighted again",
  applies: ({ predicted, observed, oracleCase }) =>
    hasRepeatedUrl(observed.wire, oracleCase.id) &&
    actualRequests(predicted).length === actualRequests(observed).length &&
    predicted.wire.length !== observed.wire.length,
};

function hasRepeatedUrl(wire: readonly WireRequest[], id: string): boolean {
  const urls = wire.flatMap(({ method, url, headers }) => (isPreflight(method, headers) ? [] : [url]));
  return urls.some((url, index) => caseIdIn(url) === id && urls.indexOf(url) !== index);
}

const otherSchemes: KnownCause = {
  why: "the line about a URL that is not http depends on more than the engine knows",
  applies: ({ differences, oracleCase }) =>
    !differences.includes("verdict") &&
    !differences.includes("wire") &&
    /"(ftp|foo|file|mailto|data|about):/.test(JSON.stringify(oracleCase)),
};

const preflightBeforeUserinfo: KnownCause = {
  why: "the next preflight is sent before a redirect to a username is refused",
  applies: ({ differences, predicted, observed, oracleCase }) =>
    !differences.includes("verdict") &&
    observed.wire.length === predicted.wire.length + 1 &&
    /\/\/user(:pass)?@/.test(JSON.stringify(oracleCase)),
};

const KNOWN_CAUSES: Readonly<Record<Oracle["name"], readonly KnownCause[]>> = {
  chromium: [otherSchemes],
  firefox: [restoredBodyHeaders, laterLines, otherSchemes],
  webkit: [preflightBeforeUserinfo, redirectToItself, restoredBodyHeaders, otherSchemes],
};

/** Why the engine is wrong about a case, as the end of a sentence. */
export function causeOf(name: Oracle["name"], found: Found): string {
  return KNOWN_CAUSES[name].find(({ applies }) => applies(found))?.why ?? "of something that is not known yet";
}
