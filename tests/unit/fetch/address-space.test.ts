import { expect, test } from "vitest";
import { isLoopbackHost, privateAddressSpace } from "#lib/fetch/address-space.ts";
import { PRIVATE_HOSTS } from "#tests/corpus/private-hosts.ts";

test("a loopback host stays on the machine", () => {
  expect(["localhost", "a.b.localhost", "127.0.0.1", "[::1]"].map(isLoopbackHost)).toEqual([true, true, true, true]);
  expect(["local", "127.0.0", "::1", "0.0.0.0", ""].map(isLoopbackHost)).toEqual([false, false, false, false, false]);
});

test.each(PRIVATE_HOSTS)("the host %s is in the private address space %s", (host, space) => {
  expect(privateAddressSpace(new URL(`http://${host}/`).hostname)).toBe(space);
});
