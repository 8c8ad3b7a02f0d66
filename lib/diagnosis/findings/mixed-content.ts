import { serializeOrigin } from "#lib/fetch/origin.ts";
import { defineReason } from "../finding.ts";

export const mixedContent = defineReason({
  id: "mixed-content",
  title: "A page loaded over https requests an http URL",
  about:
    "This is not CORS: browsers block insecure requests from secure pages before they look at CORS. Use the https URL. `http://localhost` is exempt, but not in WebKit.",
  params: ({ run, observation }) => ({
    url: run.outcome.error?.url ?? "",
    page: serializeOrigin(observation.request.origin),
  }),
  explain: ({ url, page }) =>
    `The page \`${page}\` was loaded over https and requests \`${url}\` over http. Browsers block this as mixed content and send nothing; CORS headers do not change it.`,
  evidence: () => [{ request: "url" }],
});
