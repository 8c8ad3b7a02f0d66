import type { Chapter } from "../chapter.ts";

/** What a console says, `…` for what differs from case to case, and what to read about it. */
export const SYMPTOMS: readonly (readonly [says: string, behind: string])[] = [
  [
    "No 'Access-Control-Allow-Origin' header is present",
    "[The route never got its headers](finding:allow-origin-missing), or the answer is [an error](finding:actual-status-not-ok) that is produced before the CORS layer runs: 401, 404, 413, 500, 502. [A login page](finding:login-redirect) and [a bot check](finding:bot-challenge) look the same.",
  ],
  [
    "… the same, after “Response to preflight request doesn't pass access control check”",
    "`OPTIONS` is [not routed](finding:preflight-not-routed), or [asks for a login](finding:preflight-needs-login). Some servers also leave every header out when they refuse [the method](finding:preflight-method-refused) or [a header](finding:preflight-header-refused).",
  ],
  [
    "has a value '…' that is not equal to the supplied origin",
    "[A slash, a port, a scheme](finding:allow-origin-mismatch), a stranger's origin [from a cache](finding:cached-for-another-origin), or [a redirect](finding:redirect-tainted-origin) if the value looks right.",
  ],
  [
    "contains multiple values",
    "[Two layers](finding:duplicate-cors-layers) both add the header, or somebody wrote [a list](finding:allow-origin-multiple-values).",
  ],
  [
    "must not be the wildcard '*' when the request's credentials mode is 'include'",
    "[`*` with cookies](finding:allow-origin-wildcard-with-credentials). Name the origin, or leave the cookies out.",
  ],
  [
    "which must be 'true' when the request's credentials mode is 'include'",
    "[`Access-Control-Allow-Credentials`](finding:allow-credentials-not-true) is missing or not `true`, perhaps [only on the preflight](finding:preflight-allow-credentials-not-true).",
  ],
  [
    "Request header field … is not allowed by Access-Control-Allow-Headers",
    "[The name is missing or misspelt](finding:preflight-header-not-allowed), or `*` meets credentials. [A tracing tool](finding:tracing-header) may have added it.",
  ],
  [
    "Method … is not allowed by Access-Control-Allow-Methods",
    "[The method is missing](finding:preflight-method-not-allowed), or in small letters.",
  ],
  [
    "It does not have HTTP ok status",
    "[The answer to `OPTIONS`](finding:preflight-status-not-ok) has the right headers and the wrong status.",
  ],
  [
    "Redirect is not allowed for a preflight request",
    "[`http` instead of `https`, or a slash](finding:preflight-redirect) at the end of the path.",
  ],
  [
    "CORS request did not succeed (Firefox)",
    "[No answer at all](finding:target-unreachable): a name, a certificate, a refused connection, an extension. Nothing about CORS.",
  ],
  ["No message, and a header is `null`", "It is [not exposed](finding:response-header-not-exposed)."],
  [
    "No message, and the response is empty",
    "The mode is `no-cors`, and the response [opaque](finding:opaque-response).",
  ],
];

export const errors: Chapter = {
  id: "errors",
  title: "Common errors",
  blocks: [
    "A script learns nothing but `TypeError`. That is on purpose: the reason could be a secret of the other server. The console is for you and says more, though not always what is behind it. Look for your sentence on the left.",
    {
      table: {
        head: ["The console says", "Usually this is behind it"],
        rows: SYMPTOMS,
      },
    },
    "Browsers report one fault at a time. After each repair the next one comes up, which feels like no progress and is some. A [diagnosis](term:diagnosis) lists them all at once. [All findings](/findings) has the rest.",
  ],
};
