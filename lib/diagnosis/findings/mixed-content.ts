import { privateAddressSpace } from "#lib/fetch/address-space.ts";
import { serializeOrigin } from "#lib/fetch/origin.ts";
import { isBlockedMixedContent } from "#lib/fetch/potentially-trustworthy.ts";
import { browserNames } from "../browser-names.ts";
import { defineReason, urlEvidence } from "../finding.ts";
import { PLACES } from "../local-requests.ts";

const LIST = new Intl.ListFormat("en-GB");

export const mixedContent = defineReason({
  id: "mixed-content",
  title: "A page loaded over https requests an http URL",
  about:
    "This is not CORS: browsers block insecure requests of secure pages before they look at CORS. Serve the URL over https. Where a redirect leads from https to http, the server often does not know that a proxy in front of it ends TLS: correct the scheme in its `Location`.\n\n`http://localhost` and `http://127.0.0.1` are exempt in Chromium and Firefox, not in WebKit. Chromium also exempts private IP addresses and `.local` names, because Local Network Access governs them. Images, audio and video that a page embeds are not blocked but requested over https.",
  params: ({ run, observation }) => {
    const { origin } = observation.request;
    const url = run.outcome.error?.url ?? "";
    const space = privateAddressSpace(new URL(url).hostname);
    return {
      url,
      page: serializeOrigin(origin),
      redirectedFrom: run.outcome.urlList.at(-2) ?? "",
      browsers: browserNames(observation, ({ outcome }) => outcome.error?.reason === "mixed-content"),
      exempt: browserNames(observation, ({ browser }) => !isBlockedMixedContent(origin, new URL(url), browser.profile)),
      place: space === null ? "" : PLACES[space],
    };
  },
  explain: ({ url, page, redirectedFrom, browsers, exempt, place }) =>
    [
      redirectedFrom === ""
        ? `The page \`${page}\` was loaded over https and requests \`${url}\` over http.`
        : `The page \`${page}\` was loaded over https, and \`${redirectedFrom}\` redirects its request to \`${url}\` over http.`,
      `${LIST.format(browsers)} ${browsers.length === 1 ? "blocks" : "block"} this as mixed content and ${browsers.length === 1 ? "sends" : "send"} nothing there; CORS headers do not change it.`,
      ...(exempt.length === 0
        ? []
        : [`${LIST.format(exempt)} ${exempt.length === 1 ? "makes" : "make"} an exception for ${place}.`]),
      redirectedFrom === "" ? "Request it over https." : "Have the redirect lead to https.",
    ].join(" "),
  evidence: ({ run, observation }) => urlEvidence(observation, run, run.outcome.urlList.length - 1),
});
