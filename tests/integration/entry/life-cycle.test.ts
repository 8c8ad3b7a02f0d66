import { once } from "node:events";
import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { closeGracefully } from "#lib/entry/graceful-close.ts";
import { describeListenError, listen } from "#lib/entry/listen.ts";
import { serve } from "./served.ts";

/** A server with one request that waits for its answer. */
async function serveOneWaiting() {
  const waiting = Promise.withResolvers<ServerResponse>();
  const served = await serve(
    {},
    {
      handle: (_, response) => {
        waiting.resolve(response);
        return Promise.resolve();
      },
    },
  );
  const request = get(`http://127.0.0.1:${served.port}/`, { agent: new Agent({ keepAlive: true }) });
  const answered = once(request, "response") as Promise<[IncomingMessage]>;
  answered.catch(() => undefined);
  return { served, answered, response: await waiting.promise };
}

describe("closeGracefully", () => {
  test("lets a running request end and takes no new one", async () => {
    const { served, answered, response } = await serveOneWaiting();
    const closed = closeGracefully(served.server, 60_000);
    const refused = once(get(`http://127.0.0.1:${served.port}/`), "error") as Promise<[NodeJS.ErrnoException]>;
    expect((await refused)[0].code).toBe("ECONNREFUSED");
    response.end("late");
    const [answer] = await answered;
    expect(answer.statusCode).toBe(200);
    answer.resume();
    expect(await closed).toBe("ended");
  });

  test("cuts off what does not end in time", async () => {
    const { served, answered } = await serveOneWaiting();
    expect(await closeGracefully(served.server, 1)).toBe("cut-off");
    await expect(answered).rejects.toMatchObject({ code: "ECONNRESET" });
  });
});

describe("listen", () => {
  async function failureOf(port: number, host: string): Promise<string> {
    return listen(createServer(), port, host).then(
      () => "listens",
      (error: unknown) => describeListenError(error as Error, `${host}, port ${port}`, "PORT"),
    );
  }

  test("says what to do when the port is taken", async () => {
    const { port } = await serve();
    expect(await failureOf(port, "127.0.0.1")).toBe(
      `cannot listen on 127.0.0.1, port ${port}: another program listens there already. PORT chooses another.`,
    );
  });

  test("says so when the address is not one of this machine", async () => {
    expect(await failureOf(0, "192.0.2.1")).toBe(
      "cannot listen on 192.0.2.1, port 0: it is not an address of this machine. PORT chooses another.",
    );
  });
});
