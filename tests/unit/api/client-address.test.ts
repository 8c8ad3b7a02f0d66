import { describe, expect, test } from "vitest";
import { clientKey } from "#lib/api/client-address.ts";

describe("clientKey", () => {
  test.each([
    { address: "192.0.2.1", key: "192.0.2.1" },
    { address: "::ffff:192.0.2.1", key: "192.0.2.1" },
    { address: "2001:db8:1:2:3:4:5:6", key: "2001:db8:1:2::/64" },
    { address: "2001:db8:1:2:ffff::", key: "2001:db8:1:2::/64" },
    { address: "2001:db8:1:3::", key: "2001:db8:1:3::/64" },
    { address: "::1", key: "::/64" },
    { address: "192.0.2.1, 192.0.2.2", key: "unknown" },
    { address: "", key: "unknown" },
  ])("$address counts as $key", ({ address, key }) => {
    expect(clientKey(new Headers({ "x-forwarded-for": address }))).toBe(key);
  });

  test("a request without an address shares one count with all others of its kind", () => {
    expect(clientKey(new Headers())).toBe("unknown");
  });
});
