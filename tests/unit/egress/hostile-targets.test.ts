import { createServer } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { undiciDialler, type Dialler } from "#lib/egress/connector.ts";
import { createEgress, type Egress } from "#lib/egress/egress.ts";
import type { NameResolver } from "#lib/egress/name-resolver.ts";
import { DENIAL_SENTENCES } from "#lib/egress/denial.ts";
import { createTransport } from "#lib/replay/transport.ts";
import { EGRESS_DENIALS, type EgressDenial } from "#lib/contract/terms.ts";
import { HOSTILE_TARGETS, OWN_ADDRESSES } from "./hostile-targets.ts";

const PUBLIC = "93.184.215.14";

let port: number;
let connections = 0;
let dials = 0;
const listener = createServer((socket) => {
  connections += 1;
  socket.destroy();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("No port");
  port = address.port;
});

afterAll(() => {
  listener.close();
});

beforeEach(() => {
  connections = 0;
  dials = 0;
});

/** Dials for real, so that a hole in the guard ends at the listener. */
const countingDialler: Dialler = (how) => {
  dials += 1;
  return undiciDialler({})(how);
};

const noName: NameResolver = {
  resolve: (hostname) => Promise.reject(new Error(`${hostname} must not be looked up`)),
};

function egressWith(resolver: NameResolver, dialler: Dialler = countingDialler): Egress {
  return createEgress({ resolver, dialler, ownAddresses: OWN_ADDRESSES, connectTimeoutMs: 500 });
}

async function expectDenied(egress: Egress, url: string, denial: EgressDenial): Promise<void> {
  const exchange = await createTransport(egress).send(
    { method: "GET", url, headers: [], body: null },
    { signal: new AbortController().signal, deadlineMs: 1_000 },
  );
  expect(exchange.failure).toEqual({ phase: "egress", code: denial, message: DENIAL_SENTENCES[denial] });
  expect(exchange.remoteAddress).toBeNull();
  expect({ dials, connections }).toEqual({ dials: 0, connections: 0 });
}

describe("a hostile URL is denied for its reason, and no socket is opened", () => {
  test.each(HOSTILE_TARGETS.map(({ url, denial }) => ({ name: JSON.stringify(url), url, denial })))(
    "$name: $denial",
    async ({ url, denial }) => {
      const egress = egressWith(noName);
      const target = url.replace("PORT", String(port));
      expect(await egress.check(target, new AbortController().signal)).toEqual({ kind: "denied", denial });
      await expectDenied(egress, target, denial);
    },
  );

  test("the table has a row for every reason", () => {
    expect(new Set(HOSTILE_TARGETS.map(({ denial }) => denial))).toEqual(new Set(EGRESS_DENIALS));
  });
});

describe("a harmless name with a hostile address is denied, and no socket is opened", () => {
  test.each<{ name: string; addresses: string[]; denial: EgressDenial }>([
    { name: "loopback", addresses: ["127.0.0.1"], denial: "loopback" },
    { name: "IPv6 loopback", addresses: ["::1"], denial: "loopback" },
    { name: "IPv4-mapped loopback", addresses: ["::ffff:127.0.0.1"], denial: "loopback" },
    { name: "private", addresses: ["10.1.2.3"], denial: "private" },
    { name: "metadata", addresses: ["169.254.169.254"], denial: "cloud-metadata" },
    { name: "IPv6 metadata", addresses: ["fd00:ec2::254"], denial: "cloud-metadata" },
    { name: "link-local with a zone", addresses: ["fe80::1%eth0"], denial: "link-local" },
    { name: "public with a zone", addresses: ["2606:4700::1%1"], denial: "reserved" },
    { name: "public first, then private", addresses: [PUBLIC, "192.168.0.1"], denial: "private" },
    { name: "private first, then public", addresses: ["192.168.0.1", PUBLIC], denial: "private" },
    { name: "public IPv4, loopback IPv6", addresses: [PUBLIC, "::1"], denial: "loopback" },
    {
      name: "a private one after more than are ever dialled",
      addresses: [...new Array<string>(9).fill(PUBLIC), "10.0.0.1"],
      denial: "private",
    },
    { name: "NAT64", addresses: ["64:ff9b::7f00:1"], denial: "ipv4-embedding" },
    { name: "6to4", addresses: ["2002:7f00:1::"], denial: "ipv4-embedding" },
    { name: "our own address", addresses: ["198.41.0.4"], denial: "own-address" },
    { name: "our own IPv6 address in another spelling", addresses: ["2001:503:ba3e::2:30"], denial: "own-address" },
    { name: "an answer that is no address", addresses: ["127.1"], denial: "invalid-host" },
  ])("$name: $denial", async ({ addresses, denial }) => {
    const egress = egressWith({ resolve: () => Promise.resolve(addresses) });
    const url = `http://target.example:${port}/`;
    expect(await egress.check(url, new AbortController().signal)).toEqual({ kind: "denied", denial });
    await expectDenied(egress, url, denial);
  });

  test("a name that is public for the check and private for the connection is denied", async () => {
    const answers = [[PUBLIC], ["127.0.0.1"]];
    const egress = egressWith({ resolve: () => Promise.resolve(answers.shift() ?? []) });
    const url = `http://rebinding.example:${port}/`;
    expect(await egress.check(url, new AbortController().signal)).toEqual({ kind: "admitted", addresses: [PUBLIC] });
    await expectDenied(egress, url, "loopback");
  });

  test("what is dialled is the address that was checked, not the name once more", async () => {
    const lookups: string[] = [];
    const dialled: string[] = [];
    const egress = egressWith(
      {
        resolve: (hostname) => (
          lookups.push(hostname),
          Promise.resolve(lookups.length === 1 ? [PUBLIC] : ["127.0.0.1"])
        ),
      },
      () =>
        ({ hostname }, callback) => {
          dialled.push(hostname);
          callback(new Error("offline"), null);
        },
    );
    const exchange = await createTransport(egress).send(
      { method: "GET", url: `http://rebinding.example:${port}/`, headers: [], body: null },
      { signal: new AbortController().signal, deadlineMs: 1_000 },
    );
    expect(exchange.failure?.code).toBe("host-unreachable");
    expect({ lookups, dialled, connections }).toEqual({
      lookups: ["rebinding.example"],
      dialled: [PUBLIC],
      connections: 0,
    });
  });
});
