import { describe, expect, test } from "vitest";
import { evaluate, type SuppliedResponse } from "#lib/diagnosis/evaluate.ts";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import { answering, httpTarget, PAGE, PUBLIC_URL, RETENTION_MS, startService, tcpTarget } from "./service-fixture.ts";

const ANY: HeaderLine = ["Access-Control-Allow-Origin", "*"];

async function saved(...lines: readonly HeaderLine[]) {
  const target = await answering(200, ...lines);
  const service = await startService({ ports: [target.port] });
  const diagnosis = await service.diagnose({ url: target.url, origin: PAGE });
  return { target, service, diagnosis, id: diagnosis.id ?? "", token: diagnosis.deleteToken ?? "" };
}

describe("a saved diagnosis", () => {
  test("has an unguessable id, a permalink, and the dates between which it can be read", async () => {
    const { diagnosis, id, token, service } = await saved(ANY);
    expect(id).toMatch(/^[\w-]{22}$/);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(diagnosis.permalink).toBe(`${PUBLIC_URL}/d/${id}`);
    expect(diagnosis.createdAt).toBe(new Date(service.clock.now).toISOString());
    expect(diagnosis.expiresAt).toBe(new Date(service.clock.now + RETENTION_MS).toISOString());
  });

  test("is read back as it was returned, less the token that deletes it", async () => {
    const { diagnosis, id, token, service } = await saved(ANY, ["X-Note", "Größe"]);
    const { deleteToken: _deleteToken, ...rest } = diagnosis;
    expect(await service.services.getDiagnosis(id)).toStrictEqual({ kind: "found", diagnosis: rest });
    expect(service.rows().join("")).not.toContain(token);
  });

  test("is deleted by its token alone", async () => {
    const { id, token, service } = await saved(ANY);
    const { services } = service;
    expect(await services.deleteDiagnosis(id, "")).toBe("forbidden");
    expect(await services.deleteDiagnosis(id, `${token}x`)).toBe("forbidden");
    expect((await services.getDiagnosis(id)).kind).toBe("found");
    expect(await services.deleteDiagnosis(id, token)).toBe("deleted");
    expect(await services.getDiagnosis(id)).toEqual({ kind: "gone" });
    expect(await services.deleteDiagnosis(id, token)).toBe("gone");
    expect(service.rows().join("")).not.toContain("/orders");
  });

  test("is gone when its time is over", async () => {
    const { id, token, service } = await saved(ANY);
    service.clock.now += RETENTION_MS - 1;
    expect((await service.services.getDiagnosis(id)).kind).toBe("found");
    service.clock.now += 1;
    expect(await service.services.getDiagnosis(id)).toEqual({ kind: "gone" });
    expect(await service.services.deleteDiagnosis(id, token)).toBe("gone");
  });

  test("of another id there is none", async () => {
    const { service, token } = await saved(ANY);
    expect(await service.services.getDiagnosis("x".repeat(22))).toEqual({ kind: "not-found" });
    expect(await service.services.deleteDiagnosis("x".repeat(22), token)).toBe("not-found");
  });
});

describe("what is saved", () => {
  test.each<{ name: string; input: object; neverSave?: boolean; rows: number }>([
    { name: "everything, unless told otherwise", input: {}, rows: 1 },
    { name: "not what must not be", input: { save: false }, rows: 0 },
    { name: "not what is only a check", input: { expect: "allowed" }, rows: 0 },
    { name: "a check that asks for it", input: { expect: "allowed", save: true }, rows: 1 },
    { name: "nothing through a way that never saves", input: { save: true }, neverSave: true, rows: 0 },
  ])("$name", async ({ input, neverSave = false, rows }) => {
    const target = await answering(200, ANY);
    const service = await startService({ ports: [target.port] });
    const diagnosis = await service.diagnose({ url: target.url, origin: PAGE, ...input }, { neverSave });
    expect(service.rows()).toHaveLength(rows);
    const { id, permalink, createdAt, expiresAt, deleteToken } = diagnosis;
    const isNull = [id, permalink, createdAt, expiresAt].map((value) => value === null);
    expect(isNull).toEqual(Array(4).fill(rows === 0));
    expect(deleteToken === undefined).toBe(rows === 0);
  });
});

describe("what is expected", () => {
  test.each([
    { expect: "allowed", allow: true, met: true },
    { expect: "allowed", allow: false, met: false },
    { expect: "blocked", allow: true, met: false },
    { expect: "blocked", allow: false, met: true },
    { expect: "allow-origin-missing", allow: false, met: true },
    { expect: "allow-origin-mismatch", allow: false, met: false },
    { expect: "allow-origin-missing", allow: true, met: false },
  ])("$expect of a server that allows: $allow, met: $met", async ({ expect: expected, allow, met }) => {
    const target = await answering(200, ...(allow ? [ANY] : []));
    const service = await startService({ ports: [target.port] });
    const diagnosis = await service.diagnose({ url: target.url, origin: PAGE, expect: expected });
    expect(diagnosis.expectation).toEqual({ met });
  });

  test("an open verdict meets neither", async () => {
    const target = await answering(200, ANY, ["Access-Control-Allow-Methods", "PUT"]);
    const service = await startService({ ports: [target.port] });
    for (const expected of ["allowed", "blocked"]) {
      const input = { url: target.url, origin: PAGE, method: "PUT", expect: expected };
      expect((await service.diagnose(input)).expectation).toEqual({ met: false });
    }
  });

  test("without an expectation there is no word about one", async () => {
    const { diagnosis } = await saved(ANY);
    expect(diagnosis).not.toHaveProperty("expectation");
  });
});

describe("a stored diagnosis evaluates to its own verdict", () => {
  /** The request and the responses that chromium got, as a client would post them for an evaluation. */
  function again({ request, exchanges, browsers }: Diagnosis) {
    const { url, origin, method, headers, credentials, mode, redirect } = request;
    const body = request.bodyBytes > 0 ? "x".repeat(request.bodyBytes) : undefined;
    const fields = { url, origin, method, headers: [...headers], credentials, mode, redirect, body };
    const responses = (browsers.chromium?.exchanges ?? []).map((index): SuppliedResponse => {
      const { response, failure } = exchanges[index]!;
      if (response !== null) return { status: response.status, headers: response.headers };
      return { failure: { phase: failure!.phase, code: failure!.code } };
    });
    return { fields, responses };
  }

  test.each<{ name: string; input: object; lines?: HeaderLine[] }>([
    { name: "allowed", input: {}, lines: [ANY] },
    { name: "blocked", input: { headers: { "X-Api-Key": "secret-key-1" } } },
    { name: "a redirect whose secrets differ", input: { url: "/r?token=secret-one-1" }, lines: [ANY] },
    {
      name: "repeated secret headers",
      input: {
        headers: [
          ["X-Api-Key", "a"],
          ["x-api-key", "b"],
        ],
        url: "/p",
      },
    },
    { name: "a password", input: { url: "http://user:secret-pw@a.example/" } },
    { name: "a POST with a body", input: { method: "POST", body: "{}", headers: { "Content-Type": "text/plain" } } },
    { name: "no answer", input: { url: "/x" } },
  ])("$name", async ({ input, lines = [] }) => {
    const target = await httpTarget((request, response) => {
      const path = request.url ?? "";
      if (path === "/x") return void response.destroy();
      const isRedirect = path.includes("secret-one-1");
      const more = isRedirect ? ["Location", "/r?token=secret-two-2"] : [];
      const preflight = path === "/p" ? [...ANY, "Access-Control-Allow-Headers", "x-api-key"] : [];
      response.writeHead(isRedirect ? 302 : 200, [...lines.flat(), ...more, ...preflight]).end();
    });
    const service = await startService({ ports: [target.port] });
    const given: { url: string } = { url: target.url, ...input };
    const url = new URL(given.url, target.url).href;
    const diagnosis = await service.diagnose({ origin: PAGE, ...given, url });
    const lookup = await service.services.getDiagnosis(diagnosis.id ?? "");
    if (lookup.kind !== "found") throw new Error(lookup.kind);

    const { fields, responses } = again(lookup.diagnosis);
    const read = readFields(fields);
    if (!read.ok) throw new Error(JSON.stringify(read.errors));
    const { outcome } = evaluate(read.request, responses).main;
    expect([outcome.outcome, outcome.error?.reason ?? null]).toEqual([diagnosis.outcome, diagnosis.reason]);
    expect(outcome.urlList.length).toBe(1 + Math.max(0, ...diagnosis.exchanges.map(({ hop }) => hop)));

    const evaluated = await service.services.evaluate({ ...fields, responses });
    expect(evaluated).toMatchObject({
      kind: "diagnosis",
      diagnosis: { source: "supplied", outcome: diagnosis.outcome, reason: diagnosis.reason },
    });
  });
});

describe("a caller who leaves", () => {
  test("is told by the signal's reason, the connection is closed, and the slot is free", async () => {
    const caller = new AbortController();
    const reason = new Error("The user left");
    let isFirst = true;
    const target = await tcpTarget((socket) => {
      if (isFirst) caller.abort(reason);
      else socket.end("HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\n\r\n");
      isFirst = false;
    });
    const service = await startService({ ports: [target.port], slotsPerHost: 1 });
    const input = { url: target.url, origin: PAGE };
    await expect(service.result(input, { signal: caller.signal })).rejects.toBe(reason);
    await expect.poll(() => [...target.sockets][0]?.destroyed).toBe(true);
    expect(service.rows()).toEqual([]);

    const startedAt = performance.now();
    expect((await service.diagnose(input)).outcome).toBe("allowed");
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test("before anything began sends nothing", async () => {
    const target = await answering(200, ANY);
    const service = await startService({ ports: [target.port] });
    const reason = new Error("The user left");
    const left = service.result({ url: target.url, origin: PAGE }, { signal: AbortSignal.abort(reason) });
    await expect(left).rejects.toBe(reason);
    expect(target.sockets.size).toBe(0);
  });
});

test("a failing database is no diagnosis: the promise rejects, and the slot is free", async () => {
  const target = await answering(200, ANY);
  const service = await startService({ ports: [target.port], slotsPerHost: 1 });
  expect(await service.services.isReady()).toBe(true);
  await service.closeStore();
  expect(await service.services.isReady()).toBe(false);
  const input = { url: target.url, origin: PAGE };
  await expect(service.result(input)).rejects.toThrow("driver has already been destroyed");
  expect((await service.diagnose({ ...input, save: false })).outcome).toBe("allowed");
});
