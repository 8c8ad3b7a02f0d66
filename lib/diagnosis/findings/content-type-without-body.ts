import { normalizeMethod } from "#lib/fetch/method.ts";
import { needlessHeaders, whatHeadersDo, type NeedlessHeadersParams } from "../author-headers.ts";
import { defineFinding } from "../finding.ts";
import { isTypeOfNoBody } from "../needless-headers.ts";

export const contentTypeWithoutBody = defineFinding({
  id: "content-type-without-body",
  severity: "warning",
  title: "`Content-Type` on a request without a body",
  about:
    "`Content-Type` says what the body of this very request is; GET and HEAD have none. With a value such as `application/json` it makes a preflight necessary for nothing, often because a client sets it for all requests. To ask for JSON, use `Accept`, which needs no permission.",
  explain: (params: NeedlessHeadersParams & { method: string }) =>
    `${whatHeadersDo(params)} A \`${params.method}\` request has no body that it could describe; leave it out.`,
  detect: (observation) =>
    needlessHeaders(observation, (name) => isTypeOfNoBody(name, observation.request)).map(({ params, ...rest }) => ({
      ...rest,
      params: { ...params, method: normalizeMethod(observation.request.method) },
    })),
});
