import { serializeOrigin } from "#lib/fetch/origin.ts";
import { defineFinding } from "../finding.ts";

export const notACorsRequest = defineFinding({
  id: "not-a-cors-request",
  severity: "info",
  title: "CORS does not apply to this request",
  about:
    "A request to the page's own origin is not subject to CORS: scheme, host and port are the same. No CORS header is needed, and none changes anything.",
  explain: ({ origin }: { origin: string }) =>
    `The page and the URL have the same origin, \`${origin}\`, so the browser makes no CORS check.`,
  detect: ({ main, request }) =>
    main.outcome.readable.type === "basic" && request.origin.kind === "tuple"
      ? [{ params: { origin: serializeOrigin(request.origin) }, evidence: [{ request: "url" as const }] }]
      : [],
});
