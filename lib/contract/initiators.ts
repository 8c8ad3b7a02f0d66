import { REDIRECT_MODES, type CredentialsMode, type Initiator, type RedirectMode, type RequestMode } from "./terms.ts";

type Choice<T> = readonly [first: T, ...others: T[]];

/** What an initiator lets the page choose. The first of several values is the one it takes when none is given. */
export interface InitiatorTerms {
  /** How a page writes it. */
  readonly shownAs: string;
  readonly method: string;
  readonly methods: "any" | "only that";
  /** The credentials modes that are possible, by the mode of the request. */
  readonly modes: Partial<Record<RequestMode, Choice<CredentialsMode>>>;
  readonly redirects: Choice<RedirectMode>;
  /** Which headers the author may set. */
  readonly headers: "any" | "none" | "Content-Type with a body";
  /** `fetch()` throws for a GET with a body, which is the engine's to say; XMLHttpRequest leaves the body out. */
  readonly body: "any" | "none" | "not with GET or HEAD";
  /** What in the page's markup or call makes the choice, for refusing what is not possible. */
  readonly chosenBy: string;
}

const ANY_CREDENTIALS: Choice<CredentialsMode> = ["same-origin", "omit", "include"];
const WITH_CREDENTIALS_OR_NOT: Choice<CredentialsMode> = ["same-origin", "include"];

const XHR = {
  method: "GET",
  methods: "any",
  modes: { cors: WITH_CREDENTIALS_OR_NOT },
  redirects: ["follow"],
  headers: "any",
  body: "not with GET or HEAD",
  chosenBy: "`withCredentials` chooses between the credentials modes `same-origin` and `include`",
} as const satisfies Omit<InitiatorTerms, "shownAs">;

/** https://html.spec.whatwg.org/multipage/urls-and-fetching.html#create-a-potential-cors-request */
const ELEMENT = {
  method: "GET",
  methods: "only that",
  modes: { "no-cors": ["include"], cors: WITH_CREDENTIALS_OR_NOT },
  redirects: ["follow"],
  headers: "none",
  body: "none",
  chosenBy:
    'without the attribute `crossorigin` it is requested in the mode `no-cors` with the credentials mode `include`; `crossorigin` makes that `cors` with `same-origin`, and `crossorigin="use-credentials"` makes it `cors` with `include`',
} as const satisfies Omit<InitiatorTerms, "shownAs">;

export const INITIATOR_TERMS: Readonly<Record<Initiator, InitiatorTerms>> = {
  fetch: {
    shownAs: "fetch()",
    method: "GET",
    methods: "any",
    modes: { cors: ANY_CREDENTIALS, "no-cors": ANY_CREDENTIALS, "same-origin": ANY_CREDENTIALS },
    redirects: REDIRECT_MODES,
    headers: "any",
    body: "any",
    chosenBy: "its options choose freely",
  },
  xhr: { shownAs: "XMLHttpRequest", ...XHR },
  "xhr-upload": { shownAs: "XMLHttpRequest with a listener on upload", ...XHR, method: "POST" },
  image: { shownAs: "<img>", ...ELEMENT },
  script: { shownAs: "<script>", ...ELEMENT },
  module: {
    shownAs: '<script type="module">',
    ...ELEMENT,
    modes: { cors: WITH_CREDENTIALS_OR_NOT },
    chosenBy:
      'a module is requested in the mode `cors` with the credentials mode `same-origin`; `crossorigin="use-credentials"` makes that `include`',
  },
  font: {
    shownAs: "@font-face",
    ...ELEMENT,
    modes: { cors: ["same-origin"] },
    chosenBy: "a font is always requested in the mode `cors` with the credentials mode `same-origin`",
  },
  stylesheet: { shownAs: '<link rel="stylesheet">', ...ELEMENT },
  eventsource: {
    shownAs: "EventSource",
    ...ELEMENT,
    modes: { cors: WITH_CREDENTIALS_OR_NOT },
    chosenBy: XHR.chosenBy,
  },
  beacon: {
    shownAs: "navigator.sendBeacon()",
    method: "POST",
    methods: "only that",
    modes: { "no-cors": ["include"], cors: ["include"] },
    redirects: ["follow"],
    headers: "Content-Type with a body",
    body: "any",
    chosenBy:
      "a beacon is always sent with the credentials mode `include`, in the mode `cors` when the type of its Blob needs a preflight and in the mode `no-cors` otherwise",
  },
};
