import { expect, test } from "vitest";
import { registrableDomain } from "#lib/browsers/registrable-domain.ts";

test.each([
  ["example.com", "example.com"],
  ["www.api.example.com", "example.com"],
  ["www.example.co.uk", "example.co.uk"],
  ["one.github.io", "one.github.io"],
  ["www.one.github.io", "one.github.io"],
  ["a.test", "a.test"],
  ["co.uk", null],
  ["github.io", null],
  ["com", null],
  ["localhost", null],
  ["127.0.0.1", null],
  ["[::1]", null],
])("the registrable domain of %s is %s", (host, expected) => {
  expect(registrableDomain(host)).toBe(expected);
});
