import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { launchChromium } from "#tests/oracle/chromium.ts";
import { answerWith, startTarget } from "#tests/e2e/server/loopback-target.ts";
import { createPlace, startServer } from "#tests/e2e/started-server.ts";
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

const box = (page: Page) => page.getByLabel("Start from what you have");
const urlField = (page: Page) => page.getByLabel("URL of the request");
const originField = (page: Page) => page.getByLabel("Page that makes it");
const diagnose = (page: Page) => page.getByRole("button", { name: "Diagnose", exact: true });
const plan = (page: Page) => page.getByRole("region", { name: "What the browser will send" });
const progress = (page: Page) => page.getByRole("region", { name: "Progress" });
/** As patient as the other waits of a browser test. */
const eventually = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 15_000 });
const isFocused = (element: Element) => element === document.activeElement;

/** What a paste from the clipboard does, whose real one the tests share with everybody. */
async function paste(page: Page, text: string): Promise<void> {
  await box(page).evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** An entry of a HAR file as browsers write it; status 0 is a request that got no answer that the page may see. */
function entryOf(method: string, url: string, status: number): object {
  const origin = "https://app.example";
  const headers = status === 0 ? [] : [{ name: "Access-Control-Allow-Origin", value: origin }];
  return {
    request: { method, url, headers: [{ name: "Origin", value: origin }], cookies: [] },
    response: { status, headers },
  };
}

describe("the box", () => {
  const open = (path = "/") => visit(browser, `${preflight.origin}${path}`);

  test("has the cursor on arrival, but not where there is a keyboard on the screen to come up", async () => {
    const page = await open();
    expect(await box(page).evaluate(isFocused)).toBe(true);
    const phone = await visit(browser, preflight.origin, { hasTouch: true, isMobile: true });
    expect(await box(phone).evaluate(isFocused)).toBe(false);
  });

  test("fills in the form from a paste, says what it read, and goes on to the permalink", async () => {
    const page = await open();
    await originField(page).fill(preflight.labOrigins[0]);
    await box(page).focus();
    await paste(page, `  ${preflight.labOrigins[1]}/origin-missing\n`);
    await page.getByRole("status").getByText("Read as a URL").waitFor();
    expect(await urlField(page).inputValue()).toBe(`${preflight.labOrigins[1]}/origin-missing`);
    expect(await originField(page).inputValue()).toBe(preflight.labOrigins[0]);
    expect(await box(page).inputValue()).toBe("");
    await box(page).press("Enter");
    await page.waitForURL(/\/d\/[\w-]{22}$/);
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Blocked at the answer");
  });

  test("puts back what was there", async () => {
    const page = await open();
    await urlField(page).fill("https://before.example/");
    await box(page).fill("https://after.example/");
    await box(page).press("Enter");
    await eventually(() => urlField(page).inputValue()).toBe("https://after.example/");
    await page.getByRole("button", { name: "Put back what was there" }).click();
    expect(await urlField(page).inputValue()).toBe("https://before.example/");
    expect(await box(page).inputValue()).toBe("https://after.example/");
    expect(await box(page).evaluate(isFocused)).toBe(true);
    expect(await page.getByRole("button", { name: "Put back what was there" }).count()).toBe(0);
  });

  test("refuses with a sentence, and loses neither the text nor the form", async () => {
    const page = await open();
    await urlField(page).fill("https://before.example/");
    await box(page).focus();
    await paste(page, "no request at all");
    await eventually(() => box(page).getAttribute("aria-invalid")).toBe("true");
    const described = await box(page).getAttribute("aria-describedby");
    expect(await page.locator(`#${described}`).innerText()).not.toBe("");
    expect(await box(page).inputValue()).toBe("no request at all");
    expect(await urlField(page).inputValue()).toBe("https://before.example/");
  });

  test("is read before a run, so that what stands in it is what is diagnosed", async () => {
    const page = await open();
    await originField(page).fill(preflight.labOrigins[0]);
    await box(page).fill(`${preflight.labOrigins[1]}/origin-missing`);
    await diagnose(page).click();
    await page.waitForURL(/\/d\/[\w-]{22}$/);
    expect(await page.getByText("/origin-missing").count()).toBeGreaterThan(0);
  });

  test("lets a part of its own text be pasted over without reading it", async () => {
    const page = await open();
    await box(page).fill("https://api.example/");
    await paste(page, "items");
    expect(await box(page).inputValue()).toBe("https://api.example/");
    expect(await urlField(page).inputValue()).toBe("");
  });

  test("keeps hostile text inert and its hidden characters visible", async () => {
    const page = await open();
    const hostile = "https://api.example/<img src=x onerror=alert(1)>\u202egnp.exe`{{}}";
    await originField(page).fill("https://app.example");
    await box(page).focus();
    await paste(page, `curl '${hostile}'`);
    await plan(page).getByText("GET /").waitFor();
    expect(await page.locator("main img").count()).toBe(0);
    expect(await urlField(page).inputValue()).toBe(hostile);
    expect(await plan(page).innerText()).not.toContain("\u202e");
  });

  test("takes a file that is dropped beside it, and shows beforehand that it will", async () => {
    const page = await open();
    const files = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(["https://dropped.example/items"], "request.txt", { type: "text/plain" }));
      return data;
    });
    await page.dispatchEvent("h1", "dragover", { dataTransfer: files });
    await page.getByText("Drop the file to read it").waitFor();
    await page.dispatchEvent("h1", "drop", { dataTransfer: files });
    await eventually(() => urlField(page).inputValue()).toBe("https://dropped.example/items");
    expect(await page.getByText("Drop the file to read it").count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe("/");
  });

  test("lets one of a HAR file's requests be chosen by keyboard, those first that were probably blocked", async () => {
    const page = await open();
    const har = JSON.stringify({
      log: {
        entries: [
          entryOf("GET", "https://api.example/fine", 200),
          entryOf("PUT", "https://api.example/items/7", 0),
          { ...entryOf("GET", "wss://api.example/socket", 101), _resourceType: "websocket" },
        ],
      },
    });
    await page.locator("input[type='file']").setInputFiles({
      name: "api.har",
      mimeType: "application/json",
      buffer: Buffer.from(har),
    });
    const choices = page.getByRole("list", { name: "Requests to choose from" }).getByRole("button");
    await choices.first().waitFor();
    expect(await choices.count()).toBe(2);
    expect(await choices.first().innerText()).toContain("/items/7");
    expect(await choices.first().innerText()).toContain("probably blocked");
    await choices.first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await eventually(() => urlField(page).inputValue()).toBe("https://api.example/items/7");
    expect(await page.getByLabel("Method", { exact: true }).inputValue()).toBe("PUT");
    expect(await originField(page).inputValue()).toBe("https://app.example");
  });

  test("explains a line of the console, fills in what it says, and asks for the rest", async () => {
    const page = await open();
    await paste(
      page,
      [
        "app.js:10 Access to fetch at 'https://api.example/items' from origin 'https://app.example' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        "app.js:10 PUT https://api.example/items net::ERR_FAILED",
      ].join("\n"),
    );
    await page.getByText("Chromium says:").waitFor();
    expect(await urlField(page).inputValue()).toBe("https://api.example/items");
    expect(await originField(page).inputValue()).toBe("https://app.example");
    expect(await page.getByLabel("Method", { exact: true }).inputValue()).toBe("PUT");
    expect(await page.locator("main a[href='/findings/preflight-allow-origin-missing']").count()).toBe(1);
    await page.getByText("Which headers does the request set?").waitFor();
  });

  test("takes a file that is chosen", async () => {
    const page = await open();
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Choose a file" }).click();
    const buffer = Buffer.from("https://chosen.example/items");
    await (await chooser).setFiles({ name: "request.txt", mimeType: "text/plain", buffer });
    await eventually(() => urlField(page).inputValue()).toBe("https://chosen.example/items");
  });
});

describe("the box without JavaScript", () => {
  const open = () => visit(browser, preflight.origin, { javaScriptEnabled: false });

  test("is read by the server, which shows what it understood and what would be sent", async () => {
    const page = await open();
    await originField(page).fill("https://app.example");
    await page.getByLabel("Name of header 1").fill("X-Kept");
    await page.getByLabel("Value of header 1").fill("kept");
    await box(page).fill("https://api.example/items");
    await page.getByRole("button", { name: "Fill in the form" }).click();
    expect(await page.getByRole("status").innerText()).toContain("Read as a URL");
    expect(await urlField(page).inputValue()).toBe("https://api.example/items");
    expect(await originField(page).inputValue()).toBe("https://app.example");
    expect(await page.getByLabel("Value of header 1").inputValue()).toBe("kept");
    expect(await box(page).inputValue()).toBe("");
    expect(await plan(page).innerText()).toMatch(/OPTIONS \/items[^]*because of the header x-kept[^]*GET \/items/);
  });

  test("is refused with its text kept", async () => {
    const page = await open();
    await box(page).fill("no request\nat all");
    await page.getByRole("button", { name: "Fill in the form" }).click();
    expect(await box(page).inputValue()).toBe("no request\nat all");
    expect(await box(page).getAttribute("aria-invalid")).toBe("true");
  });

  test("is read before a run", async () => {
    const page = await open();
    await originField(page).fill(preflight.labOrigins[0]);
    await box(page).fill(`${preflight.labOrigins[1]}/origin-missing`);
    await diagnose(page).click();
    await page.waitForURL(/\/d\/[\w-]{22}$/);
  });
});

describe("the keyboard", () => {
  test("is enough from arrival to the permalink", async () => {
    const page = await visit(browser, preflight.origin);
    await page.keyboard.type(`${preflight.labOrigins[1]}/preflight-needs-login`);
    await page.keyboard.press("Enter");
    await eventually(() => urlField(page).inputValue()).toContain("/preflight-needs-login");
    // The page is missing: Enter in the empty box leads to its field.
    await page.keyboard.press("Enter");
    await eventually(() => originField(page).evaluate(isFocused)).toBe(true);
    await page.keyboard.type(preflight.labOrigins[0]);
    await page.keyboard.press("Tab");
    await page.keyboard.type("PUT");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/\/d\/[\w-]{22}$/);
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Blocked at the preflight");
  });
});

describe("the preview", () => {
  test("follows the form: requests, what is kept back, what is open, and what is really sent", async () => {
    const page = await visit(browser, preflight.origin);
    await urlField(page).fill("https://api.example/items");
    await originField(page).fill("https://app.example");
    await page.getByLabel("Method").fill("DELETE");
    await page.getByLabel("Credentials").selectOption("include");
    await page.getByLabel("Name of header 1").fill("Authorization");
    await page.getByLabel("Value of header 1").fill("Bearer s3cret");
    await plan(page).getByText("because of the method DELETE and the header authorization").waitFor();
    await plan(page).getByText("Cookies of api.example go with the DELETE, never with the preflight.").waitFor();
    await plan(page).getByText("Authorization stays behind").waitFor();
    await plan(page).getByText("Whether the server allows the page").waitFor();
    await page.getByText("Only the OPTIONS is sent. The DELETE stays here.").waitFor();
    expect(page.url()).not.toContain("s3cret");

    await originField(page).fill("https://api.example");
    await plan(page).getByText("CORS plays no part").waitFor();
    await page.getByLabel("Method").fill("TRACE");
    await plan(page).getByText("Nothing.").waitFor();
  });

  test("moves nothing that stands above or beside it", async () => {
    const page = await visit(browser, preflight.origin);
    const places = () =>
      page.evaluate(() =>
        [...document.querySelectorAll("form :is(input, select, textarea, button)")].map((control) => {
          const { x, y } = control.getBoundingClientRect();
          return [Math.round(x), Math.round(y)];
        }),
      );
    await urlField(page).fill("https://api.example/items");
    const before = await places();
    await originField(page).fill("https://app.example");
    await plan(page).getByText("GET /items").waitFor();
    expect(await places()).toEqual(before);
  });

  test("leads on to the same request in the visitor's own browser", async () => {
    const page = await visit(browser, `${preflight.origin}/?lab=preflight-put`);
    const href = await page.getByRole("link", { name: "run it in my browser instead" }).getAttribute("href");
    expect(href).toMatch(/^\/in-my-browser#url=.*preflight-put.*&method=PUT/);
  });
});

describe("a target that Preflight may not contact", () => {
  test("comes with commands, and with the page that takes their output", async () => {
    const page = await visit(browser, preflight.origin);
    await urlField(page).fill("http://10.0.0.1/items");
    await originField(page).fill("https://app.example");
    await diagnose(page).click();
    const notice = page.getByRole("form").getByRole("alert");
    await notice.getByText("curl -i").waitFor();
    expect(await notice.getByRole("link", { name: /^Paste what it prints/ }).getAttribute("href")).toBe(
      "/offline#url=http%3A%2F%2F10.0.0.1%2Fitems&origin=https%3A%2F%2Fapp.example",
    );
  });
});

describe("too many diagnoses", () => {
  test("says when it can be run again, and keeps the form", async () => {
    const place = await createPlace();
    const server = await startServer(place, { RATE_LIMIT_PER_MINUTE: "1", LOG_LEVEL: "error" });
    onTestFinished(async () => {
      await server.stop();
      place.remove();
    });
    await fetch(`${place.origin}/api/v1/evaluations`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ url: "https://api.example/", origin: "https://app.example", responses: [] }),
    });
    const page = await visit(browser, `${place.origin}/?lab=preflight-put`);
    await diagnose(page).click();
    await page.getByText(/Again in \d+ s\. Everything that you filled in stays\./).waitFor();
    expect(await urlField(page).inputValue()).toContain("/preflight-put");
  });
});

describe("a run", () => {
  /** A Preflight that may contact a server of the test, which answers preflights at once and the rest when it is told to. */
  async function startHeldRun() {
    const held = Promise.withResolvers<undefined>();
    const target = await startTarget((socket, head) => {
      if (head.startsWith("OPTIONS")) {
        const allow = ["Access-Control-Allow-Origin: *", "Access-Control-Allow-Methods: PUT"];
        answerWith("204 No Content", allow)(socket, head);
      } else {
        void held.promise.then(() => {
          answerWith("200 OK", ["Access-Control-Allow-Origin: *"])(socket, head);
        });
      }
    });
    const place = await createPlace();
    const server = await startServer(place, { PRIVATE_TARGETS: "allow", LOG_LEVEL: "error" });
    onTestFinished(async () => {
      await server.stop();
      place.remove();
      await target.close();
    });
    const fields = { url: `${target.origin}/items`, origin: "http://page.test", method: "PUT", send: "always" };
    const fragment = new URLSearchParams({ ...fields, probes: "no" });
    const page = await visit(browser, `${place.origin}/#${fragment}`);
    await plan(page).getByText("PUT /items").waitFor();
    return { page, answer: held.resolve, target };
  }

  test("shows the preflight's answer while the request is still out, and ends at the permalink", async () => {
    const { page, answer } = await startHeldRun();
    await diagnose(page).click();
    await progress(page).getByText("204 No Content").waitFor();
    expect(await progress(page).innerText()).toContain("Access-Control-Allow-Methods: PUT");
    await progress(page).getByRole("status").getByText("Waiting for the answer to PUT /items").waitFor();
    answer(undefined);
    await page.waitForURL(/\/d\/[\w-]{22}$/);
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toContain("Allowed");
  });

  test("is cancelled by Escape, loses nothing, and gives the focus back", async () => {
    const { page } = await startHeldRun();
    const before = await urlField(page).inputValue();
    await diagnose(page).click();
    await progress(page).getByText("204 No Content").waitFor();
    expect(await page.getByRole("button", { name: "Cancel" }).evaluate(isFocused)).toBe(true);
    await page.keyboard.press("Escape");
    await diagnose(page).waitFor();
    expect(await diagnose(page).evaluate(isFocused)).toBe(true);
    expect(await urlField(page).inputValue()).toBe(before);
    expect(await page.getByLabel("Method").inputValue()).toBe("PUT");
    expect(await page.getByRole("form").getByRole("alert").count()).toBe(0);
  });

  test("can be repeated when the connection is back", async () => {
    const page = await visit(browser, `${preflight.origin}/?lab=origin-missing`);
    await page.context().setOffline(true);
    await diagnose(page).click();
    await page.getByText("This browser is offline").waitFor();
    await page.context().setOffline(false);
    await diagnose(page).click();
    await page.waitForURL(/\/d\/[\w-]{22}$/);
  });
});
