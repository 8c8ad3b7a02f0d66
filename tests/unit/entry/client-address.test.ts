import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clientAddress } from "#lib/entry/client-address.ts";

const SOCKET = "203.0.113.9";

describe("clientAddress", () => {
  test.each([
    { hops: 0, forwardedFor: undefined, want: SOCKET },
    { hops: 0, forwardedFor: "192.0.2.1", want: SOCKET },
    { hops: 1, forwardedFor: "192.0.2.1", want: "192.0.2.1" },
    { hops: 1, forwardedFor: "10.0.0.1, 192.0.2.1", want: "192.0.2.1" },
    { hops: 1, forwardedFor: undefined, want: SOCKET },
    { hops: 1, forwardedFor: "", want: SOCKET },
    { hops: 1, forwardedFor: "192.0.2.1, unknown", want: SOCKET },
    { hops: 1, forwardedFor: "192.0.2.1:4711", want: "192.0.2.1" },
    { hops: 1, forwardedFor: "[2001:db8::1]:4711", want: "2001:db8::1" },
    { hops: 1, forwardedFor: "2001:db8::1", want: "2001:db8::1" },
    { hops: 2, forwardedFor: "10.0.0.1, 192.0.2.1, 198.51.100.1", want: "192.0.2.1" },
    { hops: 2, forwardedFor: "192.0.2.1", want: "192.0.2.1" },
  ])("behind $hops proxies, '$forwardedFor' comes from $want", ({ hops, forwardedFor, want }) => {
    expect(clientAddress(SOCKET, forwardedFor, hops)).toBe(want);
  });

  test("nothing that a client writes changes what our own proxies append", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 2 }), (forged, hops) => {
        const appended = ["192.0.2.1", "198.51.100.1"].slice(0, hops);
        const address = clientAddress(SOCKET, [forged, ...appended].join(","), hops);
        expect(address).toBe([...appended, SOCKET][0]);
      }),
    );
  });
});
