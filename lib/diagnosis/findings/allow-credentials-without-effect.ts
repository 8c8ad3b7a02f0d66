import { getHeader } from "#lib/fetch/header-list.ts";
import { defineFinding, responseHeaderEvidence } from "../finding.ts";

export const allowCredentialsWithoutEffect = defineFinding({
  id: "allow-credentials-without-effect",
  severity: "info",
  title: "`Access-Control-Allow-Credentials` has no effect beside `*`",
  about:
    "`Access-Control-Allow-Credentials: true` together with `Access-Control-Allow-Origin: *` never lets a request with credentials through, and it does no harm to one without. It usually shows that a more careful rule was meant.",
  explain: ({ url }: { url: string }) =>
    `The answer of \`${url}\` has \`Access-Control-Allow-Credentials: true\` beside \`Access-Control-Allow-Origin: *\`. This request carries no credentials, so it does not matter here; a request with credentials would be blocked.`,
  detect: ({ request, exchanges }) =>
    exchanges.flatMap((exchange, index) => {
      const headers = exchange.response?.headers ?? [];
      const hasBoth =
        getHeader(headers, "access-control-allow-origin") === "*" &&
        getHeader(headers, "access-control-allow-credentials") === "true";
      if (!hasBoth || request.credentials === "include") return [];
      const evidence = responseHeaderEvidence({ exchanges }, index, "access-control-allow-credentials");
      return [{ params: { url: exchange.request.url }, evidence }];
    }),
});
