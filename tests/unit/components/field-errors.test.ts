import { describe, expect, test } from "vitest";
import { EMPTY_DRAFT, type Draft } from "#components/debugger/draft.ts";
import { applyFix, errorsStillTrue, placeErrors } from "#components/debugger/field-errors.ts";

const draft: Draft = {
  ...EMPTY_DRAFT,
  url: "api.example",
  headers: [
    ["", ""],
    ["X A", "1"],
    ["X-B", "2"],
  ],
};

const controlOf = (pointer: string) => placeErrors([{ pointer, message: "" }], draft)[0]?.control;

describe("an error of the API", () => {
  test.each([
    ["a field is shown at its control", "/url", "url"],
    ["the name of the first header is in the second row, because the first is empty", "/headers/0/0", "header-1-name"],
    ["the value of the second header is in the third row", "/headers/1/1", "header-2-value"],
    ["a header as a whole is shown at its name", "/headers/1", "header-2-name"],
    ["a header that the form does not have has no control", "/headers/7/0", null],
    ["all headers together have no control", "/headers", null],
    ["a field that the form does not have has no control", "/probes", null],
  ])("at %s", (_, pointer, control) => {
    expect(controlOf(pointer)).toBe(control);
  });

  test("is true until its own field changes", () => {
    const errors = placeErrors(
      [
        { pointer: "/url", message: "" },
        { pointer: "/headers/0/0", message: "" },
      ],
      draft,
    );
    const left = errorsStillTrue(errors, { ...draft, url: "https://api.example" }, draft);
    expect(left.map(({ control }) => control)).toEqual(["header-1-name"]);
  });

  test.each([
    ["the URL", { control: "url", fix: "https://api.example" }, { url: "https://api.example" }],
    [
      "the name of a header",
      { control: "header-1-name", fix: "X-A" },
      {
        headers: [
          ["", ""],
          ["X-A", "1"],
          ["X-B", "2"],
        ],
      },
    ],
    ["nothing without a proposal", { control: "url" }, {}],
  ] as const)("puts its proposal into %s", (_, error, change) => {
    expect(applyFix({ pointer: "", message: "", ...error }, draft)).toEqual(change);
  });
});
