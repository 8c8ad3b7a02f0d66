import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildIfDue, createPlace, startServer, type Place, type StartedServer } from "../started-server.ts";

let place: Place;
let server: StartedServer;

beforeAll(async () => {
  await buildIfDue();
  place = await createPlace();
  server = await startServer(place);
});
afterAll(async () => {
  await server.stop();
  place.remove();
});

test("the README's example prints what the README says", () => {
  const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
  const [, command = "", printed = ""] = /```sh\n(curl[^`]*)```\n\n```text\n([^`]*)```/.exec(readme) ?? [];
  const ports = [
    [":3000", `:${String(place.port)}`],
    [":3101", `:${String(place.port + 1)}`],
    [":3102", `:${String(place.port + 2)}`],
  ] as const;
  const here = ports.reduce((text, [documented, actual]) => text.replaceAll(documented, actual), command);
  const output = execFileSync("bash", ["-c", here], { encoding: "utf8" });
  // Longer ports break lines elsewhere, so the words are compared and not the lines.
  const words = (text: string) => text.split(/\s+/).filter(Boolean);
  const there = ports.reduce((text, [documented, actual]) => text.replaceAll(actual, documented), output);
  expect(words(there)).toEqual(words(printed));
});
