import { serializeOrigin } from "#lib/fetch/origin.ts";
import { browserNames } from "../browser-names.ts";
import { defineReason } from "../finding.ts";

export const mixedContent = defineReason({
  id: "mixed-content",
  title: "A page loaded over https requests an http URL",
  about:
    "This is not CORS: browsers block insecure requests from secure pages before they look at CORS. Use the https URL. `http://localhost` is exempt, but not in WebKit.",
  params: ({ run, observation }) => ({
    url: run.outcome.error?.url ?? "",
    page: serializeOrigin(observation.request.origin),
    browsers: browserNames(observation, ({ outcome }) => outcome.error?.reason === "mixed-content"),
  }),
  explain: ({ url, page, browsers }) =>
    `The page \`${page}\` was loaded over https and requests \`${url}\` over http. ${browsers.join(" and ")} ${browsers.length === 1 ? "blocks" : "block"} this as mixed content and ${browsers.length === 1 ? "sends" : "send"} nothing; CORS headers do not change it.`,
  evidence: () => [{ request: "url" }],
});
