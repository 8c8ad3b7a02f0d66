import { describe, expect, test } from "vitest";
import { INITIATOR_TERMS } from "#lib/contract/initiators.ts";
import { INITIATORS, type Initiator } from "#lib/contract/terms.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";

const read = (fields: Partial<RequestFields>) =>
  readFields({ url: "https://api.example/orders", origin: "https://shop.example", ...fields });

function requestOf(fields: Partial<RequestFields>) {
  const { mode, credentials, method, redirect, useCorsPreflight } = settled(fields);
  return [method, mode, credentials, redirect, ...(useCorsPreflight ? ["use-CORS-preflight"] : [])].join(" ");
}

function settled(fields: Partial<RequestFields>) {
  const result = read(fields);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.request;
}

const json = { body: "{}", headers: { "Content-Type": "application/json" } };

describe("what is not given takes the initiator's default", () => {
  test.each<[Initiator, Partial<RequestFields>, string]>([
    ["fetch", {}, "GET cors same-origin follow"],
    ["xhr", {}, "GET cors same-origin follow"],
    ["xhr-upload", {}, "POST cors same-origin follow use-CORS-preflight"],
    ["image", {}, "GET no-cors include follow"],
    ["image", { mode: "cors" }, "GET cors same-origin follow"],
    ["script", {}, "GET no-cors include follow"],
    ["module", {}, "GET cors same-origin follow"],
    ["font", {}, "GET cors same-origin follow"],
    ["stylesheet", {}, "GET no-cors include follow"],
    ["stylesheet", { mode: "cors" }, "GET cors same-origin follow"],
    ["eventsource", {}, "GET cors same-origin follow"],
    ["beacon", {}, "POST no-cors include follow"],
    ["beacon", { body: "a" }, "POST no-cors include follow"],
    ["beacon", { body: "a", headers: { "content-type": "TEXT/plain; charset=x" } }, "POST no-cors include follow"],
    ["beacon", json, "POST cors include follow"],
    ["beacon", { body: "a", headers: { "Content-Type": "nonsense" } }, "POST cors include follow"],
  ])("%s %j: %s", (initiator, fields, request) => {
    expect(requestOf({ initiator, ...fields })).toBe(request);
  });

  test("what the defaults are can be said too", () => {
    for (const initiator of INITIATORS) {
      const { method, mode, credentials, redirect } = settled({ initiator });
      expect(requestOf({ initiator, method, mode, credentials, redirect })).toBe(requestOf({ initiator }));
    }
  });
});

describe("what is possible is taken as it is given", () => {
  test.each<Partial<RequestFields>>([
    { initiator: "xhr", credentials: "include", method: "put", body: "a", headers: { "X-A": "1" } },
    { initiator: "xhr-upload", method: "GET" },
    { initiator: "image", mode: "cors", credentials: "include" },
    { initiator: "module", credentials: "include" },
    { initiator: "eventsource", credentials: "include" },
    { initiator: "stylesheet", method: "get" },
    { initiator: "beacon", method: "post", mode: "no-cors", body: "" },
    { initiator: "beacon", mode: "cors", ...json },
  ])("%j", ({ headers: _headers, body: _body, ...fields }) => {
    expect(
      settled({ ...fields, ...(fields.mode === "cors" && fields.initiator === "beacon" ? json : {}) }),
    ).toMatchObject(fields);
  });

  test("a Blob's type is in lower case", () => {
    const { headers } = settled({ initiator: "beacon", body: "a", headers: { "Content-Type": "Text/PLAIN" } });
    expect(headers).toEqual([["Content-Type", "text/plain"]]);
  });
});

describe("what is not possible is refused at its field, with what to write instead", () => {
  test.each<[Partial<RequestFields>, (readonly [pointer: string, fix?: string])[]]>([
    [{ initiator: "image", method: "POST" }, [["/method", "GET"]]],
    [{ initiator: "beacon", method: "GET" }, [["/method", "POST"]]],
    [{ initiator: "xhr", mode: "no-cors" }, [["/mode", "cors"]]],
    [{ initiator: "xhr", credentials: "omit" }, [["/credentials", "same-origin"]]],
    [{ initiator: "xhr", redirect: "manual" }, [["/redirect", "follow"]]],
    [{ initiator: "xhr", body: "a" }, [["/body"]]],
    [{ initiator: "xhr", method: "head", body: "" }, [["/body"]]],
    [{ initiator: "image", mode: "same-origin" }, [["/mode", "no-cors"]]],
    [{ initiator: "image", credentials: "same-origin" }, [["/credentials", "include"]]],
    [{ initiator: "script", mode: "cors", credentials: "omit" }, [["/credentials", "same-origin"]]],
    [{ initiator: "module", mode: "no-cors" }, [["/mode", "cors"]]],
    [{ initiator: "font", credentials: "include" }, [["/credentials", "same-origin"]]],
    [{ initiator: "font", body: "a" }, [["/body"]]],
    [{ initiator: "stylesheet", headers: { "X~A": "1" } }, [["/headers/X~0A"]]],
    [
      {
        initiator: "eventsource",
        headers: [
          ["Accept", "a"],
          ["X", "1"],
        ],
      },
      [["/headers/0"], ["/headers/1"]],
    ],
    [{ initiator: "beacon", credentials: "omit" }, [["/credentials", "include"]]],
    [{ initiator: "beacon", headers: { "Content-Type": "text/plain" } }, [["/headers/Content-Type"]]],
    [{ initiator: "beacon", body: "a", headers: { "X-A": "1" }, mode: "cors" }, [["/headers/X-A"]]],
    [{ initiator: "beacon", mode: "no-cors", ...json }, [["/mode", "cors"]]],
    [{ initiator: "beacon", mode: "cors", body: "a" }, [["/mode", "no-cors"]]],
    [
      { initiator: "image", method: "PUT", redirect: "error", body: "a" },
      [["/method", "GET"], ["/redirect", "follow"], ["/body"]],
    ],
  ])("%j", (fields, expected) => {
    const result = read(fields);
    const errors = result.ok ? [] : result.errors;
    expect(errors.map(({ pointer, fix }) => (fix === undefined ? [pointer] : [pointer, fix]))).toEqual(expected);
    for (const { message } of errors) {
      expect(message).toMatch(/^[^\n]+\.$/);
      expect(message).toContain(`\`${INITIATOR_TERMS[fields.initiator ?? "fetch"].shownAs}\``);
    }
  });

  test("what is offered to be written instead is accepted", () => {
    for (const initiator of INITIATORS.filter((each) => each !== "fetch")) {
      const wrong = {
        initiator,
        method: "PATCH",
        mode: "same-origin",
        credentials: "omit",
        redirect: "error",
      } as const;
      const fixed = fixAll(fixAll(wrong));
      expect(read(fixed), initiator).toMatchObject({ ok: true });
    }
  });
});

/** The fields with every error's proposed value put in. */
function fixAll(fields: Partial<RequestFields>): Partial<RequestFields> {
  const result = read(fields);
  if (result.ok) return fields;
  const fixes = result.errors.map(({ pointer, fix }) => [pointer.slice(1), fix]);
  return { ...fields, ...(Object.fromEntries(fixes) as Partial<RequestFields>) };
}
