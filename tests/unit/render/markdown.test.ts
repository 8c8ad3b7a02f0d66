import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { renderMarkdown } from "#lib/render/markdown.ts";
import { codeSpan, fenced, markdownProse } from "#lib/render/markdown-text.ts";
import { ALL_FINDING_CASES } from "#tests/unit/diagnosis/all-finding-cases.ts";
import { answer, diagnosisOf, observedDiagnosis } from "#tests/unit/diagnosis/finding-case.ts";
import { PROBED_CASES } from "#tests/unit/diagnosis/probed-cases.ts";
import { hostileText, infected } from "./infected.ts";

const PERMALINK = "https://preflight.example/d/abc";

/** As GitHub does: CommonMark with its extensions, HTML and what looks like a link included. */
function parse(markdown: string): string {
  return micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

/** Opening tags, as they stand. */
function tagsOf(html: string): string[] {
  return [...html.matchAll(/<[a-z][^>]*>/gi)].map(([tag]) => tag);
}

/** What trackers look at for mentions and references: text that is neither code nor a link. */
function looseTextOf(html: string): string {
  return html.replace(/<(pre|code|a)\b[^]*?<\/\1>/g, " ").replace(/<[^>]*>/g, " ");
}

const OURS = /^<(h2|h3|p|ul|ol|li|strong|pre|code|code class="language-[\w+-]+")>$/;
const OUR_LINK = /^<a href="https:\/\/preflight\.example\/(d\/abc|findings\/[a-z-]+)">$/;
const REFERENCE = /[@#!$%~]\w|\b[A-Z]+-\d|\w\/\w|\w\.\w|:\w+:|\b(?=\w*\d)[\da-f]{7,}\b/;

test("a report of a blocked preflight", () => {
  const diagnosis = diagnosisOf({
    fields: { method: "PUT", credentials: "include", headers: { "X-Trace": "1", Authorization: "REDACTED" } },
    responses: [answer(204, "https://shop.example", ["Access-Control-Allow-Methods", "PUT"], ["Server", "nginx"])],
  });
  const report = renderMarkdown({ ...diagnosis, permalink: PERMALINK });
  expect(report.replace(/```nginx[^]*?```/, "```nginx\n…\n```")).toMatchInlineSnapshot(`
    "## Blocked at the preflight

    The answer to \`OPTIONS https://api.example/orders\` (status 204) has no \`Access-Control-Allow-Credentials\`. A request with credentials needs the value \`true\`, so the browser never sends the \`PUT\` request.

    **The responses were supplied by hand; nothing was sent.**

    - **Request:** \`PUT https://api.example/orders\` from \`https://shop.example\`, mode \`cors\`, credentials \`include\`
    - **Browsers:** Chromium blocked, Firefox blocked, WebKit blocked
    - **Reason:** [preflight-allow-credentials-not-true](https://preflight.example/findings/preflight-allow-credentials-not-true)
    - **The whole diagnosis:** <https://preflight.example/d/abc>

    Everything that blocks, in the order in which it shows:

    1. \`preflight-allow-credentials-not-true\`, in Chromium
    2. \`preflight-header-not-allowed\`, in Chromium
    3. \`allow-origin-missing\`, on an answer that nobody has seen yet
    4. \`allow-credentials-not-true\`, on an answer that nobody has seen yet

    ### The evidence

    Exchange 1, the preflight:

    \`\`\`text
    > OPTIONS https://api.example/orders
    > Accept: */*
    > Access-Control-Request-Method: PUT
    > Access-Control-Request-Headers: authorization,x-trace
    > Origin: https://shop.example
    < HTTP 204
    < Access-Control-Allow-Origin: https://shop.example
    < Access-Control-Allow-Methods: PUT
    < Server: nginx
    < (no Access-Control-Allow-Credentials)   <-- preflight-allow-credentials-not-true
    \`\`\`

    ### How to fix it, on the server

    Let \`https://shop.example\` read the answer with credentials and allow the headers \`authorization, x-trace\`.

    \`\`\`diff
    @@ Answer to the preflight @@
      204 No Content
      Access-Control-Allow-Origin: https://shop.example
      Access-Control-Allow-Methods: PUT
    + Access-Control-Allow-Credentials: true
    + Access-Control-Allow-Headers: authorization, x-trace
      Server: nginx
    @@ Answer to the request, which nobody has seen yet @@
    + Access-Control-Allow-Origin: https://shop.example
    + Vary: Origin   (not needed for the verdict, but right)
    + Access-Control-Allow-Credentials: true
    \`\`\`

    Proved with the engines of Chromium, Firefox and WebKit: allowed, assuming plain answers where none was seen.

    For nginx, filled in for this request. Without \`always\`, answers of 400 and above go out bare. A \`location\` with one \`add_header\` of its own inherits none of these: repeat them there, and behind FastCGI write \`fastcgi_hide_header\` in place of \`proxy_hide_header\`.

    \`\`\`nginx
    …
    \`\`\`

    ### What each browser prints

    Chromium:

    \`\`\`text
    Access to fetch at 'https://api.example/orders' from origin 'https://shop.example' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'.
    Failed to load resource: net::ERR_FAILED
    TypeError: Failed to fetch
    \`\`\`

    Firefox:

    \`\`\`text
    Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example/orders. (Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).
    Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example/orders. (Reason: CORS request did not succeed). Status code: (null).
    TypeError: NetworkError when attempting to fetch resource.
    \`\`\`

    WebKit:

    \`\`\`text
    Credentials flag is true, but Access-Control-Allow-Credentials is not "true".
    Fetch API cannot load https://api.example/orders due to access control checks.
    TypeError: Load failed
    \`\`\`

    ### Reproduce it

    \`\`\`sh
    curl --http1.1 -i -X OPTIONS --globoff https://api.example/orders -H 'Accept: */*' -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: authorization,x-trace' -H 'Origin: https://shop.example'
    \`\`\`
    "
  `);
});

test("names what else was asked, and what each question showed", () => {
  const probed = PROBED_CASES.find(({ name }) => name === "one of two headers is refused")!;
  expect(renderMarkdown(observedDiagnosis(probed))).toContain(
    "- Asks for `PUT` without the headers, to tell the method from the headers. Ruled out: `PUT` is accepted.\n",
  );
});

test("says what a command cannot repeat", () => {
  const { exchanges, ...rest } = diagnosisOf({ responses: [answer(200)] });
  const [exchange] = exchanges;
  const headers = [["Cookie", "REDACTED"] as const, ["content-length", "7"] as const];
  const report = renderMarkdown({
    ...rest,
    exchanges: [{ ...exchange!, request: { ...exchange!.request, method: "POST", headers } }],
  });
  expect(report).toContain("Put your secrets in for REDACTED: they are not kept.");
  expect(report).toContain("The body of the request is not kept: add yours with `--data`.");
  expect(report).toContain("curl --http1.1 -i -X POST --globoff https://api.example/orders -H 'Cookie: REDACTED'\n");
});

describe.each(ALL_FINDING_CASES)("$name", (each) => {
  const report = renderMarkdown({ ...diagnosisOf(each), permalink: PERMALINK });

  test("holds no syntax but ours", () => {
    const tags = tagsOf(parse(report));
    expect(tags.filter((tag) => !OURS.test(tag) && !OUR_LINK.test(tag))).toEqual([]);
    expect(tags.filter((tag) => OUR_LINK.test(tag)).length).toBeGreaterThan(0);
  });

  test("reads like a text: prose is prose, and code is code", () => {
    expect(report).not.toMatch(/\n\n\n|`{2}[^`]*[.,;:]`{1}(?!`)/);
    expect(report).toMatch(/[^\n]\n$/);
    expect(looseTextOf(parse(report))).not.toContain("`");
  });
});

describe("whatever a server or a stranger wrote", () => {
  test("the only links are ours, and there are no pictures, no HTML and no headings but ours", () => {
    const read = (text: string) => parse(renderMarkdown({ ...infected(text), permalink: PERMALINK }));
    const structureOf = (html: string) => tagsOf(html).filter((tag) => tag !== "<code>");
    const clean = structureOf(read("a"));
    fc.assert(
      fc.property(hostileText, (text) => {
        const html = read(text);
        expect(structureOf(html)).toEqual(clean);
        expect(looseTextOf(html)).not.toMatch(REFERENCE);
      }),
      { numRuns: 100 },
    );
  }, 30_000);

  test("nothing in it is invisible or reorders its neighbours", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const report = renderMarkdown(infected(text)).replaceAll("\n", "");
        // In a snippet, tabs indent.
        expect(report.replaceAll("\t", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
      { numRuns: 200 },
    );
  }, 30_000);

  test("a code span and a fence say what it is, to the character", () => {
    const visible = fc.string({ unit: fc.constantFrom(...Array.from("`~ab <&*_[]\\#")) });
    const decode = (html: string) =>
      html.replace(/&(lt|gt|amp|quot);/g, (_, name: string) => ({ lt: "<", gt: ">", amp: "&", quot: '"' })[name] ?? "");
    fc.assert(
      fc.property(visible, (text) => {
        const [, fencedText] = /^<pre><code[^>]*>([^]*)\n<\/code><\/pre>$/.exec(parse(fenced("text", [text]))) ?? [];
        expect(decode(fencedText ?? "")).toBe(text);
        if (text.trim() === "") return;
        const [, span] = /^<p><code>([^]*)<\/code><\/p>$/.exec(parse(codeSpan(text))) ?? [];
        expect(decode(span ?? "")).toBe(text);
      }),
    );
  });
});

test.each([
  ["Let `https://a.example` in, with `x: 1`.", "Let `https://a.example` in, with `x: 1`."],
  ["a backtick ` in it", "a backtick `` ` `` in it"],
  ["ask @someone about #1", "ask `@someone` about `#1`"],
  ["see (https://evil.example).", "see (`https://evil.example`)."],
  ["x=`a`b", "`x=` `a`b"],
  ["12. of 12", "12\\. of 12"],
  ["deadbeef and facade", "`deadbeef` and facade"],
])("the sentence %j is written %j", (sentence, markdown) => {
  expect(markdownProse(sentence)).toBe(markdown);
});
