import type { Arbitrary } from "fast-check";
import { ID } from "../case.ts";
import type { Lines } from "./answers.ts";
import { weighted } from "./weighted.ts";

/** Where a URL leads, seen from the page. */
export type Site = "own" | "own-other-port" | "same-site" | "cross-site" | "third" | "other-scheme";

export const firstSite: Arbitrary<Site> = weighted<Site>(
  [62, "cross-site"],
  [9, "own"],
  [7, "own-other-port"],
  [8, "same-site"],
  [6, "third"],
  [8, "other-scheme"],
);

/** `stay` leads to the origin of the URL before. */
export const nextSite: Arbitrary<Site | "stay"> = weighted<Site | "stay">(
  [30, "stay"],
  [20, "cross-site"],
  [20, "third"],
  [15, "own"],
  [5, "same-site"],
  [5, "own-other-port"],
  [5, "other-scheme"],
);

const PORTS: Readonly<Record<string, string>> = { "http:": "8080", "https:": "8443" };

/** The origin of a site for a page of that origin; only ports that the servers listen on. */
export function originOf(site: Site, page: string): string {
  const { protocol, hostname, port } = new URL(page);
  const other = protocol === "http:" ? "https:" : "http:";
  switch (site) {
    case "own":
      return page;
    case "own-other-port":
      return `${protocol}//${hostname}${port === "" ? `:${PORTS[protocol] ?? ""}` : ""}`;
    case "same-site":
      return `${protocol}//api.${hostname}`;
    case "cross-site":
      return `${protocol}//api.test`;
    case "third":
      return `${protocol}//third.test`;
    case "other-scheme":
      return `${other}//api.test`;
  }
}

/** The lines of `Location` for a redirect from one URL to the next. */
export type LocationStyle = (next: string, from: string) => Lines;

const withUserinfo = (url: string, userinfo: string) => url.replace("//", `//${userinfo}@`);
const relative = (next: string, from: string) => {
  const [to, base] = [new URL(next), new URL(from)];
  return to.origin === base.origin ? to.pathname + to.search : next;
};

export const locationStyle: Arbitrary<LocationStyle> = weighted<LocationStyle>(
  [100, (next) => [next]],
  [12, (next, from) => [relative(next, from)]],
  [5, (next, from) => [new URL(next).protocol === new URL(from).protocol ? next.replace(/^\w+:/, "") : next]],
  [5, (next) => [`${next}#f`]],
  [8, (next) => [withUserinfo(next, "user:pass")]],
  [3, (next) => [withUserinfo(next, "user")]],
  [2, (next) => [withUserinfo(next, "")]],
  [3, () => []],
  [3, () => [""]],
  [2, (next) => [next, next]],
  [2, (next) => [next, `${next}&second`]],
  [3, () => [`http://[?id=${ID}`]],
  [2, () => [`https://a:b:c/?id=${ID}`]],
  [3, () => [`http://api.test:6000/c?id=${ID}`]],
  [2, () => [`ftp://api.test/c?id=${ID}`]],
  [2, () => [`foo:bar?id=${ID}`]],
  [2, () => [`data:text/plain,x?id=${ID}`]],
  [1, () => [`about:blank?id=${ID}`]],
  [1, () => [`file:///x?id=${ID}`]],
  [1, () => [`mailto:a@b?id=${ID}`]],
  [2, (_next, from) => [from]],
);

/** URLs that a page asks for although they are not on any server. */
export const strangeUrl: Arbitrary<(url: string) => string> = weighted<(url: string) => string>(
  [940, (url) => url],
  [15, (url) => `${url}#f`],
  [12, (url) => withUserinfo(url, "user:pass")],
  [12, () => `http://api.test:6000/c?id=${ID}`],
  [6, () => `ftp://api.test/c?id=${ID}`],
  [5, () => `foo:bar?id=${ID}`],
  [3, () => `file:///x?id=${ID}`],
  [3, () => `mailto:a@b?id=${ID}`],
  [4, () => `data:text/plain,x?id=${ID}`],
);
