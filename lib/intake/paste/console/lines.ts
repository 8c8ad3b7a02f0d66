import type { Initiator } from "#lib/contract/terms.ts";
import type { Family } from "./cause.ts";
import { SAYS } from "./says.ts";

/** A line of a console: what stands around the cause, or all there is. */
export interface Line {
  /** See `parseWording`. */
  readonly wording: string;
  readonly browser: Family | null;
  /** Engines whose causes may stand behind it, and the browser that the line then is of. */
  readonly causes?: Partial<Readonly<Record<Family, Family | null>>>;
  readonly initiator?: Initiator;
  readonly method?: string;
  /** What it means where no cause follows. */
  readonly finding: string | null;
  readonly says: string;
  /** It is printed for other failures too, of which another line tells more. */
  readonly isEcho?: true;
  /** The cause that follows was printed before it, in a line of its own. */
  readonly isRepeat?: true;
  /** The reason that it holds is in another language than English; see `LOCALISED_REASONS`. */
  readonly isLocalised?: true;
  /** It is a notice, and the request goes on. */
  readonly isAside?: true;
}

const NO_CAUSE = { finding: null, says: SAYS.noCause, isEcho: true } as const;
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const chromium = (wording: string, finding: string | null, says: string): Line => ({
  wording,
  browser: "chromium",
  finding,
  says,
});
const firefox = (wording: string, finding: string | null, says: string): Line => ({
  wording,
  browser: "firefox",
  finding,
  says,
});
const webkit = (wording: string, finding: string | null, says: string): Line => ({
  wording,
  browser: "webkit",
  finding,
  says,
});

const CORS: readonly Line[] = [
  ...[
    "Access to {kind} at '{at}' (redirected from '{url}') from origin '{origin}' has been blocked by CORS policy",
    "Access to {kind} at '{url}' from origin '{origin}' has been blocked by CORS policy",
    "Redirect from '{url}' to '{at}' has been blocked by CORS policy",
    "Redirect from '{url}' has been blocked by CORS policy",
    "Failed to load {url}: ",
  ].map((wording): Line => ({ wording, browser: "chromium", causes: { chromium: "chromium" }, ...NO_CAUSE })),
  ...["Font", "Image", "Script", "Imported resource", "CSS stylesheet", "Redirect at"].map((kind): Line => ({
    wording: `${kind.replace(" at", "")} ${kind.endsWith(" at") ? "at" : "from"} origin '{target}' has been blocked from loading by Cross-Origin Resource Sharing policy`,
    browser: "chromium",
    causes: { chromium: "chromium" },
    ...(kind === "Font" ? { initiator: "font" } : {}),
    ...NO_CAUSE,
  })),
  ...(
    [
      ["Fetch API cannot load {url}", "fetch"],
      ["XMLHttpRequest cannot load {url}", "xhr"],
      ["EventSource cannot load {url}", "eventsource"],
      ["Beacon API cannot load {url}", "beacon"],
      ["Cannot load image {url}", "image"],
    ] as const
  ).flatMap(([start, initiator]): Line[] => [
    { wording: `${start} due to access control checks`, browser: "webkit", initiator, ...NO_CAUSE },
    {
      wording: `${start}. {eol}`,
      browser: initiator === "fetch" ? "webkit" : null,
      // Old Chromium and old Safari share the words of WebKit.
      causes: { chromium: "chromium", webkit: initiator === "xhr" || initiator === "eventsource" ? null : "webkit" },
      initiator,
      ...(initiator === "fetch" ? { finding: "mode-same-origin-cross-origin", says: SAYS.sameOriginMode } : NO_CAUSE),
    },
    {
      wording: `${start}. `,
      browser: null,
      causes: { chromium: "chromium", webkit: initiator === "beacon" ? "webkit" : null },
      initiator,
      ...NO_CAUSE,
    },
  ]),
  ...["{url}", "'{url}'"].map((url): Line => ({
    wording: `The Same Origin Policy disallows reading the remote resource at ${url}. (Reason: `,
    browser: "firefox",
    causes: { firefox: "firefox" },
    ...NO_CAUSE,
  })),
  {
    wording: "The Same Origin Policy disallows reading the remote resource at {url}. ",
    browser: "firefox",
    ...NO_CAUSE,
  },
  {
    wording:
      "The Same Origin Policy will disallow reading the remote resource at {url} soon. (Reason: When the `Access-Control-Allow-Headers` is `*`, the `Authorization` header is not covered",
    browser: "firefox",
    finding: "preflight-authorization-wildcard",
    says: "This is a warning; the request went on. `*` in `Access-Control-Allow-Headers` is not meant to cover `Authorization`, which has to be named.",
    isAside: true,
  },
  {
    wording: "Failed to load resource: ",
    browser: "webkit",
    causes: { webkit: "webkit" },
    isRepeat: true,
    ...NO_CAUSE,
  },
  {
    wording: "Cross-origin script load denied by Cross-Origin Resource Sharing policy",
    browser: "webkit",
    initiator: "script",
    ...NO_CAUSE,
  },
];

/** Firefox in other languages: what stands before the reason, and the words by which the reason is known. */
const LOCALISED: readonly Line[] = [
  "verbietet das Lesen der externen Ressource auf {url}. (Grund: {value}",
  "ne permet pas de consulter la ressource distante située sur {url}. Raison : {value}",
  "no permite la lectura de recursos remotos en {url}. (Razón: {value}",
  "non consente la lettura della risorsa remota da {url}. Motivo: {value}",
  "não permite a leitura do recurso remoto em {url} (motivo: {value}",
  "запрещает чтение удаленного ресурса на {url}. (Причина: {value}",
].map((wording): Line => ({ ...firefox(wording, null, SAYS.localised), isLocalised: true }));

/** Words of a localised reason, and the finding that they mean. */
export const LOCALISED_REASONS: readonly (readonly [words: string, finding: string, says: string])[] = [
  ["Access-Control-Allow-Credentials", "allow-credentials-not-true", SAYS.credentials],
  ["Access-Control-Allow-Methods", "preflight-method-not-allowed", SAYS.methodNotAllowedUnnamed],
  ["Access-Control-Allow-Headers", "preflight-header-not-allowed", SAYS.headerNotAllowedUnnamed],
  ["fehlt", "allow-origin-missing", SAYS.missing],
  ["manquant", "allow-origin-missing", SAYS.missing],
  ["falta", "allow-origin-missing", SAYS.missing],
  ["mancante", "allow-origin-missing", SAYS.missing],
  ["ausente", "allow-origin-missing", SAYS.missing],
  ["отсутствует", "allow-origin-missing", SAYS.missing],
];

/** Lines of the network, which Chromium prints beside the one about CORS. Their errors are in `NET_ERRORS`. */
const NETWORK: readonly Line[] = [
  ...METHODS.flatMap((method): Line[] => {
    const asked = method === "OPTIONS" ? {} : { method };
    return [
      { wording: `${method} {url} net::{error} `, browser: "chromium", ...asked, ...NO_CAUSE },
      {
        wording: `${method} {url} {status} (`,
        browser: "chromium",
        ...asked,
        finding: null,
        says: "The server answered with the status {status}. The line does not say whether the page may read the answer.",
        isEcho: true,
      },
      {
        wording: `XHR failed loading: ${method} "{url}"`,
        browser: "chromium",
        initiator: "xhr",
        ...asked,
        ...NO_CAUSE,
      },
      {
        wording: `Fetch failed loading: ${method} "{url}"`,
        browser: "chromium",
        initiator: "fetch",
        ...asked,
        ...NO_CAUSE,
      },
    ];
  }),
  { wording: "net::{error} ", browser: "chromium", ...NO_CAUSE },
  {
    wording: "Failed to load resource: the server responded with a status of {status} (",
    browser: null,
    finding: null,
    says: "The server answered with the status {status}. The line does not say whether the page may read the answer.",
    isEcho: true,
  },
];

const MIXED_AND_POLICY: readonly Line[] = [
  ...(
    [
      ["This request has been blocked", "mixed-content", SAYS.mixedContent],
      ["This request was automatically upgraded", null, SAYS.upgraded],
      ["This content should also be served over HTTPS", null, SAYS.insecureButAllowed],
    ] as const
  ).map(([end, finding, says]): Line => {
    const wording = `Mixed Content: The page at '{page}' was loaded over HTTPS, but requested an insecure {kind} '{url}'. ${end}`;
    return { wording, browser: "chromium", finding, says, ...(finding === null ? { isAside: true } : {}) };
  }),
  firefox('Blocked loading mixed active content "{url}"', "mixed-content", SAYS.mixedContent),
  {
    ...firefox("Mixed Content: Upgrading insecure display request '{url}' to use 'https'", null, SAYS.upgraded),
    isAside: true,
  },
  webkit(
    "[blocked] The page at {page} requested insecure content from {url}. This content was blocked",
    "mixed-content",
    SAYS.mixedContent,
  ),
  ...["run", "display"].map((verb) =>
    webkit(
      `[blocked] The page at {page} was not allowed to ${verb} insecure content from {url}. `,
      "mixed-content",
      SAYS.mixedContent,
    ),
  ),
  {
    ...webkit(
      "The page at {page} requested insecure content from {url}. This content was automatically upgraded",
      null,
      SAYS.upgraded,
    ),
    isAside: true,
  },
  chromium("Connecting to '{url}' violates the following Content Security Policy directive", null, SAYS.csp),
  chromium("Refused to connect to '{url}' because it violates", null, SAYS.csp),
  chromium("Refused to load the {kind} '{url}' because it violates", null, SAYS.csp),
  webkit("Refused to connect to {url} because it does not appear in", null, SAYS.csp),
  firefox("blocked the loading of a resource (connect-src) at {url} ", null, SAYS.csp),
  firefox('blocked the loading of a resource at {url} ("connect-src")', null, SAYS.csp),
  chromium(
    "Unsafe attempt to load URL {url} from frame with URL {page}. ",
    "mode-same-origin-cross-origin",
    SAYS.sameOriginMode,
  ),
  webkit(
    "Unsafe attempt to load URL {url} from origin {origin}. ",
    "mode-same-origin-cross-origin",
    SAYS.sameOriginMode,
  ),
  firefox(
    "Security Error: Content at {page} may not load data from {url}. ",
    "mode-same-origin-cross-origin",
    SAYS.sameOriginMode,
  ),
  firefox("Security Error: Content at {from} may not load or link to {url}. ", "scheme-not-cors-enabled", SAYS.scheme),
  { ...chromium("Not allowed to load local resource: {url} ", "scheme-not-cors-enabled", SAYS.scheme), browser: null },
  chromium("FTP is not supported", "scheme-not-cors-enabled", SAYS.scheme),
  firefox("Redirecting to data: URI not allowed", "redirect-scheme-not-http", SAYS.redirectScheme),
  firefox(
    'The resource at "{url}" was blocked due to its Cross-Origin-Resource-Policy header',
    "corp-blocked",
    SAYS.corp,
  ),
  firefox('The resource at "{url}" was blocked by OpaqueResponseBlocking', null, SAYS.orb),
  firefox("A resource is blocked by OpaqueResponseBlocking", null, SAYS.orb),
];

const headerDropped = { finding: "forbidden-request-header", says: SAYS.headerDropped, isAside: true } as const;

const SCRIPTS: readonly Line[] = [
  { wording: 'Refused to set unsafe header "{header}"', browser: null, ...headerDropped },
  { wording: "Attempt to set a forbidden header was denied: {header} ", browser: "firefox", ...headerDropped },
  {
    wording: "Failed to fetch dynamically imported module: {url} ",
    browser: "chromium",
    initiator: "module",
    ...NO_CAUSE,
  },
  {
    wording: "error loading dynamically imported module: {url} ",
    browser: "firefox",
    initiator: "module",
    ...NO_CAUSE,
  },
  { wording: "Failed to fetch", browser: "chromium", finding: null, says: SAYS.exception, isEcho: true },
  { wording: "TypeError: Load failed", browser: "webkit", finding: null, says: SAYS.exception, isEcho: true },
  {
    wording: "NetworkError when attempting to fetch resource",
    browser: "firefox",
    finding: null,
    says: SAYS.exception,
    isEcho: true,
  },
  ...["AxiosError: Network Error", "Error: Network Error", "ERR_NETWORK"].map((wording): Line => ({
    wording,
    browser: null,
    finding: null,
    says: SAYS.axios,
    isEcho: true,
  })),
  ...["TypeError: fetch failed", "ECONNREFUSED", "ENOTFOUND", "ECONNRESET", "ETIMEDOUT"].map((wording): Line => ({
    wording,
    browser: null,
    finding: null,
    says: SAYS.notABrowser,
  })),
  {
    wording: "Request failed with status code {status} ",
    browser: null,
    finding: null,
    says: "The script could read the status {status}: CORS let the answer through. What is wrong is on the server.",
  },
  ...["Unexpected token '<'", "Unexpected token <", "Unrecognized token '<'", "JSON.parse: unexpected character"].map(
    (wording): Line => ({ wording, browser: null, finding: "html-instead-of-json", says: SAYS.html }),
  ),
  chromium(
    "Request cannot be constructed from a URL that includes credentials: {url} ",
    "url-with-credentials",
    SAYS.userinfo,
  ),
  chromium("Request with GET/HEAD method cannot have body", "get-with-body", SAYS.getWithBody),
  chromium("'fetch' on 'Window': '{method}' HTTP method is unsupported", "forbidden-method", SAYS.forbiddenMethod),
  chromium("'open' on 'XMLHttpRequest': '{method}' HTTP method is", "forbidden-method", SAYS.forbiddenMethod),
  chromium("'fetch' on 'Window': '{method}' is unsupported in no-cors mode", "no-cors-method", SAYS.noCorsMethod),
  chromium("Beacons are only supported over HTTP(S)", "scheme-not-cors-enabled", SAYS.scheme),
  firefox("Window.fetch: {url} is an url with embedded credentials", "url-with-credentials", SAYS.userinfo),
  firefox("HEAD or GET Request cannot have a body", "get-with-body", SAYS.getWithBody),
  firefox("Window.fetch: Invalid request method {method} ", "forbidden-method", SAYS.firefoxMethod),
  firefox(
    "Navigator.sendBeacon: Beacon URL {url} must be either http:// or https://",
    "scheme-not-cors-enabled",
    SAYS.scheme,
  ),
  webkit("URL is not valid or contains user credentials", "url-with-credentials", SAYS.userinfo),
  webkit("TypeError: Method is forbidden", "forbidden-method", SAYS.forbiddenMethodUnnamed),
  webkit("Method must be GET, POST or HEAD in no-cors mode", "no-cors-method", SAYS.noCorsMethod),
  webkit("Request has method '{method}' and cannot have a body", "get-with-body", SAYS.getWithBody),
  webkit("Beacons can only be sent over HTTP(S)", "scheme-not-cors-enabled", SAYS.scheme),
];

const failedElement = { browser: "firefox", ...NO_CAUSE } as const;

const ELEMENTS: readonly Line[] = [
  { wording: '<script> source URI is not allowed in this document: "{url}"', initiator: "script", ...failedElement },
  { wording: 'Module source URI is not allowed in this document: "{url}"', initiator: "module", ...failedElement },
  { wording: 'Loading failed for the <script> with source "{url}"', initiator: "script", ...failedElement },
  { wording: 'Loading failed for the module with source "{url}"', initiator: "module", ...failedElement },
  {
    wording: "Firefox can't establish a connection to the server at {url}. ",
    initiator: "eventsource",
    ...failedElement,
  },
  {
    wording: "downloadable font: download failed (",
    initiator: "font",
    ...failedElement,
  },
  {
    ...firefox('Loading module from "{url}" was blocked because of a disallowed MIME type', null, SAYS.type),
    initiator: "module",
  },
  webkit("Did not parse stylesheet at '{url}' because non CSS MIME types", null, SAYS.type),
  chromium("Subresource Integrity: The resource '{url}' has an integrity attribute, but", null, SAYS.integrity),
  firefox('Sub-resource Integrity: "{url}" is not eligible for integrity checks', null, SAYS.integrity),
  {
    wording: "WebSocket connection to '{url}' failed",
    browser: null,
    finding: null,
    says: "WebSockets are not subject to CORS. The server itself refused the handshake, or was not reached.",
  },
];

/** All lines, the longer before those that they begin with. */
export const LINES: readonly Line[] = [...CORS, ...LOCALISED, ...NETWORK, ...MIXED_AND_POLICY, ...SCRIPTS, ...ELEMENTS];
