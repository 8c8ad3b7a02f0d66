import type { Reason } from "#lib/contract/terms.ts";
import { getHeaderLines } from "#lib/fetch/header-list.ts";
import {
  answerInsteadOfRedirecting,
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

type OtherReason = Exclude<Reason, `preflight-${string}` | `allow-${string}`>;

const useCors: Repairs = ({ hop }) => [client(setRequest("mode", "cors")), ...answerInsteadOfRedirecting(hop - 1)];
const answerHere: Repairs = ({ hop }) => answerInsteadOfRedirecting(hop);
const followRedirects: Repairs = ({ hop }) => [
  client(setRequest("redirect", "follow")),
  ...answerInsteadOfRedirecting(hop),
];

const withoutUserinfo: Repairs = ({ error }) => callDirectly(error.url);

const redirectWithUserinfo: Repairs = (obstacle) => {
  const location = URL.parse(obstacle.error.value ?? "");
  if (location === null) return answerHere(obstacle);
  location.username = "";
  location.password = "";
  return [server(setLine(obstacle, "Location", location.href)), ...callDirectly(location.href)];
};

const invalidLocation: Repairs = (obstacle) => {
  const { refused, error, hop } = obstacle;
  const role = refused?.request.role ?? "actual";
  const lines = getHeaderLines(refused?.response.headers ?? [], "location");
  const target = lines.map((line) => URL.parse(line, error.url)).find((url) => url !== null);
  if (role === "preflight") return [server({ role, hop, op: "remove", name: "Location", necessary: true })];
  return [
    ...(target == null || lines.length < 2 ? [] : [server(setLine(obstacle, "Location", target.href))]),
    ...answerHere(obstacle),
  ];
};

const useHttps: Repairs = (obstacle) => {
  const { error, hop } = obstacle;
  const secure = URL.parse(error.url);
  if (secure === null) return [];
  secure.protocol = "https:";
  const redirect: Repair[] =
    hop === 0
      ? []
      : [
          server({ role: "actual", hop: hop - 1, op: "set", name: "Location", value: secure.href, necessary: true }),
          ...answerInsteadOfRedirecting(hop - 1),
        ];
  return [...redirect, ...callDirectly(secure.href)];
};

const sendText: Repairs = ({ request, hop, error }) => [
  ...(request.body === "stream" ? [client(setRequest("body", "text"))] : []),
  ...callDirectly(error.value ?? ""),
  ...answerInsteadOfRedirecting(hop),
];

const letOthersLoad: Repairs = (obstacle) => [
  server(setLine(obstacle, "Cross-Origin-Resource-Policy", "cross-origin")),
  ...useCors(obstacle),
];

/** An origin server asks for a login with 401; 407 is a proxy's. */
const answerAsOriginServer: Repairs = ({ refused, hop }: Obstacle) =>
  refused?.request.role === "preflight"
    ? [server(setStatus("preflight", hop, 204))]
    : [server(setStatus("actual", hop, 401))];

export const OTHER_REPAIRS: RepairTable<OtherReason> = {
  "redirect-location-credentials": redirectWithUserinfo,
  "redirect-scheme-not-http": answerHere,
  "redirect-invalid-location": invalidLocation,
  "redirect-too-many": () => answerInsteadOfRedirecting(0),
  "redirect-mode-error": followRedirects,
  "redirect-no-cors-not-follow": ({ hop }) => [
    client(setRequest("redirect", "follow")),
    ...answerInsteadOfRedirecting(hop - 1),
  ],
  "redirect-stream-body": sendText,
  "mode-same-origin-cross-origin": useCors,
  "scheme-not-cors-enabled": () => [],
  "forbidden-method": () => [client(setRequest("method", "GET"))],
  "no-cors-method": useCors,
  "url-with-credentials": withoutUserinfo,
  "get-with-body": () => [client({ request: "body", op: "remove", necessary: true })],
  "mixed-content": useHttps,
  "bad-port": ({ hop }) => answerInsteadOfRedirecting(hop - 1),
  "corp-blocked": letOthersLoad,
  "network-error": answerAsOriginServer,
};
