import { DELETE_COOKIE_NAME } from "#lib/config/defaults.ts";
import type { ApiCall } from "./answer.ts";
import type { Problem } from "./problems.ts";

/**
 * `POST /d/{id}/deletion`: the form of the browser that made a diagnosis without JavaScript. The token is in a cookie
 * that no other site's request carries; afterwards the diagnosis' own page says that it is gone.
 */
export async function postDeletion({ request, context }: ApiCall, id: string): Promise<Response | Problem> {
  const site = request.headers.get("sec-fetch-site");
  const token = cookieOf(request.headers, DELETE_COOKIE_NAME);
  if (token === null || (site !== null && site !== "same-origin")) {
    return { code: "forbidden", detail: "Only the browser that made this diagnosis may delete it here, for a day." };
  }
  if ((await context.services.deleteDiagnosis(id, token)) === "forbidden") {
    return { code: "forbidden", detail: "This is not its delete token." };
  }
  const path = `/d/${encodeURIComponent(id)}`;
  return new Response(null, {
    status: 303,
    headers: {
      location: path,
      "set-cookie": `${DELETE_COOKIE_NAME}=; Path=${path}; Max-Age=0`,
      "cache-control": "no-store",
    },
  });
}

function cookieOf(headers: Headers, name: string): string | null {
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
}
