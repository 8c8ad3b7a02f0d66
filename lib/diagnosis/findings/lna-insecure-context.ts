import { defineFinding } from "../finding.ts";
import { localRequests, PLACES, type LocalRequestParams } from "../local-requests.ts";

export const lnaInsecureContext = defineFinding({
  id: "lna-insecure-context",
  severity: "warning",
  title: "A public page over http requests a local address",
  about:
    "Chrome lets a page from a public address reach the user's machine (`loopback`) or network (`local`) only from a secure context, and only with the user's permission. Since version 142 it blocks such requests of a page over http without asking, before they are sent. This is Local Network Access, not CORS: no response header changes it, and `Access-Control-Allow-Private-Network` has no effect.\n\nServe the page over https. In Chrome it may then request `localhost`, private IP addresses and `.local` names over http; for other names of the local network there is `fetch(url, { targetAddressSpace: \"local\" })`. Other browsers may block those as mixed content.",
  explain: ({ page, url, address, space }: LocalRequestParams) =>
    `\`${url}\` leads to \`${address}\`, on ${PLACES[space]}, and \`${page}\` is loaded over http. If that page comes from a public address, Chrome since version 142 blocks the request whatever the headers say, and prints "… has been blocked by CORS policy: The request client is not a secure context and the resource is in more-private address space \`${space}\`." in its console. From a page over https Chrome asks the user instead.`,
  detect: (observation) => localRequests(observation, "http"),
});
