import { DEFAULT_MAX_AGE_SECONDS } from "#lib/fetch/preflight-max-age.ts";
import { SAFELISTED_RESPONSE_HEADER_NAMES } from "#lib/fetch/filtered-response.ts";
import { AUTHORIZATION_AND_WILDCARD, MAX_AGE_ROWS } from "../browser-facts.ts";
import type { Chapter } from "../chapter.ts";

/** What servers write that no page at https://shop.example is let in by: the lines, how they are shown, and why not. */
export const REFUSED_VALUES: readonly {
  readonly lines: readonly string[];
  readonly shown: string;
  readonly why: string;
}[] = [
  {
    lines: ["https://shop.example/"],
    shown: "`https://shop.example/`",
    why: "an origin has no slash at its end, and no path",
  },
  { lines: ["shop.example"], shown: "`shop.example`", why: "the scheme is missing" },
  {
    lines: ["https://Shop.example"],
    shown: "`https://Shop.example`",
    why: "browsers send the host in lower case",
  },
  {
    lines: ["https://*.shop.example"],
    shown: "`https://*.shop.example`",
    why: "there are no patterns; the only wildcard is `*` alone",
  },
  {
    lines: ["https://shop.example, https://admin.example"],
    shown: "`https://shop.example, https://admin.example`",
    why: "there are no lists",
  },
  {
    lines: ["*", "*"],
    shown: "`*` twice, on two lines",
    why: "two lines count as the list `*, *`, which is neither; often a proxy and the application both add one",
  },
  { lines: [""], shown: "an empty value", why: "usually a setting that was never filled in" },
];

const SAFELISTED = SAFELISTED_RESPONSE_HEADER_NAMES.map((name) => `\`${name}\``);

export const headers: Chapter = {
  id: "headers",
  title: "The headers, one by one",
  blocks: [
    "Two headers ask, `Origin` aside; six answer. Names may be written in any case. Values are another matter.",

    { heading: "`Access-Control-Allow-Origin`", id: "allow-origin" },
    "It says who may read this answer: one origin, or `*` for everybody, or `null`. It belongs on **every** answer of the resource, whatever the status, and on the preflight's answer too. The value is compared [byte by byte](fetch:concept-cors-check) with the `Origin` that was sent. Nothing is parsed, so these all fail for a page at `https://shop.example`:",
    {
      table: {
        head: ["Value", "What is wrong with it"],
        rows: REFUSED_VALUES.map(({ shown, why }) => [shown, why]),
      },
    },
    "To allow several origins, keep the list on the server, compare `Origin` with it exactly, and answer with the one that matched. [More on that](learn:prevention) below. Findings: [missing](finding:allow-origin-missing), [mismatch](finding:allow-origin-mismatch), [several values](finding:allow-origin-multiple-values), [invalid](finding:allow-origin-invalid-value).",
    { exercise: "readable" },

    { heading: "`Access-Control-Allow-Credentials`", id: "allow-credentials" },
    "It agrees to share answers that were asked for with cookies. The one value is `true`, in lower case: `True`, `1` and `yes` are [the same as nothing](finding:allow-credentials-not-true). It has to stand on the preflight's answer as well, and it has [no effect](finding:allow-credentials-without-effect) on requests without credentials.",

    { heading: "`Access-Control-Allow-Methods`", id: "allow-methods" },
    'Only on the answer to a preflight: the methods that may be used. `GET`, `HEAD` and `POST` need no mention. Methods are case-sensitive. `fetch()` puts `get`, `post`, `put`, `delete`, `head` and `options` into capitals for you, but not `patch`, so a page that writes `method: "patch"` asks for something else than `PATCH`.',

    { heading: "`Access-Control-Allow-Headers`", id: "allow-headers" },
    `Only on the answer to a preflight: the request headers that may be sent, in any case, separated by commas. Spaces instead of commas make the whole value [unreadable](finding:preflight-allow-headers-unparsable). \`*\` stands for every name as long as no credentials are included. By the standard it does [not stand for](fetch:cors-non-wildcard-request-header-name) \`Authorization\`; ${AUTHORIZATION_AND_WILDCARD}, but list it by name.`,

    { heading: "`Access-Control-Expose-Headers`", id: "expose-headers" },
    `On the actual answer: the response headers that the script may read. Without it a script sees only ${SAFELISTED.slice(0, -1).join(", ")} and ${SAFELISTED.at(-1) ?? ""}. For everything else, \`X-Total-Count\`, \`ETag\`, \`Location\`, \`Content-Disposition\`, \`headers.get()\` gives \`null\` although the network panel shows it. \`*\` exposes all, again only without credentials. \`Set-Cookie\` is never readable.`,
    { exercise: "expose" },

    { heading: "`Access-Control-Max-Age`", id: "max-age" },
    `Only on the answer to a preflight: for how many seconds it may be remembered. Without it, ${DEFAULT_MAX_AGE_SECONDS} s. It is a bare number, and every browser has a limit of its own:`,
    {
      table: {
        head: ["Browser", "Keeps it at most", "A value that is no number"],
        rows: MAX_AGE_ROWS,
      },
    },
    { exercise: "max-age" },

    { heading: "`Access-Control-Request-Method` and `-Headers`", id: "request-headers" },
    "The browser writes these into the preflight; the page cannot. The names come in lower case, sorted, with commas and no spaces. Answer them; do not send them back from the client. A client that sets `Access-Control-Allow-Origin` on its **request** only adds [one more header to ask for](finding:response-header-as-request-header).",

    { heading: "`Vary: Origin`", id: "vary" },
    "Not a CORS header, and still part of it. If the answer depends on `Origin`, say so, on every answer of the resource, also on those to requests without `Origin`. Otherwise a cache hands one page's permission to another page. A server that always says `*` or always the same origin does not need it.",

    { heading: "What is no CORS header", id: "not-cors" },
    {
      list: [
        "`Timing-Allow-Origin` lets a page read [precise timings](https://w3c.github.io/resource-timing/#sec-timing-allow-origin). It does not let it read the answer.",
        "`Cross-Origin-Resource-Policy` is about requests [without CORS](learn:modes), such as plain images. It plays no part in the [mode](term:mode) `cors`.",
        "`Access-Control-Allow-Private-Network` belongs to a proposal that was withdrawn. What browsers have instead is [Local Network Access](https://wicg.github.io/local-network-access/): before a public page reaches a private address or `localhost`, the user is asked. [No header answers for the user.](finding:local-network-access)",
        "`Allow` on the answer to `OPTIONS` is HTTP's own list of methods, which CORS does not read.",
      ],
    },
  ],
};
