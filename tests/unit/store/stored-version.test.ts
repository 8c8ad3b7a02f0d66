import { describe, expect, test } from "vitest";
import { StoreError } from "#lib/store/store-error.ts";
import { readDiagnosis, writeDiagnosis } from "#lib/store/stored-version.ts";
import { aDiagnosis } from "./diagnosis.ts";

function codeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof StoreError) return error.code;
    throw error;
  }
  return "none";
}

describe("the stored form of a diagnosis", () => {
  test("reads back as it was written", () => {
    const { version, json } = writeDiagnosis(aDiagnosis());
    expect(readDiagnosis(version, json)).toEqual(aDiagnosis());
  });

  test("a record from before there were remedies has none", () => {
    const { problems: _problems, remedies: _remedies, server: _server, ...older } = aDiagnosis();
    expect(readDiagnosis(1, JSON.stringify(older))).toEqual(aDiagnosis());
  });

  test("never holds the delete token, even when a caller leaves it in", () => {
    expect(writeDiagnosis({ ...aDiagnosis(), deleteToken: "secret" } as never).json).not.toContain("secret");
  });

  test.each([
    { name: "a version of the future", version: 2, json: '{"version":2}', code: "unsupported-version" },
    { name: "JSON of another version", version: 1, json: '{"version":2}', code: "corrupt-record" },
    { name: "JSON without a version", version: 1, json: "null", code: "corrupt-record" },
    { name: "half a record", version: 1, json: '{"version":1', code: "corrupt-record" },
  ])("$name is refused as $code", ({ version, json, code }) => {
    expect(codeOf(() => readDiagnosis(version, json))).toBe(code);
  });
});
