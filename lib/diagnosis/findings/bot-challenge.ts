import { botProtectionBehind } from "../causes/bot-protections.ts";
import { defineCause } from "../causes/define-cause.ts";

export const botChallenge = defineCause({
  id: "bot-challenge",
  title: "A bot protection answers instead of the server",
  about:
    "A firewall or bot protection in front of the server answers with a challenge, a puzzle or a refusal of its own, and the server behind it never sees the request. Such pages are meant for people who navigate: a fetch cannot show them, and a preflight carries no cookie of a challenge that was passed. Exempt the API's paths from challenges, or at least the method OPTIONS.\n\nPreflight's requests come from a server. A bot protection may challenge them where it lets a browser through, so look at the request in the browser's network panel too.",
  params: (answer) => ({
    protection: botProtectionBehind(answer)?.name ?? "",
    isReplay: answer.exchange.remoteAddress !== null,
  }),
  explain: ({ request, status, protection, isPreflight, isReplay }) => [
    `\`${request}\` was answered by the bot protection of ${protection} (status ${String(status)}), and the server behind it never saw it.`,
    `${isPreflight ? "A preflight cannot pass a challenge, because it carries no cookies: exempt `OPTIONS` requests from it." : "A fetch cannot show a challenge to the user: exempt the API's paths from it."}${isReplay ? " Preflight asks from a server, so a browser may be let through where Preflight is not." : ""}`,
  ],
  evidence: (answer) => [botProtectionBehind(answer)?.evidence ?? null],
});
