import type { Browser } from "playwright-core";
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

/** Diagnoses a scenario of the lab and gives the address of its page. */
async function permalinkOf(scenario: string, fields: object = {}): Promise<string> {
  const [page, api] = preflight.labOrigins;
  const { permalink } = await preflight.post("/api/v1/diagnoses", {
    url: `${api}/${scenario}`,
    origin: page,
    actualRequest: "always",
    ...fields,
  });
  return permalink ?? "";
}

const HOSTILE_VALUE = `\x85\xAD"><img src=x onerror=document.title='owned'>${"y".repeat(8_000)}`;

async function hostilePermalink(): Promise<string> {
  const { permalink } = await preflight.post("/api/v1/evaluations", {
    url: `https://api.example/${"a".repeat(2_000)}?<script>document.title='owned'</script>`,
    origin: `https://${"very-".repeat(12)}long.example`,
    method: "PUT",
    save: true,
    responses: [
      {
        status: 200,
        headers: [
          ["Access-Control-Allow-Origin", HOSTILE_VALUE],
          ["X".repeat(400), HOSTILE_VALUE],
        ],
      },
    ],
  });
  return permalink ?? "";
}

describe("a permalink", () => {
  test("says without JavaScript what broke, where, and on which line", async () => {
    const page = await visit(browser, await permalinkOf("preflight-needs-login", { method: "PUT" }), {
      javaScriptEnabled: false,
    });
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Blocked at the preflight");
    const evidence = page.getByRole("article", { name: "1 · Preflight" });
    expect(await evidence.getByRole("listitem").filter({ hasText: "missing" }).innerText()).toContain(
      "Access-Control-Allow-Origin",
    );
    const consoles = page.getByRole("region", { name: "What each browser prints" });
    expect(await consoles.getByText("No 'Access-Control-Allow-Origin' header is present").count()).toBe(1);
    expect(await page.getByText(page.url()).filter({ visible: true }).count()).toBe(1);
  });

  test("says without JavaScript what else was asked, and what each question showed", async () => {
    const page = await visit(browser, await permalinkOf("preflight-needs-login", { method: "PUT" }), {
      javaScriptEnabled: false,
    });
    const probes = page.getByRole("region", { name: "What else was asked" });
    const words = (await probes.getByRole("listitem").allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
    expect(words).toEqual([
      expect.stringMatching(/^Asks for a GET without extra headers, .*OPTIONS \S+: 401 Unauthorized Ruled out: .*/),
      expect.stringMatching(
        /^Asks as a page of the server's own origin, .*OPTIONS \S+: 401 Unauthorized Ruled out: .*/,
      ),
    ]);
    const [api = ""] = preflight.labOrigins.slice(1);
    expect(await probes.getByText(`origin: ${api}`, { exact: false }).isVisible()).toBe(false);
    await probes.getByText("The lines of exchange 3").click();
    expect(await probes.getByRole("article", { name: "3 · Probe" }).innerText()).toContain(api);
  });

  test("tells the sequence as a list, for those who do not see the picture", async () => {
    const page = await visit(browser, await permalinkOf("preflight-needs-login", { method: "PUT" }));
    const steps = page.getByRole("region", { name: "Where it broke" }).getByRole("listitem");
    const words = (await steps.allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
    expect(words).toEqual([
      "Page to browser fetch PUT",
      "Browser to server OPTIONS /preflight-needs-login asks for PUT",
      "Server to browser · stopped here 401 Unauthorized no Access-Control-Allow-Origin",
      "Browser to server PUT /preflight-needs-login was never sent",
      "Browser to page TypeError: Failed to fetch",
    ]);
  });

  test("lights the line that a finding speaks of, and the finding from its line", async () => {
    const page = await visit(browser, await permalinkOf("origin-trailing-slash"));
    const finding = page.locator("#finding-1");
    const line = page.getByRole("list", { name: "Answer" }).getByRole("listitem").filter({
      hasText: "Access-Control-Allow-Origin",
    });
    await finding.hover();
    expect(await line.getAttribute("data-lit")).toBe("");
    await page.getByRole("heading", { level: 1 }).hover();
    expect(await line.getAttribute("data-lit")).toBeNull();
    await line.hover();
    expect(await finding.getAttribute("data-lit")).toBe("");
  });

  test("is copied with a button that says so", async () => {
    const page = await visit(browser, await permalinkOf("origin-missing"), {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  });

  test("links to a finding's page that exists, and from there to the lab", async () => {
    const page = await visit(browser, await permalinkOf("origin-missing"));
    await page.getByRole("link", { name: "About allow-origin-missing" }).click();
    await page.waitForURL(/\/findings\/allow-origin-missing$/);
    await page.getByRole("button", { name: "Diagnose: No Access-Control-Allow-Origin" }).waitFor();
  });

  test("says plainly when the responses were supplied", async () => {
    const page = await visit(browser, await hostilePermalink());
    expect(await page.getByRole("note").innerText()).toContain("Nothing was sent");
  });

  test.each([320, 1280])("of hostile responses stays text and stays inside %d pixels", async (width) => {
    const page = await visit(browser, await hostilePermalink(), { viewport: { width, height: 800 } });
    for (const details of await page.locator("details > summary").all()) {
      if (await details.isVisible()) await details.click();
    }
    const { title, scripts, overflow, invisible } = await page.evaluate(() => ({
      title: document.title,
      scripts: document.querySelectorAll("main script, main img").length,
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      invisible: /[\u0080-\u009F\u00AD\u202A-\u202E\u2066-\u2069]/.test(document.body.innerText),
    }));
    expect({ scripts, overflow, invisible }).toEqual({ scripts: 0, overflow: 0, invisible: false });
    expect(title).toMatch(/^Blocked at the preflight: PUT api\.example/);
  });
});

describe("an address that leads nowhere", () => {
  test.each([
    ["a diagnosis that never was", "/d/AAAAAAAAAAAAAAAAAAAAAA", 404, "There is no diagnosis at this address"],
    ["a finding that does not exist", "/findings/no-such-finding", 404, "There is no finding with this id"],
    ["a problem that does not exist", "/problems/toString", 404, "There is no problem with this code"],
    ["a page that does not exist", "/no/such/page", 404, "There is no page at this address"],
  ])("%s", async (_, path, status, title) => {
    const response = await fetch(`${preflight.origin}${path}`);
    expect(response.status).toBe(status);
    const page = await visit(browser, `${preflight.origin}${path}`, { javaScriptEnabled: false });
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe(title);
  });

  test("a deleted diagnosis is gone", async () => {
    const { id, permalink, deleteToken } = await preflight.post("/api/v1/diagnoses", {
      url: `${preflight.labOrigins[1]}/origin-missing`,
      origin: preflight.labOrigins[0],
    });
    await fetch(`${preflight.origin}/api/v1/diagnoses/${id}`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${deleteToken}` },
    });
    expect((await fetch(permalink ?? "")).status).toBe(410);
    const page = await visit(browser, permalink ?? "");
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("This diagnosis is gone");
  });
});

describe("the headers of a page", () => {
  test("let only scripts with this answer's nonce run, and nobody frame it", async () => {
    const [first, second] = await Promise.all([fetch(preflight.origin), fetch(preflight.origin)]);
    const policy = first.headers.get("content-security-policy") ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    const scripts = [...(await first.text()).matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
    expect(policy.replaceAll(nonce, "…").split("; ")).toEqual([
      "default-src 'self'",
      "script-src 'self' 'nonce-…' 'strict-dynamic'",
      "style-src 'self' 'nonce-…'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]);
    expect(second.headers.get("content-security-policy")).not.toContain(nonce);
  });

  test("keep a permalink from search engines and from the sites it links to", async () => {
    const { headers } = await fetch(await permalinkOf("origin-missing"));
    expect(headers.get("x-robots-tag")).toBe("noindex");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  });
});
