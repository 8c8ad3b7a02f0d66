import { answer } from "#tests/unit/diagnosis/finding-case.ts";
import { API, fine, given, lab, location, PAGE, row, type FieldSituation } from "./situation.ts";

/** Redirects, pages without an origin, what the script sees, what is not CORS, and what is not `fetch()`. */
export const REDIRECTS_AND_NEIGHBOURS: readonly FieldSituation[] = [
  {
    number: 62,
    situation: "a redirect without CORS headers of its own",
    shown: [
      lab("redirect-without-cors", "allow-origin-missing"),
      row("e02", "allow-origin-missing"),
      fine.lab("redirect-with-cors"),
      fine.row("e01", "vary-origin-missing"),
    ],
  },
  {
    number: 63,
    situation: "a redirect from http to https",
    shown: [
      row("e14", "allow-origin-mismatch"),
      given(
        "the redirect has no CORS headers",
        {
          fields: { url: API, origin: PAGE },
          responses: [answer(301, undefined, location("https://api.example/orders")), answer(200, PAGE)],
        },
        "allow-origin-missing",
      ),
      fine.row("e15"),
    ],
  },
  {
    number: 64,
    situation: "a redirect to a third origin that allows the page by name",
    shown: [
      lab("redirect-across-origins", "allow-origin-mismatch"),
      row("e03", "allow-origin-mismatch"),
      lab("redirect-preflight-again", "preflight-allow-origin-mismatch"),
      fine.lab("redirect-across-origins-wildcard"),
      fine.lab("redirect-preflight-again-wildcard"),
      fine.row("e04", "vary-origin-missing"),
      fine.lab("redirect-from-home"),
    ],
  },
  {
    number: 65,
    situation: "a session that has expired, and a redirect to the login",
    shown: [lab("redirect-to-login", "login-redirect"), row("e08", "login-redirect")],
  },
  {
    number: 66,
    situation: "a redirect to a URL with a user name",
    shown: [
      lab("redirect-with-userinfo", "redirect-location-credentials"),
      row("e09", "redirect-location-credentials"),
    ],
  },
  {
    number: 67,
    situation: "a token that is lost in a redirect to another origin",
    shown: [
      fine.lab("redirect-drops-authorization", "authorization-lost-in-redirect"),
      fine.row("e10", "vary-origin-missing"),
    ],
  },
  {
    number: 68,
    situation: "a redirect back to the page's own origin",
    shown: [lab("redirect-home", "allow-origin-mismatch")],
  },
  {
    number: 69,
    situation: "a redirect to http by a server that does not know of its https",
    shown: [
      given(
        "the page was loaded over https",
        {
          fields: { url: "https://api.example/orders", origin: "https://shop.example" },
          responses: [answer(301, "*", location("http://api.example/orders/")), answer(200, "*")],
        },
        "mixed-content",
      ),
    ],
  },

  {
    number: 70,
    situation: "a sandboxed frame",
    shown: [
      lab("opaque-page-refused", "allow-origin-mismatch"),
      row("f01", "allow-origin-mismatch"),
      fine.lab("opaque-page-wildcard"),
      fine.row("f03"),
    ],
  },
  {
    number: 71,
    situation: "a page, or a module, from a file",
    shown: [
      row("f04", "allow-origin-mismatch"),
      given(
        "a module beside the page",
        { fields: { url: "file:///home/me/app.js", origin: "null", initiator: "module" }, responses: [] },
        "scheme-not-cors-enabled",
      ),
    ],
  },
  {
    number: 72,
    situation: "null allowed by name",
    shown: [fine.lab("opaque-page-null", "allow-origin-null"), fine.row("f02", "allow-origin-null")],
  },

  {
    number: 73,
    situation: "no-cors, which hides the error and the response",
    shown: [
      fine.lab("no-cors", "opaque-response"),
      fine.lab("no-cors-headers", "no-cors-request-header-dropped"),
      lab("no-cors-put", "no-cors-method"),
      fine.row("g01", "opaque-response"),
    ],
  },
  {
    number: 74,
    situation: "a response header that the script cannot see",
    shown: [
      fine.lab("exposed-headers-missing", "response-header-not-exposed"),
      fine.lab("exposed-headers-wildcard-with-credentials", "response-header-not-exposed"),
      fine.lab("exposed-headers-unparsable", "response-header-not-exposed"),
      fine.lab("exposed-headers"),
      fine.row("g06"),
      fine.row("g07"),
      fine.given("the length of the content needs no exposing", {
        fields: { url: API, origin: PAGE },
        responses: [answer(200, "*", ["Content-Length", "2"])],
      }),
    ],
  },
  {
    number: 75,
    situation: "a request for the page's own origin only, made to another",
    shown: [lab("same-origin-mode", "mode-same-origin-cross-origin"), row("g04", "mode-same-origin-cross-origin")],
  },
  {
    number: 76,
    situation: "a resource policy that keeps other origins out",
    shown: [
      lab("image-with-corp", "corp-blocked"),
      lab("no-cors-corp", "corp-blocked"),
      row("h21", "corp-blocked"),
      fine.lab("corp-with-cors"),
      fine.row("g12"),
    ],
  },
  {
    number: 77,
    situation: "data loaded as a script, or a script whose integrity cannot be checked",
    shown: [],
    notByServer:
      "Opaque Response Blocking and Subresource Integrity decide in the browser, after CORS, and are no part of the Fetch standard's CORS protocol",
  },
  {
    number: 78,
    situation: "an http URL in an https page",
    shown: [
      given(
        "an address of the public network",
        { fields: { url: API, origin: "https://shop.example" }, responses: [answer(200, "*")] },
        "mixed-content",
      ),
      // Only WebKit makes no exception for localhost.
      row("i06", "mixed-content"),
      fine.row("i02"),
    ],
  },
  {
    number: 79,
    situation: "no answer at all, which one browser reports in the words of CORS",
    shown: [row("g14", "target-unreachable"), row("g15", "target-unreachable")],
    notByServer: "an extension that blocks requests works inside the browser",
  },
  {
    number: 80,
    situation: "a page of the public network that asks for something in a private one",
    shown: [
      fine.given(
        "the browser asks the user",
        { fields: { url: "https://192.168.1.5/", origin: "https://shop.example" }, responses: [answer(200, "*")] },
        "local-network-access",
      ),
      fine.given(
        "an http page may not even ask",
        { fields: { url: "http://localhost:3000/", origin: PAGE }, responses: [answer(200, "*")] },
        "lna-insecure-context",
      ),
    ],
    notByServer: "the permission is the user's to give",
  },

  {
    number: 81,
    situation: "a font of another origin",
    shown: [lab("font-missing", "allow-origin-missing")],
    notByServer: "that a preload does not fit its font is between two elements of the page",
  },
  {
    number: 82,
    situation: "an image for a canvas",
    shown: [
      lab("image-for-canvas-missing", "allow-origin-missing"),
      row("h06", "allow-origin-missing"),
      fine.lab("image-for-canvas"),
    ],
    notByServer: "that an image without CORS taints a canvas is decided when the script reads the canvas",
  },
  {
    number: 83,
    situation: "an image that was cached before it was requested with CORS",
    shown: [lab("cached-without-cors", "cached-without-vary"), fine.lab("vary-missing", "vary-origin-missing")],
    notByServer: "the page's own cache of images answers the second element without asking",
  },
  {
    number: 84,
    situation: "scripts, modules and stylesheets of another origin",
    shown: [row("h10", "allow-origin-missing"), row("h12", "allow-origin-missing"), fine.row("h17", "opaque-response")],
    notByServer: "that a worker's script is of the page's own origin is a rule of its constructor",
  },
  {
    number: 85,
    situation: "a stream of events, and a client that says where it left off",
    shown: [
      lab("eventsource-missing", "allow-origin-missing"),
      row("h04", "allow-origin-missing"),
      fine.lab("eventsource"),
      given(
        "the client is made with fetch()",
        {
          fields: { url: API, origin: PAGE, headers: { "Last-Event-ID": "1" } },
          responses: [answer(204, "*"), answer(200, "*")],
        },
        "preflight-header-not-allowed",
      ),
    ],
  },
  {
    number: 86,
    situation: "a WebSocket that is refused for its origin",
    shown: [],
    notByServer: "a WebSocket has no CORS: the server that refuses its handshake is the only one that checks",
  },
  {
    number: 87,
    situation: "a part of a file",
    shown: [
      lab("range-of-the-end", "preflight-header-not-allowed"),
      row("d35", "preflight-header-not-allowed"),
      fine.given("a range from the beginning needs no preflight", {
        fields: { url: API, origin: PAGE, headers: { Range: "bytes=0-9" } },
        responses: [answer(206, "*")],
      }),
    ],
  },
  {
    number: 88,
    situation: "a service worker that makes the request anew",
    shown: [],
    notByServer: "a service worker answers inside the browser, with what it fetched or kept itself",
  },
];
