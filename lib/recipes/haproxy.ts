import { haproxyHeaderValue, haproxyString } from "./quoting.ts";
import type { CorsPolicy, Recipe } from "./recipe.ts";

export const haproxy: Recipe<"haproxy"> = {
  id: "haproxy",
  name: "HAProxy",
  language: "haproxy",
  servers: ["HAProxy"],
  docs: "https://docs.haproxy.org/2.6/configuration.html#http-after-response",
  install: null,
  trap:
    "`http-response` leaves out the answers that HAProxy makes itself, such as a 503 or this preflight's: only " +
    "`http-after-response` reaches all. Rules run in their order, so authentication has to stand below.",
  verified: true,
  write: (policy) => [
    { place: "in the `frontend` section, above its other `http-request` rules", code: code(policy).join("\n") },
  ],
};

function code({ origin, credentials, methods, headers, exposed }: CorsPolicy): string[] {
  const anyOrigin = origin === "*";
  const set = (name: string, value: string) =>
    `http-after-response set-header ${name} ${haproxyHeaderValue(value)}${anyOrigin ? "" : " if { var(txn.cors) -m bool }"}`;
  const isPreflight = "METH_OPTIONS { req.hdr(Access-Control-Request-Method) -m found }";
  return [
    ...(anyOrigin
      ? [`http-request return status 204 if ${isPreflight}`]
      : [
          `http-request set-var(txn.cors) bool(true) if { req.hdr(Origin) -m str ${haproxyString(origin)} }`,
          `http-request return status 204 if { var(txn.cors) -m bool } ${isPreflight}`,
        ]),
    "# The application behind may answer with CORS headers of its own: two layers would contradict each other.",
    "http-after-response del-header Access-Control- -m beg",
    set("Access-Control-Allow-Origin", origin),
    ...(anyOrigin ? [] : ["http-after-response add-header Vary Origin"]),
    ...(credentials ? [set("Access-Control-Allow-Credentials", "true")] : []),
    set("Access-Control-Allow-Methods", methods.join(", ")),
    ...(headers.length > 0 ? [set("Access-Control-Allow-Headers", headers.join(", "))] : []),
    ...(exposed.length > 0 ? [set("Access-Control-Expose-Headers", exposed.join(", "))] : []),
  ];
}
