const WHAT_TO_PASTE =
  "Paste the request's URL, a cURL command, a `fetch()` call, a raw HTTP request, a HAR file or the red line from the browser's console.";

/** What a text is that looks like data about requests and is none that can be read; null where it may be a request. */
export function refusalOf(text: string): string | null {
  const start = text.trimStart();
  if (start === "") return `There is nothing in it. ${WHAT_TO_PASTE}`;
  if (/^[{[]/.test(start)) {
    const json = parsed(start);
    if (json !== undefined) return refusalOfJson(json);
  }
  if (/^(openapi|swagger):\s/m.test(start)) return OPENAPI;
  if (/^<(!doctype|html|head|body|script|div|svg|\?xml|!--)/i.test(start)) {
    return `This is a page's markup. ${WHAT_TO_PASTE}`;
  }
  if (isStackTrace(start)) {
    return "This is a stack trace, which does not say what was requested. Paste the line about CORS that stands near it in the console, or copy the request as cURL from the browser's network panel.";
  }
  return null;
}

export const TOO_LONG = "This is too long for one request. Copy the one request that is blocked, and paste that.";

/** For what nothing else recognised. */
export const UNRECOGNISED = `No request was found in this. ${WHAT_TO_PASTE}`;

const OPENAPI =
  "This describes an API. A diagnosis is about one request: paste the URL of one of its paths, with the server's address before it, or the cURL command that your API tool shows for it.";

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusalOfJson(json: unknown): string {
  const { info, openapi, swagger, item } = Object(json) as Record<string, unknown>;
  const { schema, _postman_id: postmanId } = Object(info) as Record<string, unknown>;
  if (
    postmanId !== undefined ||
    (typeof schema === "string" && schema.includes("getpostman.com")) ||
    (info !== undefined && Array.isArray(item))
  ) {
    return "This is a Postman collection. A diagnosis is about one request: open it in Postman, choose “Code”, then “cURL”, and paste that.";
  }
  if (openapi !== undefined || swagger !== undefined) return OPENAPI;
  return `This is JSON, perhaps a body or an answer, and does not say what was requested. ${WHAT_TO_PASTE}`;
}

function isStackTrace(text: string): boolean {
  return (
    /^[ \t]*at [^\n]{0,300}:\d+(:\d+)?\)?[ \t]*$/m.test(text) ||
    /^[^\s@]{0,100}@(https?|file|webpack)[^\n]{0,500}:\d+:\d+[ \t]*$/m.test(text) ||
    /^Traceback \(most recent call last\)/m.test(text)
  );
}
