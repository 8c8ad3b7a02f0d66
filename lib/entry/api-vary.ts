import type { ServerResponse } from "node:http";

/** The request headers of Next's page router, which it adds to `Vary` on every route. */
const ROUTER_HEADERS = /^(?:rsc|next-.+)$/i;

/** Keeps from an API answer's `Vary` what it does not vary by, so that caches keep one copy of it. */
export function keepRouterOutOfVary(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...args: readonly unknown[]) => ServerResponse;
  response.writeHead = (...args: readonly unknown[]) => {
    const vary = [response.getHeader("vary") ?? []].flat().join(",").split(",");
    const names = vary.map((name) => name.trim()).filter((name) => name !== "" && !ROUTER_HEADERS.test(name));
    if (names.length > 0) response.setHeader("vary", names.join(", "));
    else response.removeHeader("vary");
    return writeHead(...args);
  };
}
