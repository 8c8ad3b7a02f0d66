import { describe, expect, test } from "vitest";
import { EMPTY_DRAFT, draftToFields, type Draft } from "#components/debugger/draft.ts";
import { decidingLines } from "#components/debugger/deciding-lines.ts";
import { planFor } from "#components/debugger/plan-for.ts";
import { roleOfCors, unknown, withheld } from "#components/debugger/plan-notes.ts";

function notesOf(changes: Partial<Draft>) {
  const draft = { ...EMPTY_DRAFT, url: "https://api.example/items", origin: "https://app.example", ...changes };
  const plan = planFor(draftToFields(draft));
  if (plan === null) throw new Error("The draft is not a request.");
  return { role: roleOfCors(plan), withheld: withheld(plan, draft), unknown: unknown(plan, draft) };
}

describe("the notes on a plan", () => {
  test("say that cookies go with the request and never with the preflight", () => {
    const notes = notesOf({ method: "PUT", credentials: "include" });
    expect(notes.withheld).toEqual(["Cookies of `api.example` go with the `PUT`, never with the preflight."]);
    expect(notes.unknown.join(" ")).toContain("Which cookies the browser has for `api.example`");
  });

  test("say which credentials mode keeps cookies back", () => {
    expect(notesOf({ credentials: "omit" }).withheld).toEqual([
      "Cookies of `api.example` stay at home: the credentials mode is `omit`.",
    ]);
  });

  test("say that values stay out of the preflight, and what a redirect leaves behind", () => {
    const { withheld } = notesOf({ credentials: "include", headers: [["Authorization", "Bearer s3cret"]] });
    expect(withheld).toEqual([
      "Cookies of `api.example` go with the `GET`, never with the preflight.",
      "The preflight names the headers, and carries none of their values.",
      "If a redirect leads to another origin, `Authorization` stays behind.",
    ]);
    expect(withheld.join()).not.toContain("s3cret");
  });

  test("leave CORS out of a request to the page's own origin", () => {
    const notes = notesOf({ origin: "https://api.example" });
    expect(notes.role).toContain("CORS plays no part");
    expect(notes.unknown.join(" ")).not.toContain("Whether the server allows the page");
  });

  test("say that no-cors reads nothing", () => {
    expect(notesOf({ mode: "no-cors" }).role).toContain("can read nothing");
  });

  test("say nothing where nothing is sent", () => {
    expect(notesOf({ method: "TRACE" })).toEqual({ role: null, withheld: [], unknown: [] });
  });

  test("speak of redirects only where they are followed", () => {
    expect(notesOf({}).unknown.join(" ")).toContain("Whether it redirects");
    expect(notesOf({ redirect: "error" }).unknown.join(" ")).not.toContain("Whether it redirects");
  });
});

describe("the lines that decide", () => {
  const answer = (headers: [string, string][], sent: [string, string][] = [["Origin", "https://app.example"]]) =>
    decidingLines({
      request: { method: "OPTIONS", url: "https://api.example/", headers: sent },
      response: { status: 401, httpVersion: "1.1", headers, bodyStart: null },
    });

  test("come as they came, and a missing one is told of", () => {
    const headers: [string, string][] = [
      ["Server", "nginx"],
      ["access-control-allow-methods", "GET"],
      ["WWW-Authenticate", "Bearer"],
      ["Access-Control-Allow-Methods", "PUT"],
    ];
    expect(answer(headers)).toEqual([["Access-Control-Allow-Origin", null], ...headers.slice(1)]);
  });

  test("miss nothing that was sent or not asked for", () => {
    expect(answer([["ACCESS-CONTROL-ALLOW-ORIGIN", "*"]])).toEqual([["ACCESS-CONTROL-ALLOW-ORIGIN", "*"]]);
    expect(answer([], [])).toEqual([]);
    expect(decidingLines({ request: { method: "GET", url: "", headers: [] }, response: null })).toEqual([]);
  });
});
