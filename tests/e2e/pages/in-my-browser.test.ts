import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "#tests/oracle/chromium.ts";
import {
  compared,
  dialog,
  headline,
  openIn,
  PATIENCE,
  pageField,
  predicted,
  run,
  runButton,
  said,
  startPreflights,
  startTarget,
  status,
  type Preflights,
  type Target,
} from "./in-my-browser-fixture.ts";

let target: Target;
let preflights: Preflights;
let browser: Browser;

beforeAll(async () => {
  [target, preflights, browser] = await Promise.all([startTarget(), startPreflights(), launchChromium()]);
});

afterEach(() => {
  target.asked.length = 0;
});

afterAll(async () => {
  await browser.close();
  await preflights.close();
  target.close();
});

const open = (fields: Readonly<Record<string, string>> = {}, { server = preflights.local, pauseClock = false } = {}) =>
  openIn(browser, server.origin, fields, { pauseClock });

describe("before the button is pressed", () => {
  test("nothing goes out, whatever the fragment asks for", async () => {
    const { page, requested } = await open({ url: `${target.origin}/put`, method: "PUT", credentials: "include" });
    const plan = page.getByRole("region", { name: "What the browser will send" });
    await plan.getByText("PUT /put").waitFor();
    await page.waitForLoadState("networkidle");
    const addresses = requested.map((url) => new URL(url));
    expect(addresses.filter(({ origin }) => origin !== preflights.local.origin)).toEqual([]);
    expect(addresses.filter(({ pathname }) => pathname.startsWith("/api/"))).toEqual([]);
    expect(target.asked).toEqual([]);
  });

  test("it says that this page asks, not the one that the form was about", async () => {
    const { page } = await open({ url: `${target.origin}/allowed`, origin: "https://app.example" });
    const note = page.getByRole("note").filter({ hasText: "https://app.example" });
    expect(await note.innerText()).toContain(preflights.local.origin);
    expect(await pageField(page).isEditable()).toBe(false);
    const back = await note.getByRole("link", { name: "the diagnosis" }).getAttribute("href");
    expect(new URLSearchParams(back?.replace("/#", "")).get("origin")).toBe("https://app.example");
  });

  test("a field that is wrong gets the focus", async () => {
    const { page } = await open();
    await runButton(page).click();
    await page.getByRole("alert").filter({ hasText: "One thing to correct" }).waitFor();
    expect(await page.getByLabel("URL of the request").evaluate((field) => field === document.activeElement)).toBe(
      true,
    );
  });

  test("what is no script’s to read is not run, but can be as fetch()", async () => {
    const { page } = await open({
      url: `${target.origin}/allowed`,
      initiator: "image",
      mode: "no-cors",
      credentials: "include",
    });
    await page.getByRole("button", { name: "Run it as fetch()" }).click();
    expect(await page.getByLabel("Started by").inputValue()).toBe("fetch");
    expect(await page.getByLabel("Mode", { exact: true }).inputValue()).toBe("no-cors");
    expect(target.asked).toEqual([]);
  });
});

describe("a run", () => {
  test("of an allowed GET shows all that the script can read, as predicted", async () => {
    const { page } = await open({ url: `${target.origin}/allowed` });
    await run(page);
    expect(await headline(page).innerText()).toBe("Your browser let this page read the answer");
    expect(await compared(page)).toEqual([
      "Outcome: allowed | readable | as predicted",
      "Type: cors | cors | as predicted",
      "Status: 200 | 200 | as predicted",
      "Redirected: no | no | as predicted",
      "Readable headers: content-length content-type | content-length content-type | as predicted",
    ]);
    expect(await said(page).innerText()).toContain('{"items":[1,2,3]}');
    expect(await page.getByText("x-total-count").count()).toBe(0);
    expect(target.asked).toEqual([
      { by: "preflight", method: "GET", path: "/allowed" },
      { by: "browser", method: "GET", path: "/allowed" },
    ]);
  });

  test("of a blocked GET names the line that stands on the console", async () => {
    const { page, corsLines } = await open({ url: `${target.origin}/no-allow-origin` });
    await run(page);
    expect(await said(page).innerText()).toContain("TypeError: Failed to fetch");
    expect(await predicted(page).getByText("Blocked", { exact: true }).count()).toBe(1);
    expect(await compared(page)).toEqual([
      "Outcome: blocked | failed, the script is not told why | as predicted",
      "The script gets: TypeError: Failed to fetch | TypeError: Failed to fetch | as predicted",
    ]);
    const help = page.getByRole("region", { name: "What the browser’s console says" });
    expect(corsLines).toHaveLength(1);
    expect(await help.getByText(corsLines[0]!).count()).toBe(1);
    await help.getByLabel("The line that stands there").fill("no line of any console");
    await help.getByRole("button", { name: "Explain this line" }).click();
    await expect.poll(() => help.getByRole("status").innerText(), PATIENCE).not.toBe("");
  });

  test("follows redirects and says where they led", async () => {
    const { page } = await open({ url: `${target.origin}/redirect` });
    await run(page);
    expect(await said(page).innerText()).toContain(`${target.origin}/allowed, redirected`);
    expect(await compared(page)).toContain("Redirected: yes | yes | as predicted");
  });

  test("that does not follow redirects sees nothing of them", async () => {
    const { page } = await open({ url: `${target.origin}/redirect`, redirect: "manual" });
    await run(page);
    expect(await compared(page)).toContain("Type: opaqueredirect | opaqueredirect | as predicted");
    expect(await said(page).innerText()).toMatch(/Body\s+hidden/);
  });

  test("by XMLHttpRequest says what that is told", async () => {
    const { page, corsLines } = await open({ url: `${target.origin}/no-allow-origin`, initiator: "xhr" });
    await run(page);
    expect(await compared(page)).toContain("The script gets: error event | error event | as predicted");
    await page.getByLabel("URL of the request").fill(`${target.origin}/redirect`);
    await runButton(page).click();
    await expect.poll(() => compared(page), PATIENCE).toContain("Redirected: yes | yes | as predicted");
    expect((await compared(page)).join()).not.toContain("Type:");
    expect(corsLines).toHaveLength(1);
  });

  test("that ends otherwise than predicted is explained", async () => {
    const { page } = await open({ url: `${target.origin}/not-to-preflight` });
    await run(page);
    expect(await page.getByText("Not as predicted for this page").count()).toBe(1);
    expect(await compared(page)).toEqual([
      "Outcome: blocked | readable | differs",
      "The script gets: TypeError: Failed to fetch | a response with the status 200 | differs",
    ]);
    const explained = page.getByRole("region", { name: "What explains the difference" });
    const titles = await explained.getByRole("heading", { level: 4 }).allInnerTexts();
    expect(titles).toContain("The server tells them apart");
    expect(titles).not.toContain("Cookies");
    expect(await explained.innerText()).toContain("Ruled out: no service worker controls this page");
  });

  test("reaches what Preflight’s server may not", async () => {
    const { page } = await open({ url: `${target.origin}/allowed` }, { server: preflights.strict });
    await run(page);
    expect(await headline(page).innerText()).toBe("Your browser let this page read the answer");
    expect(await predicted(page).innerText()).toContain("Preflight may not contact this target");
    const link = await predicted(page).getByRole("link", { name: "paste them" }).getAttribute("href");
    expect(new URLSearchParams(link?.replace("/offline#", "")).get("origin")).toBe(preflights.strict.origin);
    expect(await predicted(page).getByText("curl -i -X GET").count()).toBe(1);
    expect(await page.getByText("There is no prediction to compare it with").count()).toBe(1);
    expect(target.asked).toEqual([{ by: "browser", method: "GET", path: "/allowed" }]);
  });

  test("goes without Preflight’s server where that is not wanted", async () => {
    const { page, requested } = await open({ url: `${target.origin}/allowed` });
    await page.getByLabel(/Have Preflight’s server look first/).uncheck();
    await run(page);
    expect(requested.filter((url) => url.includes("/api/"))).toEqual([]);
    expect(target.asked).toEqual([{ by: "browser", method: "GET", path: "/allowed" }]);
  });

  test("that the browser refuses is predicted without any answer", async () => {
    const { page } = await open(
      { url: `${target.origin}/allowed`, mode: "same-origin" },
      { server: preflights.strict },
    );
    await run(page);
    expect(await compared(page)).toContain("Outcome: blocked | failed, the script is not told why | as predicted");
    expect(target.asked).toEqual([]);
  });

  test("keeps hostile answers text", async () => {
    const { page } = await open({ url: `${target.origin}/hostile` });
    await run(page);
    expect(await said(page).innerText()).toContain("<script>document.title='owned'</script>\\u{202E}txt.exe");
    expect(await said(page).innerText()).toContain("x-evil: <img src=x");
    expect(await page.locator("main script, main img").count()).toBe(0);
    expect(await page.title()).toContain("Run in my browser");
  });

  test("can be cancelled, which ends the request", async () => {
    const { page } = await open({ url: `${target.origin}/silent` }, { server: preflights.strict });
    const arrived = once(target.server, "request") as Promise<[IncomingMessage]>;
    await runButton(page).click();
    await status(page).getByText("Your browser has sent").waitFor();
    const [request] = await arrived;
    const closed = once(request.socket, "close");
    await page.getByRole("button", { name: "Cancel" }).click();
    await closed;
    expect(await status(page).innerText()).toContain("The server may have had the request already");
    expect(await runButton(page).last().isVisible()).toBe(true);
  });

  test("is given up after a minute", async () => {
    const { page } = await open({ url: `${target.origin}/silent` }, { server: preflights.strict, pauseClock: true });
    await runButton(page).click();
    await status(page).getByText("Your browser has sent").waitFor();
    await page.clock.fastForward(60_000);
    await page.clock.resume();
    await headline(page).waitFor();
    expect(await headline(page).innerText()).toBe("No answer within 60 s");
  });
});

describe("what may have consequences", () => {
  test("is asked about first; cancelled, nothing goes out", async () => {
    const { page, requested } = await open({ url: `${target.origin}/put`, method: "PUT" });
    await runButton(page).click();
    await dialog(page).waitFor();
    expect(await dialog(page).innerText()).toMatch(
      /Your browser, not Preflight’s server, sends PUT \/put to 127\.0\.0\.1:\d+\.[^]*The preflight before it is no protection/,
    );
    await dialog(page).getByRole("button", { name: "Cancel" }).click();
    await dialog(page).waitFor({ state: "detached" });
    expect(requested.filter((url) => url.includes("/api/"))).toEqual([]);
    expect(target.asked).toEqual([]);
  });

  test("is done when it is confirmed, by the browser alone", async () => {
    const { page } = await open({ url: `${target.origin}/put`, method: "PUT" });
    await runButton(page).click();
    await dialog(page).getByRole("button", { name: "Send it" }).click();
    await headline(page).waitFor();
    expect(await headline(page).innerText()).toBe("Your browser let this page read the answer");
    expect(target.asked).toEqual([
      { by: "preflight", method: "OPTIONS", path: "/put" },
      { by: "browser", method: "OPTIONS", path: "/put" },
      { by: "browser", method: "PUT", path: "/put" },
    ]);
  });

  test("without a preflight is not tried by the server first", async () => {
    const { page } = await open({ url: `${target.origin}/allowed`, method: "POST" });
    await runButton(page).click();
    expect(await dialog(page).innerText()).toContain("No preflight comes before it");
    await dialog(page).getByRole("button", { name: "Send it" }).click();
    await headline(page).waitFor();
    expect(target.asked).toEqual([{ by: "browser", method: "POST", path: "/allowed" }]);
  });

  test("are cookies too, and they go along", async () => {
    const { page } = await open({ url: `${target.origin}/with-cookies`, credentials: "include" });
    await page.context().addCookies([{ name: "session", value: "mine", url: target.origin }]);
    await runButton(page).click();
    expect(await dialog(page).innerText()).toMatch(
      /Send this request with your cookies\?[^]*Your cookies for 127\.0\.0\.1/,
    );
    expect(target.asked).toEqual([]);
    await dialog(page).getByRole("button", { name: "Send it" }).click();
    await headline(page).waitFor();
    expect(await said(page).innerText()).toContain("session=mine");
    const explained = page.getByRole("region", { name: "What explains the difference" });
    expect(await compared(page)).toContain("Readable headers: content-length | content-length | as predicted");
    expect(await explained.count()).toBe(0);
  });
});
