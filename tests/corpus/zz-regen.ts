import { writeFileSync, readFileSync } from "node:fs";
import { CHROMIUM, FIREFOX, WEBKIT } from "#lib/browsers/browsers.ts";
import { differencesOf, measuredCases } from "./measured.ts";
const old = JSON.parse(readFileSync(new URL("not-modelled.json", import.meta.url), "utf8"));
const out = {};
for (const [n, b] of [
  ["chromium", CHROMIUM],
  ["firefox", FIREFOX],
  ["webkit", WEBKIT],
]) {
  out[n] = {};
  for (const r of measuredCases(n)) {
    const d = differencesOf(r, b);
    if (d.length) out[n][r.name] = d;
    if (JSON.stringify(d) !== JSON.stringify(old[n][r.name] ?? []))
      console.log(n, r.name, JSON.stringify(old[n][r.name] ?? []), "->", JSON.stringify(d));
  }
  console.log(n, Object.keys(out[n]).length);
}
if (process.argv[2] === "write")
  writeFileSync(new URL("not-modelled.json", import.meta.url), JSON.stringify(out, null, 1) + "\n");
