import type { Plan } from "#lib/diagnosis/plan.ts";
import { hasHeader } from "#lib/fetch/header-list.ts";
import { hostOf } from "#lib/render/request-line.ts";
import type { Draft } from "./draft.ts";

type Asked = Pick<Draft, "url" | "credentials" | "redirect">;

const LIST = new Intl.ListFormat("en", { type: "conjunction" });

/** What the answers mean for the page where CORS does not decide, as a sentence; null where it does. */
export function roleOfCors(plan: Plan): string | null {
  if (plan.requests.length === 0) return null;
  switch (plan.readable) {
    case "basic":
      return "The URL has the page’s own origin, so CORS plays no part: the page can read the answer, unless a redirect leads elsewhere.";
    case "opaque":
      return "The mode `no-cors` asks nobody for permission, and the page can read nothing of the answer.";
    case "cors":
    case "opaqueredirect":
    case "error":
      return null;
  }
}

/** What the browser keeps back from some or all of the requests, each as a sentence. */
export function withheld(plan: Plan, { url, credentials }: Asked): readonly string[] {
  const host = `\`${hostOf(url.trim())}\``;
  const preflight = plan.requests.find(({ role }) => role === "preflight");
  const actual = plan.requests.find(({ role }) => role === "actual");
  if (actual === undefined) return [];
  const lost = plan.lostInRedirects.map((name) => `\`${name}\``);
  return [
    ...(plan.includesCredentials
      ? preflight
        ? [`Cookies of ${host} go with the \`${actual.method}\`, never with the preflight.`]
        : []
      : [`Cookies of ${host} stay at home: the credentials mode is \`${credentials}\`.`]),
    ...(preflight && hasHeader(preflight.headers, "access-control-request-headers")
      ? ["The preflight names the headers, and carries none of their values."]
      : []),
    ...(lost.length > 0
      ? [`If a redirect leads to another origin, ${LIST.format(lost)} ${lost.length > 1 ? "stay" : "stays"} behind.`]
      : []),
  ];
}

/** What nothing but the answers and the user's own browser can tell, each as a sentence. */
export function unknown(plan: Plan, { url, redirect }: Asked): readonly string[] {
  if (plan.requests.length === 0) return [];
  const host = `\`${hostOf(url.trim())}\``;
  return [
    ...(plan.readable === "cors" ? ["Whether the server allows the page: only its answers say."] : []),
    ...(redirect === "follow" ? ["Whether it redirects: each redirect is one more request, and checked again."] : []),
    ...(plan.includesCredentials
      ? [`Which cookies the browser has for ${host}, and whether their \`SameSite\` lets them go along.`]
      : []),
    "What else the browser puts in: `Host`, `User-Agent`, `Referer`, `Sec-Fetch-*` and their like.",
  ];
}
