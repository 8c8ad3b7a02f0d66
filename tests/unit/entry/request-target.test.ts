import { describe, expect, test } from "vitest";
import { pathnameOf } from "#lib/entry/request-target.ts";

describe("pathnameOf", () => {
  test.each([
    { target: "/", want: "/" },
    { target: "/api/v1/diagnoses?url=/x", want: "/api/v1/diagnoses" },
    { target: "/api/v1/diagnoses/", want: "/api/v1/diagnoses" },
    { target: "//api///v1//diagnoses", want: "/api/v1/diagnoses" },
    { target: "/api/v1/%64iagnoses", want: "/api/v1/diagnoses" },
    { target: "/x/../api/%2e%2e/api/v1/diagnoses", want: "/api/v1/diagnoses" },
    { target: "/api%2Fv1%5cdiagnoses", want: "/api/v1/diagnoses" },
    { target: "/api\\v1\\diagnoses#f", want: "/api/v1/diagnoses" },
    { target: "//evil.example/api", want: "/evil.example/api" },
    { target: "/%E4", want: null },
    { target: "http://evil.example/", want: null },
    { target: "*", want: null },
    { target: "", want: null },
  ])("of $target is $want", ({ target, want }) => {
    expect(pathnameOf(target)).toBe(want);
  });
});
