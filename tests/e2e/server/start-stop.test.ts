import type { Socket } from "node:net";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buildIfDue, createPlace, startInVain, startServer, type Place } from "#tests/e2e/started-server.ts";
import { postJson, readDiagnosis } from "./api-client.ts";
import { answerWith, startTarget } from "./loopback-target.ts";

let place: Place;

beforeAll(buildIfDue);

beforeEach(async () => {
  place = await createPlace();
});

afterEach(() => {
  place.remove();
});

/** A server with a diagnosis that waits for its target. */
async function startBusyServer() {
  const server = await startServer(place, { PRIVATE_TARGETS: "allow" });
  const held = Promise.withResolvers<Socket>();
  const target = await startTarget((socket) => {
    held.resolve(socket);
  });
  const answer = postJson(`${place.origin}/api/v1/diagnoses`, { url: target.origin, origin: "http://page.example" });
  answer.catch(() => undefined);
  return { server, target, answer, held: await held.promise };
}

/** Resolves when the server takes no more connections. */
async function refusesConnections(): Promise<void> {
  await expect
    .poll(
      () =>
        fetch(`${place.origin}/api/health/live`).then(
          ({ status }) => String(status),
          () => "refused",
        ),
      { timeout: 20_000 },
    )
    .toBe("refused");
}

describe("stopping", () => {
  test.each(["SIGTERM", "SIGINT"] as const)("on %s lets a running diagnosis end first", async (signal) => {
    const { server, target, answer, held } = await startBusyServer();
    const ended = server.stop(signal);
    await refusesConnections();
    answerWith("200 OK", ["Access-Control-Allow-Origin: *"])(held, "");
    expect(await readDiagnosis(await answer)).toMatchObject({ outcome: "allowed" });
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`Preflight is ready on ${place.origin}\n`);
    expect(stdout).toContain("Preflight has stopped");
    expect(place.countDiagnoses()).toBe(1);
    await target.close();
  });

  test("on a second signal is at once", async () => {
    const { server, target, answer } = await startBusyServer();
    const ended = server.stop();
    await refusesConnections();
    await server.stop();
    expect(await ended).toMatchObject({ code: 1 });
    await expect(answer).rejects.toThrow("fetch failed");
    expect(place.countDiagnoses()).toBe(0);
    await target.close();
  });
});

describe("a start that fails says why, in words", () => {
  test.each<{ name: string; environment: () => Record<string, string>; stderr: () => string }>([
    {
      name: "with all that is wrong with the configuration",
      environment: () => ({ PORT: "80a", RETENTION_DAYS: "0", PUBLIC_URL: "preflight.example", LOG_LEVEL: "loud" }),
      stderr: () =>
        [
          "Preflight cannot start with this configuration:",
          "  PORT must be a whole number",
          "  PUBLIC_URL must be an origin such as https://preflight.example, without a path",
          "  RETENTION_DAYS must be from 1 to 3650",
          "  LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent",
          "",
        ].join("\n"),
    },
    {
      name: "when others could reach a private network through it",
      environment: () => ({ ...place.environment, PRIVATE_TARGETS: "allow", HOST: "0.0.0.0" }),
      stderr: () =>
        "Preflight cannot start with this configuration:\n" +
        "  HOST must be 127.0.0.1 or ::1 or localhost when PRIVATE_TARGETS is allow: everyone who reaches it could reach your private network through it\n",
    },
  ])("$name", async ({ environment, stderr }) => {
    expect(await startInVain(environment())).toMatchObject({ code: 1, stderr: stderr() });
  });

  test("when its ports are taken", async () => {
    const server = await startServer(place);
    const other = await createPlace();
    const sentence = (address: string, setting: string) =>
      `Preflight could not start: cannot listen on ${address}: another program listens there already. ${setting} chooses another.\n`;
    const { PORT = "", LAB_PORT = "" } = place.environment;
    expect(await startInVain({ ...other.environment, PORT })).toMatchObject({
      code: 1,
      stderr: sentence(`127.0.0.1, port ${PORT}`, "HOST or PORT"),
    });
    const labPorts = [0, 1, 2].map((offset) => Number(LAB_PORT) + offset).join(", ");
    expect(await startInVain({ ...other.environment, LAB_PORT })).toMatchObject({
      code: 1,
      stderr: sentence(`the lab's ports ${labPorts}`, "LAB_PORT"),
    });
    other.remove();
    await server.stop();
  });
});
