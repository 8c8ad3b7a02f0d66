import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "#tests/oracle/chromium.ts";
import { startPreflight, type Preflight } from "./preflight.ts";
import { visit } from "./visitor.ts";

let preflight: Preflight;
let browser: Browser;

beforeAll(async () => {
  [preflight, browser] = await Promise.all([startPreflight(), launchChromium()]);
});

afterAll(async () => {
  await browser.close();
  await preflight.close();
});

const diagnose = (page: Page) => page.getByRole("button", { name: "Diagnose", exact: true });
/** The framework has an alert of its own, outside of the form. */
const notice = (page: Page) => page.getByRole("form").getByRole("alert");
const urlField = (page: Page) => page.getByLabel("URL of the request");

describe.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])("the form %s", (_, javaScriptEnabled) => {
  const open = (path: string) => visit(browser, `${preflight.origin}${path}`, { javaScriptEnabled });

  test("keeps what was typed and says at each field what is wrong with it", async () => {
    const page = await open("/");
    await urlField(page).fill("api.example/items");
    await page.getByLabel("Method").fill("PU T");
    await page.getByLabel("Value of header 1").fill("secret");
    await page.getByRole("button", { name: "Add a header" }).click();
    await page.getByLabel("Name of header 2").fill("X Bad");
    await diagnose(page).click();
    await notice(page).waitFor();

    expect(await page.locator("[aria-invalid=true]").evaluateAll((fields) => fields.map(({ id }) => id))).toEqual([
      "url",
      "origin",
      "method",
      "header-0-name",
      "header-1-name",
    ]);
    const described = await urlField(page).getAttribute("aria-describedby");
    expect(await page.locator(`#${described}`).innerText()).toContain("https://api.example/items");
    expect(await urlField(page).inputValue()).toBe("api.example/items");
    expect(await page.getByLabel("Value of header 1").inputValue()).toBe("secret");
  });

  test("removes the row whose button is pressed", async () => {
    const page = await open("/");
    await page.getByLabel("Name of header 1").fill("X-One");
    await page.getByRole("button", { name: "Add a header" }).click();
    await page.getByLabel("Name of header 2").fill("X-Two");
    await page.getByRole("button", { name: "Remove header 1" }).click();
    await expect.poll(() => page.locator("[name=headerName]").count()).toBe(1);
    expect(await page.getByLabel("Name of header 1").inputValue()).toBe("X-Two");
  });

  test("runs on Enter and ends at the permalink", async () => {
    const page = await open("/?lab=preflight-needs-login");
    await urlField(page).press("Enter");
    await page.waitForURL(/\/d\/[\w-]{22}$/);
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Blocked at the preflight");
  });

  test.each([
    ["asks the server a few more questions", true],
    ["asks nothing besides where that is not wanted", false],
  ])("%s", async (_sentence, probes) => {
    const page = await open("/?lab=preflight-needs-login");
    await page.getByLabel("Ask the server a few more questions").setChecked(probes);
    await diagnose(page).click();
    await page.waitForURL(/\/d\/[\w-]{22}$/);
    expect(await page.getByRole("region", { name: "What else was asked" }).count()).toBe(probes ? 1 : 0);
  });

  test("shows a diagnosis that is not saved in place", async () => {
    const page = await open("/?lab=preflight-needs-login");
    await page.getByLabel(/Don.t save/).check();
    await diagnose(page).click();
    await page.getByRole("heading", { name: "Blocked at the preflight" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/");
    expect(await page.getByText("Not saved").count()).toBe(1);
  });

  test("names the commands to run instead when the target may not be contacted", async () => {
    const page = await open("/");
    await urlField(page).fill("http://10.0.0.1/items");
    await page.getByLabel("Page that makes it").fill("https://app.example");
    await diagnose(page).click();
    await notice(page).waitFor();
    expect(await notice(page).innerText()).toContain("curl");
    expect(await urlField(page).getAttribute("aria-invalid")).toBe("true");
  });

  test("is filled in again from a stored diagnosis", async () => {
    const page = await open("/?lab=credentials-wildcard");
    await diagnose(page).click();
    await page.waitForURL(/\/d\//);
    await page.getByRole("link", { name: "Run again" }).click();
    await page.waitForURL(/again=/);
    expect(await urlField(page).inputValue()).toBe(`${preflight.labOrigins[1]}/credentials-wildcard`);
    expect(await page.getByLabel("Credentials", { exact: true }).inputValue()).toBe("include");
  });

  test("diagnoses what an image asks for", async () => {
    const page = await open("/?lab=origin-missing");
    await page.getByText("started by, body").click();
    await page.getByLabel("Started by").selectOption("<img>");
    await diagnose(page).click();
    await page.waitForURL(/\/d\//);
    expect(await page.getByText("by <img>").count()).toBe(1);
  });

  test("shows beforehand what a browser would send, and says what is really sent", async () => {
    const page = await open("/?lab=preflight-json");
    const plan = page.getByRole("region", { name: "What the browser will send" });
    expect(await plan.innerText()).toMatch(
      /OPTIONS \/preflight-json[^]*because of[^]*POST \/preflight-json[^]*only if/,
    );
    expect(await page.getByText("the POST is sent for real").count()).toBe(1);
  });

  test("diagnoses a scenario of the lab with one click", async () => {
    const page = await open("/lab");
    await page.getByRole("button", { name: "Diagnose: A wildcard for a request with cookies" }).click();
    await page.waitForURL(/\/d\//);
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Blocked at the answer");
  });
});

describe("the form in the tab", () => {
  const open = (path: string) => visit(browser, `${preflight.origin}${path}`);

  test("offers only what the one that asks can choose", async () => {
    const page = await open("/?lab=origin-missing");
    await page.getByText("started by, body").click();
    await page.getByLabel("Started by").selectOption("<img>");
    const optionsOf = (label: string) => page.getByLabel(label, { exact: true }).locator("option").allInnerTexts();

    expect([await optionsOf("Mode"), await optionsOf("Credentials")]).toEqual([["cors", "no-cors"], ["include"]]);
    await page.getByLabel("Mode", { exact: true }).selectOption("cors");
    expect(await optionsOf("Credentials")).toEqual(["same-origin", "include"]);
    expect(await page.getByLabel("Credentials", { exact: true }).inputValue()).toBe("same-origin");
    expect(await page.getByLabel("Method").isEditable()).toBe(false);
    await page.getByLabel("Started by").selectOption("fetch()");
    expect(await page.getByLabel("Method").isEditable()).toBe(true);
  });

  test("moves to the first field that is wrong", async () => {
    const page = await open("/");
    await diagnose(page).click();
    await notice(page).waitFor();
    expect(await urlField(page).evaluate((field) => field === document.activeElement)).toBe(true);
  });

  test("offers the URL that was meant", async () => {
    const page = await open("/");
    await urlField(page).fill("api.example/items");
    await diagnose(page).click();
    await page.getByRole("button", { name: "Use https://api.example/items" }).click();
    expect(await urlField(page).inputValue()).toBe("https://api.example/items");
    expect(await urlField(page).getAttribute("aria-invalid")).toBe("false");
  });

  test("survives a reload through the address, but for secrets", async () => {
    const page = await open("/");
    await urlField(page).fill("https://api.example/items?a=1&b=2");
    await page.getByLabel("Method").fill("PATCH");
    await page.getByLabel("Name of header 1").fill("Authorization");
    await page.getByLabel("Value of header 1").fill("Bearer s3cret");
    await expect.poll(() => page.url()).toContain("header=Authorization");
    expect(page.url()).not.toContain("s3cret");

    const copy = await open(`/${new URL(page.url()).hash}`);
    expect(await urlField(copy).inputValue()).toBe("https://api.example/items?a=1&b=2");
    expect(await copy.getByLabel("Method").inputValue()).toBe("PATCH");
    expect(await copy.getByLabel("Name of header 1").inputValue()).toBe("Authorization");
    expect(await copy.getByLabel("Value of header 1").inputValue()).toBe("");
  });

  test("says which request is out, and can be cancelled", async () => {
    const page = await open("/?lab=preflight-put");
    let release = (): void => undefined;
    await page.route("**/api/v1/diagnoses", async (route) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      await route.abort();
    });
    await diagnose(page).click();
    await page.getByRole("status").getByText("Waiting for the answer to OPTIONS /preflight-put").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await diagnose(page).waitFor();
    expect(await notice(page).count()).toBe(0);
    release();
  });

  test("loses nothing when Preflight cannot be reached", async () => {
    const page = await open("/?lab=preflight-put");
    await page.context().setOffline(true);
    await diagnose(page).click();
    const alert = notice(page).filter({ hasText: "Preflight could not be reached" });
    await alert.waitFor();
    expect(await alert.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await urlField(page).inputValue()).toContain("/preflight-put");
  });
});
