import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { chromiumHeaderOrder } from "#lib/browsers/chromium/header-order.ts";

interface MeasuredOrder {
  readonly firstUrl: string;
  readonly given: readonly string[];
  readonly sent: readonly string[];
}

const MEASURED = readMeasured();

function readMeasured(): MeasuredOrder[] {
  const file = new URL("../../corpus/chromium-header-order.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { rows: MeasuredOrder[] }).rows;
}

function orderOf(names: readonly string[], firstUrl: string): string[] {
  const headers = names.map((name) => [name, "1"] as const);
  return chromiumHeaderOrder(headers, new URL(firstUrl)).map(([name]) => name);
}

const shown = MEASURED.map((row) => [row.given.slice(0, 5).join(", "), row.given.length, row.firstUrl, row] as const);

describe("Chromium keeps headers in the order that was measured", () => {
  test.each(shown)("%s (%i) for %s", (_names, _count, _url, { given, sent, firstUrl }) => {
    expect(orderOf(given, firstUrl)).toEqual(sent);
  });
});

test("the measured names have every length from 1 to 120", () => {
  const lengths = new Set(MEASURED.flatMap(({ given }) => given.map((name) => name.length)));
  expect(Array.from({ length: 120 }, (_, index) => index + 1).filter((length) => !lengths.has(length))).toEqual([]);
});

test("most of the measured orders are not alphabetical", () => {
  const isSorted = ({ sent }: MeasuredOrder) =>
    sent.every((name, index) => index === 0 || sent[index - 1]!.toLowerCase() < name.toLowerCase());
  expect(MEASURED.filter(isSorted).length).toBeLessThan(MEASURED.length / 2);
});

test("neither the author's order nor the case of the names has a bearing on it", () => {
  for (const { given, sent, firstUrl } of MEASURED) {
    const shouted = given.map((name) => name.toUpperCase()).toReversed();
    expect(orderOf(shouted, firstUrl)).toEqual(sent.map((name) => name.toUpperCase()));
  }
});

test.each([
  ["https://api.test/", "authorization"],
  ["http://localhost:8080/", "authorization"],
  ["http://127.0.0.1/", "authorization"],
  ["http://api.test/", "traceparent"],
])("the client hints that go to %s only if it is trustworthy take part: %s is first", (firstUrl, first) => {
  const names = ["x-requested-with", "authorization", "traceparent", "x-csrf-token", "content-type"];
  expect(orderOf(names, firstUrl)[0]).toBe(first);
});

test("values stay with their names", () => {
  const headers = [["X-Foo", "foo"] as const, ["x-bar", "bar"] as const];
  expect(chromiumHeaderOrder(headers, new URL("https://api.test/"))).toEqual([headers[1], headers[0]]);
  expect(chromiumHeaderOrder([], new URL("https://api.test/"))).toEqual([]);
});
