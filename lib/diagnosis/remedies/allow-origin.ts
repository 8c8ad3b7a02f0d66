import type { ResponseEdit } from "#lib/contract/diagnosis.ts";
import type { Reason } from "#lib/contract/terms.ts";
import { getHeader } from "#lib/fetch/header-list.ts";
import {
  answerInsteadOfRedirecting,
  callDirectly,
  client,
  originSent,
  server,
  setLine,
  setRequest,
  type Obstacle,
  type Repair,
  type Repairs,
  type RepairTable,
} from "./repair.ts";

type AccessReason = Extract<Reason, `${"" | "preflight-"}allow-${"origin" | "credentials"}-${string}`>;

/** The ways past a failed CORS check: of a preflight and of any other answer they are the same. */
const allowOrigin: Repairs = (obstacle) => {
  const origin = originSent(obstacle);
  const { error, hop, request } = obstacle;
  const isTainted = origin === "null" && request.origin.kind === "tuple";
  return [
    ...(origin === null || origin === "null"
      ? []
      : [server(setLine(obstacle, ALLOW_ORIGIN, origin), ...varyOrigin(obstacle))]),
    // The page that asks at the end of the redirects keeps its origin, and nobody else is let in.
    ...(isTainted ? callDirectly(error.url) : []),
    // Never `null`, which any sandboxed frame has: where the origin is lost, all pages may read or none.
    ...(origin === "null" && request.credentials !== "include" ? [server(setLine(obstacle, ALLOW_ORIGIN, "*"))] : []),
    ...withoutCredentials(obstacle),
    ...answerInsteadOfRedirecting(hop - 1),
  ];
};

const allowCredentials: Repairs = (obstacle) => [
  server(setLine(obstacle, "Access-Control-Allow-Credentials", "true")),
  ...withoutCredentials(obstacle),
  ...callDirectly(obstacle.error.url),
];

const ALLOW_ORIGIN = "Access-Control-Allow-Origin";

/** A cache has to keep the answers to several origins apart. */
function varyOrigin({ refused, hop }: Obstacle): ResponseEdit[] {
  if (refused === null) return [];
  const names = (getHeader(refused.response.headers, "vary") ?? "").split(",").map((name) => name.trim().toLowerCase());
  if (names.includes("origin") || names.includes("*")) return [];
  const role = refused.request.role;
  return [{ role, hop, op: "append", name: "Vary", value: "Origin", necessary: false }];
}

function withoutCredentials({ request }: Obstacle): Repair[] {
  return request.credentials === "include" ? [client(setRequest("credentials", "same-origin"))] : [];
}

export const ACCESS_REPAIRS: RepairTable<AccessReason> = {
  "allow-origin-missing": allowOrigin,
  "allow-origin-wildcard-with-credentials": allowOrigin,
  "allow-origin-multiple-values": allowOrigin,
  "allow-origin-invalid-value": allowOrigin,
  "allow-origin-mismatch": allowOrigin,
  "allow-credentials-not-true": allowCredentials,
  "preflight-allow-origin-missing": allowOrigin,
  "preflight-allow-origin-wildcard-with-credentials": allowOrigin,
  "preflight-allow-origin-multiple-values": allowOrigin,
  "preflight-allow-origin-invalid-value": allowOrigin,
  "preflight-allow-origin-mismatch": allowOrigin,
  "preflight-allow-credentials-not-true": allowCredentials,
};
