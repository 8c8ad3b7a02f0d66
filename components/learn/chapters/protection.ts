import type { Chapter } from "../chapter.ts";

export const protection: Chapter = {
  id: "same-origin-policy",
  title: "What is protected, and from whom",
  blocks: [
    "Your browser is logged in to many places and stands inside your network. Any page that you open can make it send requests there. The [same-origin policy](term:same-origin-policy) keeps that harmless: a script may read what comes from its own origin, and of everything else it learns as little as possible.",
    "CORS, cross-origin resource sharing, is how a server gives that up, knowingly, for some pages. It takes nothing away: without CORS everything across origins is refused. So a message about CORS never means that CORS is in the way. It means that the server has not agreed, or that it agreed in words that the browser does not accept.",
    "It is worth being exact about who is protected. The user is, and the data that the server shows to this user. The server is not:",
    {
      list: [
        "**`curl`, Postman and servers** do not ask for permission. Only browsers enforce CORS, because only a browser acts for a user who did not write the code. If it works in `curl`, that proves the server is up, and no more.",
        "**Writing is not prevented.** A form on any page can post to your server with the user's cookies; the page just cannot read the answer. Against this, cross-site request forgery, use `SameSite` cookies, tokens, or a check of `Origin` on the server. CORS is no substitute.",
        "**It is not access control.** An API that must not be read by everybody needs a login. `Access-Control-Allow-Origin` with a short list does not stop anyone who writes a program.",
        "**WebSockets** are not covered at all. The handshake carries `Origin`, and the server has to check it.",
      ],
    },
    "A refusal also does not mean that nothing happened. Unless there was a [preflight](term:preflight), the request arrived, the server did its work, and only the answer was kept from the script.",
  ],
};
