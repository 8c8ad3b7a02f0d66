import type { ScriptRequest } from "./script-request.ts";
import { asText, BlobBag, FormBag, pairsOf, RequestBag, type ObjectValue, type Value } from "./values.ts";
import { MULTIPART_TYPE } from "../multipart.ts";

/** `fetch(input, init)`. https://fetch.spec.whatwg.org/#dom-global-fetch */
export function fetchCall([input, init]: readonly Value[]): ScriptRequest {
  const inner = input instanceof RequestBag ? fetchCall([input.input, input.init]) : null;
  const options: ObjectValue = new Map([...(inner?.options ?? []), ...(init instanceof Map ? init : [])]);
  const body = options.get("body");
  return {
    shownAs: "fetch()",
    initiator: "fetch",
    url: inner?.url ?? (input instanceof RequestBag ? undefined : input),
    method: options.get("method") ?? "GET",
    headers: pairsOf(options.get("headers")).map(([name, value]) => [name, asText(value)]),
    body,
    impliedType: typeOfBody(body),
    options,
  };
}

/** What the body itself says of its type; a string says nothing here, because a browser adds that. https://fetch.spec.whatwg.org/#concept-bodyinit-extract */
export function typeOfBody(body: Value): string | null {
  if (body instanceof URLSearchParams) return "application/x-www-form-urlencoded;charset=UTF-8";
  if (body instanceof FormBag) return MULTIPART_TYPE;
  return body instanceof BlobBag && body.type !== "" ? body.type : null;
}
