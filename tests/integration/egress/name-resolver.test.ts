import { describe, expect, test } from "vitest";
import { createEgress } from "#lib/egress/egress.ts";
import { publicNameResolver, systemNameResolver } from "#lib/egress/name-resolver.ts";
import { nameServer, type NameAnswer } from "./name-server.ts";

const V4: NameAnswer = { addresses: ["93.184.215.14", "93.184.215.15"] };
const V6: NameAnswer = { addresses: ["2606:2800:21f:cb07:6820:80da:af6b:8b2c"] };
const NOTHING: NameAnswer = { addresses: [] };

const signal = () => new AbortController().signal;

describe("the public resolver", () => {
  test("returns the addresses of both families, IPv4 first", async () => {
    const { server, questions } = await nameServer((_name, type) => (type === "A" ? V4 : V6));
    expect(await publicNameResolver([server]).resolve("both.example", signal())).toEqual([
      "93.184.215.14",
      "93.184.215.15",
      "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
    ]);
    expect(questions.sort()).toEqual(["both.example A", "both.example AAAA"]);
  });

  test.each<{ name: string; a: NameAnswer; aaaa: NameAnswer; expected: string[] | string }>([
    { name: "one family is enough", a: V4, aaaa: NOTHING, expected: ["93.184.215.14", "93.184.215.15"] },
    {
      name: "one family is enough when the other fails",
      a: V4,
      aaaa: "failure",
      expected: ["93.184.215.14", "93.184.215.15"],
    },
    { name: "no such name", a: "not-found", aaaa: "not-found", expected: "name-not-found" },
    { name: "a name without addresses", a: NOTHING, aaaa: NOTHING, expected: "name-not-found" },
    { name: "a server that fails", a: "failure", aaaa: "failure", expected: "name-lookup-failed" },
    { name: "a server that fails for one family", a: "not-found", aaaa: "failure", expected: "name-lookup-failed" },
  ])("$name", async ({ a, aaaa, expected }) => {
    const { server } = await nameServer((_name, type) => (type === "A" ? a : aaaa));
    const resolved = publicNameResolver([server]).resolve("some.example", signal());
    if (typeof expected === "string")
      await expect(resolved).rejects.toMatchObject({ name: "NameLookupError", code: expected });
    else expect(await resolved).toEqual(expected);
  });

  test("does not look into the hosts file", async () => {
    const { server } = await nameServer(() => "not-found");
    const resolved = publicNameResolver([server]).resolve("localhost", signal());
    await expect(resolved).rejects.toMatchObject({ code: "name-not-found" });
  });

  test("is cancelled at once by the signal, with its reason", { timeout: 2_000 }, async () => {
    const controller = new AbortController();
    const reason = new Error("The user left");
    const { server } = await nameServer(() => {
      controller.abort(reason);
      return "silence";
    });
    await expect(publicNameResolver([server]).resolve("slow.example", controller.signal)).rejects.toBe(reason);
  });

  test("a silent server ends as a time-out of the guard", async () => {
    const { server } = await nameServer(() => "silence");
    const egress = createEgress({ resolver: publicNameResolver([server]), lookupTimeoutMs: 100 });
    expect(await egress.check("http://slow.example/", signal())).toEqual({ kind: "unresolved", code: "timeout" });
  });

  test("a name server that changes its mind gains nothing: each answer is checked", async () => {
    let lookups = 0;
    const { server } = await nameServer((_name, type) => {
      if (type === "AAAA") return NOTHING;
      lookups += 1;
      return { addresses: [lookups === 1 ? "93.184.215.14" : "169.254.169.254"] };
    });
    const egress = createEgress({ resolver: publicNameResolver([server]) });
    expect(await egress.check("http://rebinding.example/", signal())).toMatchObject({ kind: "admitted" });
    expect(await egress.check("http://rebinding.example/", signal())).toEqual({
      kind: "denied",
      denial: "cloud-metadata",
    });
  });
});

describe("the system's resolver", () => {
  test("knows the names of the hosts file", async () => {
    const addresses = await systemNameResolver().resolve("localhost", signal());
    expect(addresses.some((address) => ["127.0.0.1", "::1"].includes(address))).toBe(true);
  });

  test("does not begin when the signal is aborted", async () => {
    const reason = new Error("The user left");
    await expect(systemNameResolver().resolve("localhost", AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
