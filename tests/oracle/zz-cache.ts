import { readFileSync } from "node:fs";
import { BROWSERS_BUILT } from "#lib/browsers/browsers.ts";
import { generateCases } from "./generated.ts";
import { predict } from "./prediction.ts";
const name = process.argv[2];
const bad = new Set(
  JSON.parse(readFileSync(`/tmp/explore-${name}.json`))
    .filter((c) => c.d.includes("wire"))
    .map((c) => c.id),
);
for (const { oracleCase: c } of generateCases(name, { count: 5000, seed: 1 })) {
  const p = predict(c, BROWSERS_BUILT[name]);
  if (p.run.outcome.trace.some((t) => t.detail.includes("still covers"))) {
    const w = p.observation.wire;
    const i = w.findIndex((r, i) => i > 0 && r.method !== "OPTIONS" && w[i - 1].method !== "OPTIONS");
    const f = (h) =>
      h
        .filter(([k]) => /^(access|location)/i.test(k))
        .map(([k, v]) => k.toLowerCase().replace("access-control-", "").replace("allow-", "a-") + "=" + v)
        .join(" | ");
    console.log(
      bad.has(c.id) ? "BAD " : "ok  ",
      c.id,
      c.page.isSandboxed ? "SB" : "",
      c.request.credentials,
      w.map((r) => r.method + (r.headers.find((h) => h[0] === "Origin")?.[1] === "null" ? "*" : "")).join(" "),
      JSON.stringify(c.request.headers)
        .replace(/(.)\1{20,}/g, "$1…")
        .slice(0, 120),
      c.hops
        .slice(0, 2)
        .map((h) => h.actual.status + " " + f(h.preflight.headers))
        .join(" || ")
        .slice(0, 330),
    );
  }
}
