import type { FieldError } from "#lib/intake/request-fields.ts";

/** https://www.rfc-editor.org/rfc/rfc9457 */
export interface ProblemDescription {
  readonly status: number;
  readonly title: string;
  /** What happened, for the page of this problem. */
  readonly meaning: string;
  /** What the caller can do about it. */
  readonly remedy: string;
}

/** Every way in which a call of the API can fail. Its page is `/problems/<code>`; codes are permanent. */
export const PROBLEMS = {
  "bad-request": {
    status: 400,
    title: "The request is not valid HTTP",
    meaning:
      "The request line, a header or the framing of the body could not be read, so the request was not looked at.",
    remedy: "Send the request with an HTTP library or with curl, and name only the path in the request line.",
  },
  "invalid-json": {
    status: 400,
    title: "The body is not JSON",
    meaning: "The body could not be parsed as JSON in UTF-8. The detail names the place where parsing stopped.",
    remedy: "Check for a trailing comma, single quotes or names without quotes. None of them is JSON.",
  },
  forbidden: {
    status: 403,
    title: "You may not do that",
    meaning:
      "The delete token is missing or not the right one, another web page made this request to a Preflight in local mode, or another Preflight made it.",
    remedy:
      "Send the token that the diagnosis was created with as `Authorization: Bearer <token>`. In local mode, use Preflight's own pages or a script.",
  },
  "not-found": {
    status: 404,
    title: "There is nothing here",
    meaning: "No diagnosis has this id, or there is no such address in the API.",
    remedy: "Check the address. Ids are 22 characters long, and upper and lower case matter.",
  },
  "method-not-allowed": {
    status: 405,
    title: "This address does not support that method",
    meaning: "The address exists, but not for the method of the request.",
    remedy: "Use one of the methods that the `Allow` header of the answer lists.",
  },
  "not-acceptable": {
    status: 406,
    title: "None of the formats asked for is available",
    meaning: "The `Accept` header or the `format` parameter names only formats that this address does not have.",
    remedy: "Ask for `application/json`, or for one of the formats that the detail lists.",
  },
  "request-timeout": {
    status: 408,
    title: "The request took too long to arrive",
    meaning: "The headers or the body of the request did not arrive in time.",
    remedy: "Send the request again, over a better connection or with a smaller body.",
  },
  gone: {
    status: 410,
    title: "This diagnosis is gone",
    meaning: "The diagnosis existed, and then expired or was deleted by the person who made it.",
    remedy: "Make the diagnosis again; it gets a new id.",
  },
  "payload-too-large": {
    status: 413,
    title: "The body is too large",
    meaning: "The body is larger than this address accepts. The detail names the limit.",
    remedy: "Leave out what the diagnosis does not need. Response bodies play no part in CORS.",
  },
  "unsupported-media-type": {
    status: 415,
    title: "The body has the wrong media type",
    meaning: "The body is not declared as `application/json`, or it is compressed.",
    remedy: "Send `Content-Type: application/json` and no `Content-Encoding`.",
  },
  "misdirected-request": {
    status: 421,
    title: "This host is not served here",
    meaning: "The `Host` header names a host that this Preflight does not answer for.",
    remedy:
      "Use the public address. Whoever operates this Preflight sets it with PUBLIC_URL; a proxy must pass `Host` on.",
  },
  "invalid-request": {
    status: 422,
    title: "Some fields are not valid",
    meaning: "The request was understood, but one or more of its fields have values that make no sense.",
    remedy: "Each entry of `errors` points at one field and says what is wrong with it.",
  },
  "target-denied": {
    status: 422,
    title: "Preflight may not contact this target",
    meaning: "The URL leads to an address that this Preflight does not contact, such as one in a private network.",
    remedy:
      "Run the commands that the answer lists and paste their output, evaluate responses offline, or run Preflight on your own machine with PRIVATE_TARGETS=allow.",
  },
  "rate-limited": {
    status: 429,
    title: "Too many diagnoses",
    meaning: "Your network address has started as many diagnoses as one address may start per minute.",
    remedy: "Wait as many seconds as the `Retry-After` header says.",
  },
  busy: {
    status: 429,
    title: "This target is being diagnosed already",
    meaning: "Several diagnoses of the same host are running. Preflight spares the host a further one.",
    remedy: "Wait as many seconds as the `Retry-After` header says.",
  },
  "header-fields-too-large": {
    status: 431,
    title: "The headers are too large",
    meaning: "The request line and the headers together are larger than Preflight reads.",
    remedy: "Send long input in the body of a POST request.",
  },
  internal: {
    status: 500,
    title: "Preflight made a mistake",
    meaning: "Something failed inside Preflight. It was logged under the id in `instance`.",
    remedy: "Try again. If it happens again, report it with that id.",
  },
  "not-ready": {
    status: 503,
    title: "Preflight is not ready",
    meaning: "Preflight is starting or shutting down, or its database does not answer.",
    remedy: "Try again in a few seconds.",
  },
} as const satisfies Record<string, ProblemDescription>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A failure as a value; `problemResponse` puts it on the wire. */
export interface Problem {
  readonly code: ProblemCode;
  readonly detail?: string;
  /** The query of a GET request counts as the same object as the body of a POST. */
  readonly errors?: readonly FieldError[];
  /** Further members of the problem document. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ProblemPlace {
  readonly publicUrl: string;
  readonly requestId: string;
}

export const PROBLEM_MEDIA_TYPE = "application/problem+json";

/** The JSON of a problem: `type` is the URL of the problem's page, `instance` the id under which it was logged. */
export function problemDocument(problem: Problem, { publicUrl, requestId }: ProblemPlace): Record<string, unknown> {
  const { status, title } = PROBLEMS[problem.code];
  return {
    type: `${publicUrl}/problems/${problem.code}`,
    title,
    status,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    instance: requestId,
    ...(problem.errors === undefined ? {} : { errors: problem.errors }),
    ...problem.extensions,
  };
}

export function problemResponse(problem: Problem, place: ProblemPlace): Response {
  return new Response(`${JSON.stringify(problemDocument(problem, place), null, 2)}\n`, {
    status: PROBLEMS[problem.code].status,
    headers: { ...problem.headers, "content-type": PROBLEM_MEDIA_TYPE, "cache-control": "no-store" },
  });
}
