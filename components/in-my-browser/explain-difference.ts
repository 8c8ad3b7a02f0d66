import { privateAddressSpace } from "#lib/fetch/address-space.ts";
import type { BrowserAnswer, RunEvidence, RunnableRequest } from "./browser-answer.ts";
import type { ComparedField } from "./compare.ts";
import type { BrowserPrediction } from "./prediction.ts";

/** One thing that may be behind a difference. */
export interface Explanation {
  readonly title: string;
  /** A sentence or two with code spans. */
  readonly text: string;
  /** The page has seen it itself; the others are to be tried. */
  readonly seen: boolean;
}

export interface RunCircumstances {
  readonly request: Pick<RunnableRequest, "url" | "method">;
  readonly ownOrigin: string;
  readonly cookiesSent: boolean;
  readonly preflightNeeded: boolean;
  readonly prediction: BrowserPrediction | null;
  readonly answer: BrowserAnswer;
  readonly evidence: RunEvidence;
}

interface Candidate extends Explanation {
  readonly applies: boolean;
}

/** What explains that a browser did otherwise than predicted: what was seen first, then what is likely. */
export function explainDifference(
  fields: readonly ComparedField[],
  circumstances: RunCircumstances,
): readonly Explanation[] {
  const different = fields.filter(({ agreement }) => agreement === "differs").map(({ what }) => what);
  if (different.length === 0) return [];
  if (different.join() === "The script gets" && circumstances.answer.kind === "failed") return [WORDING];
  const candidates = [...aroundTheRequest(circumstances), ...aboutTheAnswer(circumstances, different)];
  return candidates
    .filter(({ applies }) => applies)
    .sort((a, b) => Number(b.seen) - Number(a.seen))
    .map(({ title, text, seen }) => ({ title, text, seen }));
}

const WORDING: Explanation = {
  title: "Only the wording",
  text: "The request fails as predicted. How a browser words its exception depends on its version.",
  seen: false,
};

/** What keeps a request from going out, or sends it elsewhere. */
function aroundTheRequest({ request, ownOrigin, answer, evidence }: RunCircumstances): readonly Candidate[] {
  const url = new URL(request.url);
  const page = new URL(ownOrigin);
  const failed = answer.kind === "failed";
  const { localNetwork, stoppedByPolicy, online, serviceWorker } = evidence;
  const asksForLocalNetwork = localNetwork !== null && privateAddressSpace(page.hostname) === null;
  const wentToHttps = answer.kind === "response" && url.protocol === "http:" && answer.url.startsWith("https:");
  return [
    {
      applies: failed && !online,
      seen: true,
      title: "No network",
      text: "This browser says that it is offline.",
    },
    {
      applies: stoppedByPolicy.length > 0,
      seen: true,
      title: "Content Security Policy",
      text: `The policy of this page, \`${stoppedByPolicy.join(", ")}\`, stopped a request while this ran. That is not CORS; a page of yours has a policy of its own.`,
    },
    {
      applies: serviceWorker,
      seen: true,
      title: "A service worker",
      text: "A service worker controls this page and may have answered in the server’s place.",
    },
    {
      applies: failed && asksForLocalNetwork,
      seen: localNetwork === "denied",
      title: "Local Network Access",
      text: `Before a page from a public address reaches this machine or its network, the browser asks you; without a yes the request fails whatever the headers say. For this page the permission is \`${localNetwork ?? "unknown"}\`. It can be changed in the settings of this site, beside the address bar.`,
    },
    {
      applies: failed && page.protocol === "https:" && url.protocol === "http:",
      seen: false,
      title: "Mixed content",
      text: "This page was loaded over https and the target is http. Browsers block that before CORS, with exceptions for the local network that differ from one to the other.",
    },
    {
      applies: url.protocol === "http:" && (failed || wentToHttps),
      seen: wentToHttps,
      title: "HSTS",
      text: `If the host once asked for https only, this browser requests \`https://${url.host}\` instead, and from there everything may be different.`,
    },
    {
      applies: failed && url.protocol === "https:",
      seen: false,
      title: "The certificate",
      text: "This browser may not trust the certificate, or wants one of yours. Open the URL in a tab of its own: there the browser says so.",
    },
    {
      applies: failed,
      seen: false,
      title: "An extension or ad blocker",
      text: "The console then shows `net::ERR_BLOCKED_BY_CLIENT`, or the extension’s name. Try a private window without extensions.",
    },
  ];
}

/** What makes an answer another one. */
function aboutTheAnswer(circumstances: RunCircumstances, different: readonly string[]): readonly Candidate[] {
  const { request, cookiesSent, preflightNeeded, prediction, answer, evidence } = circumstances;
  const answered = answer.kind === "response";
  const unlocked = answered && prediction?.exception != null;
  const fromCache = evidence.timing?.delivery === "cache";
  return [
    {
      applies: cookiesSent,
      seen: false,
      title: "Cookies",
      text: "Your cookies went along; Preflight’s server sends none. A server that knows you may answer otherwise, or redirect those it does not know to a login.",
    },
    {
      applies: answered && (fromCache || ["GET", "HEAD"].includes(request.method.toUpperCase())),
      seen: fromCache,
      title: "The HTTP cache",
      text: "The answer may be one that this browser kept from before, made for another page or before the server was changed. Tick “Disable cache” in the developer tools and run it again.",
    },
    {
      applies: unlocked && preflightNeeded,
      seen: false,
      title: "The preflight cache",
      text: "This browser remembers a permission for as long as its `Access-Control-Max-Age` said, and then asks no `OPTIONS`. A private window starts without that memory.",
    },
    {
      applies: unlocked,
      seen: false,
      title: "An extension that unlocks CORS",
      text: "Some extensions write `Access-Control-Allow-Origin` into every answer. Your visitors do not have them.",
    },
    {
      applies: true,
      seen: false,
      title: "The server tells them apart",
      text: "By address, by `User-Agent`, by a bot protection, or because several machines answer for one name and are not configured alike. Compare the server’s log of both requests.",
    },
    {
      applies: true,
      seen: false,
      title: "VPN, proxy or DNS",
      text: "The name may lead your browser to another server than ours: a VPN, a proxy, a hosts file or an internal DNS server decides.",
    },
    {
      applies: answered && different.join() === "Readable headers",
      seen: false,
      title: "Compression and HTTP version",
      text: "Preflight asks over HTTP/1.1 and uncompressed. Over HTTP/2, or compressed, some lines come and go: `Content-Encoding`, `Content-Length`, `Connection`.",
    },
  ];
}
