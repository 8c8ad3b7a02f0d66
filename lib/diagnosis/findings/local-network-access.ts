import { defineFinding } from "../finding.ts";
import { localRequests, PLACES, type LocalRequestParams } from "../local-requests.ts";

export const localNetworkAccess = defineFinding({
  id: "local-network-access",
  severity: "warning",
  title: "A public page needs the user's permission for a local address",
  about:
    'When a page from a public address requests an address of the user\'s machine (`loopback`) or network (`local`), the browser asks the user first. This is Local Network Access, not CORS. The browser asks once it is connected and before it sends the request, so no header of the response can answer for the user; `Access-Control-Allow-Private-Network` has no effect. After a yes CORS applies as usual. After a no, or where nobody can be asked as in a headless browser, the request fails.\n\nChrome asks since version 142, and since 147 also for WebSocket and WebTransport. Firefox asks since 147 with strict tracking protection, and from 151 to 153 step by step for everybody. Safari does not ask. The page has to be a secure context.\n\nA frame of another origin also needs the consent of the page around it: `allow="loopback-network"` or `allow="local-network"` since Chrome 145, `allow="local-network-access"` before.',
  explain: ({ page, url, address, space }: LocalRequestParams) =>
    `\`${url}\` leads to \`${address}\`, on ${PLACES[space]}. If \`${page}\` comes from a public address, the browser asks the user for permission: Chrome since version 142, Firefox from 151 to 153 step by step; Safari does not ask. The question comes before the request is sent, so no header helps; after a yes CORS applies as usual. After a no Chrome prints "… has been blocked by CORS policy: Permission was denied for this request to access the \`${space}\` address space." in its console.`,
  detect: (observation) => localRequests(observation, "https"),
});
