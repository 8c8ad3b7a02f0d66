import type { Edit } from "#lib/contract/diagnosis.ts";
import type { Reason } from "#lib/contract/terms.ts";
import { byteLowercase, getHeader, getHeaderLines } from "#lib/fetch/header-list.ts";
import { isToken } from "#lib/fetch/method.ts";
import { isCorsResponseHeader, isNeedless } from "../needless-headers.ts";
import {
  callDirectly,
  client,
  server,
  setLine,
  setRequest,
  setStatus,
  type Obstacle,
  type Repair,
  type Repairs,
  type RepairTable,
} from "./repair.ts";

type PreflightReason = Exclude<
  Extract<Reason, `preflight-${string}`>,
  `preflight-allow-${"origin" | "credentials"}-${string}`
>;

const ALLOW_METHODS = "Access-Control-Allow-Methods";
const ALLOW_HEADERS = "Access-Control-Allow-Headers";

const answerPreflight: Repairs = ({ hop }) => [server(setStatus("preflight", hop, 204))];

const redirected: Repairs = (obstacle) => {
  const { error } = obstacle;
  const location = URL.parse(error.value ?? "", error.url);
  const isTwin = location !== null && sameSite(location.href, error.url);
  const direct = location === null ? [] : callDirectly(location.href);
  const answered = answerPreflight(obstacle);
  return isTwin ? [...direct, ...answered] : [...answered, ...direct];
};

const allowMethod: Repairs = (obstacle) => {
  const asked = asks(obstacle, "method");
  const upper = asked.map((method) => method.toUpperCase());
  const allowed = [...listed(obstacle, ALLOW_METHODS), ...asked];
  const repairs = [server(setLine(obstacle, ALLOW_METHODS, distinct(allowed).join(", ")))];
  // Servers tell methods apart by case, and know this one in capitals.
  const isMisspelt = obstacle.request.method === "patch";
  return isMisspelt ? [client(setRequest("method", upper[0] ?? "")), ...repairs] : repairs;
};

const allowHeaders: Repairs = (obstacle) => {
  const asked = asks(obstacle, "headers");
  const names = listed(obstacle, ALLOW_HEADERS);
  const known = new Set(names.map(byteLowercase));
  const added = asked.filter((name) => !known.has(byteLowercase(name)));
  const allow = server(setLine(obstacle, ALLOW_HEADERS, distinct([...names, ...added]).join(", ")));
  const drop = withoutNeedless(obstacle, added.length > 0 ? added : asked);
  const isWrong = obstacle.error.headerName !== undefined && isCorsResponseHeader(obstacle.error.headerName);
  return isWrong ? [...drop, allow] : [allow, ...drop];
};

/** Leaves out what the page could do without, if that is all that is refused. */
function withoutNeedless({ request }: Obstacle, refused: readonly string[]): Repair[] {
  const needless = refused.filter((name) => isNeedless(name, request));
  if (needless.length === 0) return [];
  const edits = needless.map((name): Edit => ({ request: "header", op: "remove", name, necessary: true }));
  return [client(...edits)];
}

/** What the preflight asks for. */
function asks({ refused }: Obstacle, what: "method" | "headers"): string[] {
  const value = refused === null ? "" : (getHeader(refused.request.headers, `access-control-request-${what}`) ?? "");
  return value.split(",").filter((name) => name !== "");
}

/** What the answer lists, as far as it can be understood; a `*` that counts as a name is left out. */
function listed({ refused, request }: Obstacle, name: string): string[] {
  const lines = refused === null ? [] : getHeaderLines(refused.response.headers, name);
  const words = lines.flatMap((line) => line.split(/[\s,;:"'()<>[\]{}/\\=?@]+/));
  return words.filter((word) => isToken(word) && !(word === "*" && request.credentials === "include"));
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}

/** The same host, or that host with or without `www.`. */
function sameSite(a: string, b: string): boolean {
  const host = (url: string) => (URL.parse(url)?.hostname ?? "").replace(/^www\./, "");
  return host(a) === host(b);
}

export const PREFLIGHT_REPAIRS: RepairTable<PreflightReason> = {
  "preflight-redirect": redirected,
  "preflight-status-not-ok": answerPreflight,
  "preflight-allow-methods-unparsable": allowMethod,
  "preflight-allow-headers-unparsable": allowHeaders,
  "preflight-method-not-allowed": allowMethod,
  "preflight-header-not-allowed": allowHeaders,
  "preflight-authorization-wildcard": allowHeaders,
};
