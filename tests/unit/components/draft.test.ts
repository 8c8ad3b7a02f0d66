import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CREDENTIALS_MODES, INITIATORS, REDIRECT_MODES, REQUEST_MODES } from "#lib/contract/terms.ts";
import { draftFromFragment, draftToFragment } from "#components/debugger/draft-fragment.ts";
import {
  draftFromForm,
  draftToFields,
  EMPTY_DRAFT,
  inMode,
  startedBy,
  type Draft,
} from "#components/debugger/draft.ts";
import { readFields } from "#lib/intake/read-fields.ts";

const name = fc.stringMatching(/^[A-Za-z-]{1,20}$/);
const text = fc.string({ maxLength: 60 });

/** Secrets begin with a word that no other field has. */
const secret = text.map((value) => `secret-${value}`);

const drafts: fc.Arbitrary<Draft> = fc.record({
  url: fc.webUrl(),
  origin: fc.webUrl(),
  method: fc.constantFrom("GET", "PUT", "patch"),
  headers: fc.array(fc.tuple(name, secret), { maxLength: 4 }),
  initiator: fc.constantFrom(...INITIATORS),
  credentials: fc.constantFrom(...CREDENTIALS_MODES),
  mode: fc.constantFrom(...REQUEST_MODES),
  redirect: fc.constantFrom(...REDIRECT_MODES),
  body: secret,
  cookies: secret,
  alwaysSend: fc.boolean(),
  probes: fc.boolean(),
  save: fc.boolean(),
});

describe("a draft in the address bar", () => {
  test("comes back whole, but for values of headers, cookies and the body", () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        expect(draftFromFragment(`#${draftToFragment(draft)}`)).toEqual({
          ...draft,
          headers: draft.headers.map(([headerName]) => [headerName, ""]),
          body: "",
          cookies: "",
        });
      }),
    );
  });

  test("never shows the value of a header, a cookie or a body", () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        expect(draftToFragment(draft)).not.toContain("secret");
      }),
    );
  });

  test("is no address at all while nothing differs from the empty form", () => {
    expect(draftToFragment(EMPTY_DRAFT)).toBe("");
  });

  test.each([
    ["an empty fragment", ""],
    ["the anchor of a control", "#url"],
    ["an anchor elsewhere on the page", "#exchange-1"],
  ])("%s describes no draft", (_, fragment) => {
    expect(draftFromFragment(fragment)).toBeNull();
  });

  test("a mode that does not exist falls back to the form's own", () => {
    expect(draftFromFragment("#url=https://a.example&mode=navigate")?.mode).toBe("cors");
  });
});

describe("a posted form", () => {
  test("is the draft that its controls show", () => {
    const form = new FormData();
    form.set("url", "https://api.example/items");
    form.set("origin", "null");
    form.set("method", "PUT");
    form.append("headerName", "X-A");
    form.append("headerValue", "1");
    form.append("headerName", "");
    form.append("headerValue", "");
    form.set("credentials", "include");
    form.set("initiator", "xhr");
    form.set("mode", "cors");
    form.set("redirect", "manual");
    form.set("body", "one\r\ntwo");
    form.set("cookies", "");
    form.set("probes", "on");
    form.set("dontSave", "on");
    expect(draftFromForm(form)).toEqual({
      ...EMPTY_DRAFT,
      url: "https://api.example/items",
      origin: "null",
      method: "PUT",
      headers: [
        ["X-A", "1"],
        ["", ""],
      ],
      initiator: "xhr",
      credentials: "include",
      redirect: "manual",
      body: "one\ntwo",
      save: false,
    });
  });

  test("with values that no control offers falls back to the empty form's", () => {
    const form = new FormData();
    form.set("credentials", "everything");
    expect(draftFromForm(form)).toEqual({ ...EMPTY_DRAFT, method: "", probes: false });
  });
});

describe("a draft that another initiator makes", () => {
  const page = { url: "https://api.example/items", origin: "https://shop.example" };

  test("is possible at once, whatever it was before", () => {
    for (const before of INITIATORS) {
      for (const initiator of INITIATORS) {
        const draft = { ...EMPTY_DRAFT, ...page, ...startedBy(before), ...startedBy(initiator) };
        expect(readFields(draftToFields(draft)), `${before} to ${initiator}`).toMatchObject({ ok: true });
      }
    }
  });

  test.each([
    ["image", "cors", { mode: "cors", credentials: "same-origin" }],
    ["image", "no-cors", { mode: "no-cors", credentials: "include" }],
    ["fetch", "no-cors", { mode: "no-cors" }],
  ] as const)("of %s takes the credentials mode of its mode %s", (initiator, mode, change) => {
    expect(inMode(initiator, mode)).toEqual(change);
  });

  test("leaves a beacon's mode to its body", () => {
    const beacon = { ...EMPTY_DRAFT, ...page, ...startedBy("beacon"), body: "{}" };
    const fields = draftToFields({ ...beacon, headers: [["Content-Type", "application/json"]] });
    expect(readFields(fields)).toMatchObject({ ok: true, request: { mode: "cors" } });
    expect(readFields(draftToFields(beacon))).toMatchObject({ ok: true, request: { mode: "no-cors" } });
  });
});

describe("the fields of the API", () => {
  test("leave out empty rows, an empty body and empty cookies", () => {
    const fields = draftToFields({
      ...EMPTY_DRAFT,
      url: " https://a.example ",
      headers: [
        ["", ""],
        ["X-A", "1"],
      ],
    });
    expect(fields).toEqual({
      url: "https://a.example",
      origin: "",
      method: "GET",
      headers: [["X-A", "1"]],
      initiator: "fetch",
      credentials: "same-origin",
      mode: "cors",
      redirect: "follow",
      actualRequest: "auto",
      probes: true,
      save: true,
    });
  });
});
