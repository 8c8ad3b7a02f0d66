import { equalsByteCaseInsensitive, hasHeader } from "#lib/fetch/header-list.ts";
import { defineFinding, responseHeaderEvidence } from "../finding.ts";

const ALLOW = "Access-Control-Allow-Private-Network";
const REQUEST = "Access-Control-Request-Private-Network";

export const privateNetworkHeaderWithoutEffect = defineFinding({
  id: "private-network-header-without-effect",
  severity: "info",
  title: "A header of Private Network Access has no effect",
  about:
    "`Access-Control-Allow-Private-Network` and `Access-Control-Request-Private-Network` belong to Private Network Access, a proposal that was withdrawn. Chrome sent its preflights from version 92 to 137, only to warn, and has ignored both headers since 138. What took its place is Local Network Access: the browser asks the user, and no header takes part. The response header does no harm and can go.",
  explain: ({ name, preflighted }: { name: string; preflighted: boolean }) =>
    `\`${name}\` belongs to Private Network Access, which was withdrawn; no browser acts on it. ${preflighted ? "Set by a script, it only makes the request need a preflight." : "It does no harm and can go."} Since version 142 Chrome asks the user instead.`,
  detect: ({ request, exchanges, main }) => {
    const answered = exchanges.flatMap(({ response }, index) =>
      hasHeader(response?.headers ?? [], ALLOW) ? responseHeaderEvidence({ exchanges }, index, ALLOW) : [],
    );
    const asked = request.headers.flatMap(([name], index) =>
      equalsByteCaseInsensitive(name, REQUEST) ? [{ request: "headers" as const, index }] : [],
    );
    const preflighted = main.outcome.preflight.because.some(({ name = "" }) =>
      equalsByteCaseInsensitive(name, REQUEST),
    );
    return [
      { params: { name: ALLOW, preflighted: false }, evidence: answered },
      { params: { name: REQUEST, preflighted }, evidence: asked },
    ].filter(({ evidence }) => evidence.length > 0);
  },
});
