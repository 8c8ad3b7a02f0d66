import { describe, expect, test } from "vitest";
import { createEgress, type EgressOptions } from "#lib/egress/egress.ts";

const PUBLIC = ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"];

function check(url: string, options: Partial<EgressOptions> = {}) {
  const egress = createEgress({
    resolver: { resolve: () => Promise.resolve(PUBLIC) },
    dialler: () => () => {
      throw new Error("A check must not dial");
    },
    ...options,
  });
  return egress.check(url, new AbortController().signal);
}

describe("a public target is admitted", () => {
  test.each<{ url: string; addresses: string[] }>([
    { url: "http://example.com/", addresses: PUBLIC },
    { url: "https://example.com/path?query", addresses: PUBLIC },
    { url: "https://example.com:8443/", addresses: PUBLIC },
    { url: "https://example.com./", addresses: PUBLIC },
    { url: "https://_service.example.com/", addresses: PUBLIC },
    { url: "https://bücher.example/", addresses: PUBLIC },
    { url: "https://localhost.example/", addresses: PUBLIC },
    { url: "https://notlocalhost/", addresses: PUBLIC },
    { url: "https://127.0.0.1.example.com/", addresses: PUBLIC },
    { url: `https://${"a".repeat(63)}.example/`, addresses: PUBLIC },
    { url: "http://8.8.8.8/", addresses: ["8.8.8.8"] },
    { url: "http://134744072/", addresses: ["8.8.8.8"] },
    { url: "http://[2606:4700:4700::1111]/", addresses: ["2606:4700:4700::1111"] },
    // Just outside of special ranges.
    { url: "http://9.255.255.255/", addresses: ["9.255.255.255"] },
    { url: "http://11.0.0.0/", addresses: ["11.0.0.0"] },
    { url: "http://100.63.255.255/", addresses: ["100.63.255.255"] },
    { url: "http://100.128.0.0/", addresses: ["100.128.0.0"] },
    { url: "http://126.255.255.255/", addresses: ["126.255.255.255"] },
    { url: "http://128.0.0.0/", addresses: ["128.0.0.0"] },
    { url: "http://172.15.255.255/", addresses: ["172.15.255.255"] },
    { url: "http://172.32.0.0/", addresses: ["172.32.0.0"] },
    { url: "http://192.167.255.255/", addresses: ["192.167.255.255"] },
    { url: "http://168.63.129.15/", addresses: ["168.63.129.15"] },
    { url: "http://223.255.255.255/", addresses: ["223.255.255.255"] },
    { url: "http://[2001:200::1]/", addresses: ["2001:200::1"] },
    { url: "http://[2003::1]/", addresses: ["2003::1"] },
  ])("$url", async ({ url, addresses }) => {
    expect(await check(url)).toEqual({ kind: "admitted", addresses });
  });
});

describe("an exception admits exactly one socket", () => {
  const exceptions = [
    { address: "127.0.0.1", port: 3101 },
    { address: "::1", port: 3102 },
  ];

  test.each([
    { url: "http://127.0.0.1:3101/", expected: { kind: "admitted", addresses: ["127.0.0.1"] } },
    { url: "http://2130706433:3101/", expected: { kind: "admitted", addresses: ["127.0.0.1"] } },
    { url: "http://[0:0::1]:3102/", expected: { kind: "admitted", addresses: ["::1"] } },
    { url: "http://127.0.0.1:3102/", expected: { kind: "denied", denial: "loopback" } },
    { url: "http://127.0.0.2:3101/", expected: { kind: "denied", denial: "loopback" } },
    { url: "http://127.0.0.1/", expected: { kind: "denied", denial: "loopback" } },
    { url: "http://localhost:3101/", expected: { kind: "denied", denial: "loopback" } },
    { url: "http://user@127.0.0.1:3101/", expected: { kind: "denied", denial: "credentials-in-url" } },
    { url: "ftp://127.0.0.1:3101/", expected: { kind: "denied", denial: "scheme" } },
  ])("$url: $expected.kind", async ({ url, expected }) => {
    expect(await check(url, { exceptions })).toEqual(expected);
  });
});

describe("the local mode admits every address, but not every URL", () => {
  test.each([
    { url: "http://127.0.0.1:8080/", expected: { kind: "admitted", addresses: ["127.0.0.1"] } },
    { url: "http://localhost:8080/", expected: { kind: "admitted", addresses: ["::1", "127.0.0.1"] } },
    { url: "http://app.localhost:8080/", expected: { kind: "admitted", addresses: ["::1", "127.0.0.1"] } },
    { url: "http://192.168.1.1/", expected: { kind: "admitted", addresses: ["192.168.1.1"] } },
    { url: "http://localhost:22/", expected: { kind: "denied", denial: "port" } },
    { url: "file:///etc/passwd", expected: { kind: "denied", denial: "scheme" } },
    { url: "http://user@localhost/", expected: { kind: "denied", denial: "credentials-in-url" } },
    { url: "http://*/", expected: { kind: "denied", denial: "invalid-host" } },
  ])("$url: $expected.kind", async ({ url, expected }) => {
    expect(await check(url, { allowPrivate: true })).toEqual(expected);
  });
});
