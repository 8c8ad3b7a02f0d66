import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { createPlace, startServer } from "#tests/e2e/started-server.ts";
import { postJson, readDiagnosis } from "#tests/e2e/server/api-client.ts";
import { startTarget } from "#tests/e2e/server/loopback-target.ts";
import { launchChromium } from "#tests/oracle/chromium.ts";
import { startPreflight, type Preflight } from "./preflight.ts";
import { visit } from "./visitor.ts";

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };

let preflight: Preflight;
let browser: Browser;

beforeAll(async () => {
  [preflight, browser] = await Promise.all([startPreflight(), launchChromium()]);
});

afterAll(async () => {
  await browser.close();
  await preflight.close();
});

/** A diagnosis of a scenario of the lab, as whoever posts it gets it. */
function diagnose(scenario: string, fields: object = {}): Promise<Diagnosis> {
  const [origin, api] = preflight.labOrigins;
  return preflight.post("/api/v1/diagnoses", { url: `${api}/${scenario}`, origin, ...fields });
}

function clipboardOf(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

async function textAt(path: string): Promise<string> {
  return (await fetch(`${preflight.origin}${path}`)).text();
}

describe("the copies of a diagnosis", () => {
  test("each entry of the menu copies what it says", async () => {
    const { id, permalink } = await diagnose("preflight-needs-login", { method: "PUT" });
    const page = await visit(browser, permalink ?? "", CLIPBOARD);
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    const copied: string[] = [];
    for (const name of ["The link", "The verdict in a sentence", "All of it as text", "All of it as Markdown"]) {
      await page.getByRole("menuitem", { name }).click();
      await page.getByRole("menuitem", { name: `Copied: ${name.toLowerCase()}` }).waitFor();
      copied.push(await clipboardOf(page));
    }
    const [link, sentence, text, markdown] = copied;
    expect(link).toBe(permalink);
    expect(sentence).toMatch(/^PUT \S+ from \S+: Blocked at the preflight\. The answer to OPTIONS /);
    expect(text).toBe(await textAt(`/api/v1/diagnoses/${id}?format=text`));
    expect(markdown).toBe(await textAt(`/api/v1/diagnoses/${id}?format=markdown`));
  });

  test("without JavaScript, every form of it is an address", async () => {
    const { id, permalink } = await diagnose("origin-missing");
    const page = await visit(browser, permalink ?? "", { javaScriptEnabled: false });
    expect(await page.getByRole("button", { name: /^Copy/ }).count()).toBe(0);
    const names = ["Read as text", "Read as Markdown", "Download JSON", "Download HAR"];
    const addresses = await Promise.all(names.map((name) => page.getByRole("link", { name }).getAttribute("href")));
    expect(addresses).toEqual(
      ["text", "markdown", "json", "har"].map((format) => `/api/v1/diagnoses/${id}?format=${format}`),
    );
  });

  test("the archive is read by a browser's tools, which answer from it", async () => {
    const { id, permalink } = await diagnose("origin-missing");
    const page = await visit(browser, permalink ?? "");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download HAR" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`preflight-${id}.har`);
    const path = `${await download.path()}.har`;
    // A host that does not exist: what answers is the archive.
    writeFileSync(
      path,
      readFileSync(await download.path(), "utf8").replaceAll(preflight.labOrigins[1], "http://har.test"),
    );
    const reader = await browser.newContext();
    onTestFinished(() => reader.close());
    await reader.routeFromHAR(path, { notFound: "abort" });
    const replayed = await (await reader.newPage()).goto("http://har.test/origin-missing");
    expect(replayed?.status()).toBe(200);
    expect(replayed?.headers()).toMatchObject({ "x-content-type-options": "nosniff" });
  });
});

describe("the command of an exchange", () => {
  test("sends in a shell what Preflight sent: preflight, request and probe", async () => {
    const heads: string[] = [];
    const target = await startTarget((socket, head) => {
      heads.push(head);
      const allow = "Access-Control-Allow-Origin: *\r\nAccess-Control-Allow-Headers: x-note\r\n";
      socket.end(`HTTP/1.1 200 OK\r\n${allow}Content-Length: 0\r\nConnection: close\r\n\r\n`);
    });
    const place = await createPlace();
    const server = await startServer(place, { PRIVATE_TARGETS: "allow", LOG_LEVEL: "error" });
    onTestFinished(async () => {
      await server.stop();
      place.remove();
      await target.close();
    });
    const diagnosis = await readDiagnosis(
      await postJson(`${place.origin}/api/v1/diagnoses`, {
        url: `${target.origin}/a?b=[c]&d='e'`,
        origin: "https://shop.example",
        headers: { "X-Note": `it's $(touch "x") \`y\` \u00e9 100%` },
      }),
    );
    const sent = heads.splice(0);
    expect(sent).toHaveLength(diagnosis.exchanges.length);
    expect(new Set(diagnosis.exchanges.map(({ role }) => role))).toEqual(new Set(["preflight", "actual", "probe"]));

    const page = await visit(browser, diagnosis.permalink ?? "", CLIPBOARD);
    for (const fold of await page.getByText("The lines of exchange").all()) await fold.click();
    for (const [index] of diagnosis.exchanges.entries()) {
      const card = page.locator(`#exchange-${index + 1}`);
      await card.getByRole("button", { name: "Copy as cURL" }).click();
      await card.getByText("Copied").waitFor();
      await promisify(execFile)("bash", ["-c", await clipboardOf(page)]);
    }
    expect(heads.map(comparable)).toEqual(sent.map(comparable));
  });

  test("says what it lacks", async () => {
    const [origin, api] = preflight.labOrigins;
    const { permalink } = await preflight.post("/api/v1/diagnoses", {
      url: `${api}/origin-missing?token=abcdefgh`,
      origin,
    });
    const page = await visit(browser, permalink ?? "", CLIPBOARD);
    const card = page.getByRole("article", { name: "1 · Actual request" });
    await card.getByRole("button", { name: "Copy as cURL" }).click();
    await card.getByText("Copied. Put your secrets in for REDACTED: they are not kept.").waitFor();
    expect(await clipboardOf(page)).toContain("/origin-missing?token=REDACTED");
  });
});

/** The request line and the header lines in order; the case of names is each client's own. */
function comparable(head: string): string[] {
  const [requestLine = "", ...lines] = head.split("\r\n");
  return [requestLine, ...lines.map((line) => line.replace(/^[^:]+/, (name) => name.toLowerCase()))];
}

describe("what was left out", () => {
  test("is named place by place, without JavaScript too", async () => {
    const [origin, api] = preflight.labOrigins;
    const { permalink } = await preflight.post("/api/v1/diagnoses", {
      url: `${api}/origin-missing?token=abcdefgh`,
      origin,
      headers: { Authorization: "Bearer ijklmnop" },
    });
    const page = await visit(browser, permalink ?? "", { javaScriptEnabled: false });
    await page.getByText("2 secrets were left out").click();
    const places = await page
      .getByRole("listitem")
      .filter({ hasText: /^(Request header|Query parameter)/ })
      .allInnerTexts();
    expect(places).toEqual([
      expect.stringMatching(/^Request header authorization(, in \d+ places)?$/),
      expect.stringMatching(/^Query parameter token, in \d+ places$/),
    ]);
  });

  test("is said to be nothing where it is nothing", async () => {
    const page = await visit(browser, (await diagnose("origin-missing")).permalink ?? "", { javaScriptEnabled: false });
    expect(await page.getByText("Nothing in it looked like a secret").isVisible()).toBe(true);
  });
});

describe("deleting", () => {
  test("is offered to nobody but the browser that made it", async () => {
    const { permalink, deleteToken } = await diagnose("origin-missing");
    for (const javaScriptEnabled of [true, false]) {
      const page = await visit(browser, permalink ?? "", { javaScriptEnabled });
      expect(await page.getByText("You made this diagnosis").count()).toBe(0);
      expect(await page.content()).not.toContain(deleteToken);
    }
  });

  test("in the tab that made it, asks first and then says that it is gone", async () => {
    const page = await visit(browser, `${preflight.origin}/?lab=origin-missing`);
    await page.getByRole("button", { name: "Diagnose", exact: true }).click();
    await page.waitForURL(/\/d\/[\w-]{22}$/);
    const permalink = page.url();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    const dialog = page.getByRole("alertdialog");
    expect(await dialog.innerText()).toContain("Every link to it will say that it is gone.");
    await dialog.getByRole("button", { name: "Keep it" }).click();
    expect((await fetch(permalink)).status).toBe(200);
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await dialog.getByRole("button", { name: "Delete it" }).click();
    await page.getByRole("heading", { name: "This diagnosis is gone" }).waitFor();
    expect((await fetch(permalink)).status).toBe(410);
    expect((await fetch(`${permalink}/picture`)).status).toBe(410);
    expect(await page.evaluate(() => localStorage.getItem("preflight.recent"))).toBeNull();
  });

  test.each([true, false])("works for a form that was posted, JavaScript: %s", async (javaScriptEnabled) => {
    const page = await visit(browser, `${preflight.origin}/lab`, { javaScriptEnabled });
    await page.getByRole("button", { name: "Diagnose" }).first().click();
    await page.waitForURL(/\/d\/[\w-]{22}$/);
    const permalink = page.url();
    const [cookie] = await page.context().cookies(permalink);
    expect(cookie).toMatchObject({ name: "delete-token", httpOnly: true, sameSite: "Strict" });
    expect(cookie?.path).toBe(new URL(permalink).pathname);
    expect(await page.content()).not.toContain(cookie?.value);
    if (javaScriptEnabled) {
      await page.getByRole("button", { name: "Delete", exact: true }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Delete it" }).click();
    } else {
      await page.locator("summary", { hasText: "Delete" }).click();
      await page.getByRole("button", { name: "Delete it" }).click();
    }
    await page.getByRole("heading", { name: "This diagnosis is gone" }).waitFor();
    expect(page.url()).toBe(permalink);
    expect((await fetch(permalink)).status).toBe(410);
    expect(await page.context().cookies(permalink)).toEqual([]);
  });
});

describe("the link preview", () => {
  test("has a picture of the size that it says, from the public address", async () => {
    const { permalink } = await diagnose("preflight-needs-login", { method: "PUT" });
    const page = await visit(browser, permalink ?? "", { javaScriptEnabled: false });
    const meta = async (name: string) =>
      page.locator(`meta[property="${name}"], meta[name="${name}"]`).first().getAttribute("content");
    expect(await meta("og:image")).toBe(`${permalink}/picture`);
    expect([await meta("og:image:width"), await meta("og:image:height"), await meta("twitter:card")]).toEqual([
      "1200",
      "630",
      "summary_large_image",
    ]);
    expect(await meta("og:image:alt")).toMatch(/^Blocked at the preflight: PUT 127\.0\.0\.1:\d+ from http/);
    const picture = Buffer.from(await (await fetch((await meta("og:image")) ?? "")).arrayBuffer());
    const [width, height] = [picture.readUInt32BE(16), picture.readUInt32BE(20)];
    expect([picture.toString("latin1", 1, 4), width, height]).toEqual(["PNG", 1200, 630]);
  });
});
