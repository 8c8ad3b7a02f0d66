import { describe, expect, test } from "vitest";
import { createHostCheck } from "#lib/entry/host-check.ts";

const local = createHostCheck({ host: "127.0.0.1", port: 3000, publicUrl: "http://127.0.0.1:3000" });
const proxied = createHostCheck({ host: "127.0.0.1", port: 3000, publicUrl: "https://preflight.example" });
const exposed = createHostCheck({ host: "0.0.0.0", port: 80, publicUrl: "http://preflight.example" });

describe("the host check", () => {
  test.each([
    { host: "127.0.0.1:3000", want: { host: "127.0.0.1:3000", protocol: "http" } },
    { host: "LOCALHOST:3000", want: { host: "localhost:3000", protocol: "http" } },
    { host: "[::1]:3000", want: { host: "[::1]:3000", protocol: "http" } },
    { host: "127.0.0.1", want: null },
    { host: "127.0.0.1:3001", want: null },
    { host: "127.0.0.1.nip.example:3000", want: null },
    { host: "evil.example:3000", want: null },
    { host: "localhost.:3000", want: null },
    { host: "user@127.0.0.1:3000", want: null },
    { host: "127.0.0.1:3000/", want: null },
    { host: "", want: null },
    { host: undefined, want: null },
  ])("on loopback, $host is $want", ({ host, want }) => {
    expect(local(host)).toEqual(want);
  });

  test.each([
    { host: "preflight.example", want: { host: "preflight.example", protocol: "https" } },
    { host: "Preflight.Example:443", want: { host: "preflight.example", protocol: "https" } },
    { host: "preflight.example:80", want: null },
    { host: "localhost:3000", want: { host: "localhost:3000", protocol: "http" } },
  ])("behind a proxy, $host is $want", ({ host, want }) => {
    expect(proxied(host)).toEqual(want);
  });

  test.each([
    { host: "preflight.example", want: { host: "preflight.example", protocol: "http" } },
    { host: "localhost", want: null },
    { host: "192.0.2.1", want: null },
  ])("on every address, $host is $want", ({ host, want }) => {
    expect(exposed(host)).toEqual(want);
  });
});
