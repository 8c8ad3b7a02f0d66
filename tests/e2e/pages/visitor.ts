import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";

/** A page in a context of its own, which fails the test when it prints an error: a CSP violation, a broken hydration. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    // The browser remarks on every status from 400 on; the tests look at those themselves.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      errors.push(message.text());
    }
  });
  onTestFinished(async () => {
    await context.close();
    expect(errors).toEqual([]);
  });
  await page.goto(url);
  if (options.javaScriptEnabled !== false) await page.waitForFunction(isAlive);
  return page;
}

/** React leaves a mark on each element that it has taken over from the server's HTML. */
function isAlive(): boolean {
  return [...document.querySelectorAll("button")].every((button) =>
    Object.keys(button).some((key) => key.startsWith("__reactFiber$")),
  );
}
