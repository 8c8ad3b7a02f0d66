import { defineReason } from "../finding.ts";

export const badPort = defineReason({
  id: "bad-port",
  title: "The port belongs to another protocol",
  about:
    "Browsers refuse a fixed list of ports that belong to other protocols, such as 6000 or 6667. Serve the URL on another port.",
  params: ({ run }) => ({ url: run.outcome.error?.url ?? "", port: run.outcome.error?.value ?? "" }),
  explain: ({ url, port }) =>
    `\`${url}\` uses port ${port}, which browsers never contact. Nothing is sent; CORS headers do not change it.`,
  evidence: () => [{ request: "url" }],
});
