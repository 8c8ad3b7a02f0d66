import { isAboutAllowOrigin } from "../access-check.ts";
import { blockedBy, defineFinding } from "../finding.ts";

export const opaquePageOrigin = defineFinding({
  id: "opaque-page-origin",
  severity: "warning",
  title: "The page has no origin of its own",
  about:
    "A page that is opened as a file, a frame with the attribute `sandbox` and no `allow-same-origin`, a page with the policy `sandbox` and a `data:` URL have an opaque origin. Their requests come with `Origin: null`, which no server can tell from any other such page. Serve files with a local web server, such as `http://localhost:8080`; give the frame `allow-same-origin` where its content is trusted.",
  explain: () =>
    "The page's origin is opaque, so the browser sends `Origin: null`. That is so for a page opened as a file, which needs a local web server to get an origin, and for a sandboxed frame without `allow-same-origin`.",
  detect: (observation) =>
    observation.request.origin.kind === "opaque" && blockedBy(observation, isAboutAllowOrigin) !== null
      ? [{ params: {}, evidence: [{ request: "origin" as const }] }]
      : [],
});
