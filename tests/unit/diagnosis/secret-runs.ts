import fc from "fast-check";
import { BROWSERS_BUILT } from "#lib/browsers/browsers.ts";
import type { Exchange } from "#lib/contract/diagnosis.ts";
import type { ObservedAnswer, ObservedRecord } from "#lib/diagnosis/observe.ts";
import { NO_PROBES } from "#lib/diagnosis/probes/fact.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import type { IncomingResponse, OutgoingRequest } from "#lib/fetch/exchange.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { drive, recordingKey } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";
import { PAGE, requestOf } from "./finding-case.ts";

/** A run with secrets in every place that can hold one. */
export interface SecretRun {
  readonly secrets: readonly string[];
  readonly record: ObservedRecord;
}

const SECRETS = 9;

/** Secrets of which none is part of another or of anything else; some need encoding. */
const secrets = fc.tuple(
  ...Array.from({ length: SECRETS }, (_, index) =>
    fc
      .tuple(fc.stringMatching(/^[A-Za-z0-9]{8,20}$/), fc.constantFrom("", "+/==", " two", '"q"', "%2F", "'<>", "é"))
      .map(([random, special]) => `zq${String(index)}${random}${special}`),
  ),
);

const places = fc.record({
  userinfo: fc.boolean(),
  repeatedKey: fc.boolean(),
  method: fc.constantFrom("GET", "PUT", "POST"),
  credentials: fc.constantFrom("omit", "same-origin", "include"),
  mode: fc.constantFrom("cors", "cors", "no-cors", "same-origin"),
});

type Places = typeof places extends fc.Arbitrary<infer T> ? T : never;

const hop = fc.record({
  to: fc.constantFrom("relative", "query", "absolute", "page", "userinfo", "nested", "path", "same"),
  status: fc.constantFrom(301, 302, 303, 307, 308),
  allowOrigin: fc.constantFrom("*", "echo", "echo", null),
  secret: fc.nat(SECRETS - 1),
});
type Hop = typeof hop extends fc.Arbitrary<infer T> ? T : never;

const inQuery = (secret: string) => encodeURIComponent(secret);
/** As servers write it that do not encode: UTF-8 bytes in a header. */
const asBytes = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));

function locationOf({ to, secret }: Hop, all: readonly string[]): string {
  const text = all[secret] ?? "";
  switch (to) {
    case "relative":
      return `/login?token=${inQuery(text)}&page=2`;
    case "query":
      return asBytes(`?key=${text.replaceAll("%", "%25").replaceAll("+", "%2B")}`);
    case "absolute":
      return `https://cdn.example/login?page=2&sig=${inQuery(text)}#access_token=${inQuery(text)}`;
    case "page":
      return `${PAGE}/callback?code=${inQuery(text)}`;
    case "userinfo":
      return `https://user:${inQuery(text)}@api.example/`;
    case "nested":
      return `https://sso.example/?next=${encodeURIComponent(`/cb?code=${inQuery(text)}`)}`;
    case "path":
      return `/echo/${inQuery(text)}`;
    case "same":
      return "?page=2";
  }
}

function fieldsOf(all: readonly string[], { userinfo, repeatedKey, ...fields }: Places): Partial<RequestFields> {
  const [password = "", token = "", fragment = "", bearer = "", key = "", cookie = ""] = all;
  const headers: [string, string][] = [
    ["Authorization", `Bearer ${bearer}`],
    ["Cookie", `a=1; sid=${cookie}`],
    ["X-Page", "2"],
    ["X-Api-Key", key],
    ["X-CSRF-Token", password],
  ];
  if (repeatedKey) headers.push(["x-api-key", cookie]);
  const user = userinfo ? `user:${inQuery(password)}@` : "";
  const url = `https://${user}api.example/orders?page=2&token=${inQuery(token)}#id_token=${inQuery(fragment)}`;
  return { ...fields, url, headers };
}

function answerOf(request: OutgoingRequest, hops: readonly Hop[], all: readonly string[]): IncomingResponse {
  const hop = hops[request.hop];
  const origin = request.headers.find(([name]) => name === "Origin")?.[1] ?? "*";
  const allow: HeaderLine[] = [
    ["Access-Control-Allow-Origin", origin],
    ["Access-Control-Allow-Credentials", "true"],
    ["Access-Control-Allow-Methods", "PUT"],
    ["Access-Control-Allow-Headers", "authorization, x-api-key, x-csrf-token, x-page"],
  ];
  const setCookie: HeaderLine[] = [
    ["Set-Cookie", `session=${inQuery(all[6] ?? "")}; Path=/`],
    ["X-Auth-Token", all[7] ?? ""],
    ["Proxy-Authorization", all[8] ?? ""],
  ];
  if (request.role === "preflight") return { kind: "response", status: 204, headers: [...allow, ...setCookie] };
  const allowOrigin = hop?.allowOrigin ?? "echo";
  const lines: HeaderLine[] =
    allowOrigin === "echo" ? allow : [["Access-Control-Allow-Origin", hop?.allowOrigin ?? "*"]];
  const cors = hop?.allowOrigin === null ? [] : lines;
  const location: HeaderLine[] = hop === undefined ? [] : [["Location", locationOf(hop, all)]];
  const echo: HeaderLine = ["X-Echo", all[hop?.secret ?? 0] ?? ""];
  return { kind: "response", status: hop?.status ?? 403, headers: [...cors, ...setCookie, ...location, echo] };
}

function recordOf(request: FetchRequest, hops: readonly Hop[], all: readonly string[]): ObservedRecord {
  const entries = new Map<string, ObservedAnswer>();
  const exchanges: Exchange[] = [];
  for (const { profile } of Object.values(BROWSERS_BUILT)) {
    drive(corsFetch(request, profile), (outgoing, occurrence) => {
      const key = recordingKey(outgoing, occurrence);
      const answer = answerOf(outgoing, hops, all);
      if (entries.has(key)) return answer;
      const { role, hop, method, url, headers } = outgoing;
      const bodyStart = `Refused: ${all.join(", ")} ${all.map(encodeURIComponent).join()} ${JSON.stringify(all)}`;
      const index = exchanges.push({
        role,
        hop,
        request: { method, url, headers: [...headers, ["Cookie", `sid=${all[5] ?? ""}`]] },
        response: { status: answer.status, httpVersion: null, headers: answer.headers, bodyStart },
        failure: null,
        remoteAddress: "192.0.2.1",
        timingMs: null,
      });
      entries.set(key, { request: outgoing, occurrence, answer, exchange: index - 1 });
      return answer;
    });
  }
  return { request, cookiesGiven: true, exchanges, recording: [...entries.values()], probes: NO_PROBES };
}

export const secretRuns: fc.Arbitrary<SecretRun> = fc
  .tuple(secrets, places, fc.array(hop, { maxLength: 5 }))
  .map(([all, where, hops]) => ({ secrets: all, record: recordOf(requestOf(fieldsOf(all, where)), hops, all) }));
