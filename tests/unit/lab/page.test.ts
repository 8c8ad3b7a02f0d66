import { expect, test } from "vitest";
import { LAB_SCENARIOS, labUrl } from "#lib/lab/catalog.ts";
import { labPage } from "#lib/lab/page.ts";
import type { LabOrigins } from "#lib/lab/scenario.ts";

const ORIGINS: LabOrigins = ["http://page.test", "http://api.test", "http://third.test"];
/** Quotation marks inside a string are like those around it. */
const html = labPage(ORIGINS).replaceAll("\\&#34;", "&#34;");

test.each(LAB_SCENARIOS)("the lab's page shows how $id is called", (scenario) => {
  expect(html).toContain(`${labUrl(scenario, ORIGINS)}&#34;`);
});

test.each([
  ["origin-exact", "fetch", "await fetch(&#34;http"],
  ["upload-without-listener", "XMLHttpRequest", "request.open(&#34;POST&#34;, &#34;http"],
  [
    "upload-listener",
    "XMLHttpRequest",
    "request.upload.onprogress = () =&#62; {}; request.open(&#34;POST&#34;, &#34;http",
  ],
  ["image-for-canvas", "Image", "crossOrigin: &#34;anonymous&#34;, onload: load, onerror: error, src: &#34;http"],
  ["image-with-corp", "Image", "new Image(), { onload: load, onerror: error, src: &#34;http"],
  ["font-missing", "FontFace", "load()"],
  ["eventsource", "EventSource", "new EventSource(&#34;http"],
])("%s is called by %s", (id, initiator, words) => {
  const call = html.split("<pre>").find((each) => each.includes(`/${id}&#34;`));
  expect(call).toContain(initiator);
  expect(call).toContain(words);
});

test("the call names only what differs from a plain GET", () => {
  expect(html).toContain("await fetch(&#34;http://api.test/origin-exact&#34;)");
  expect(html).toContain(
    "await fetch(&#34;http://api.test/preflight-authorization&#34;, {&#34;headers&#34;:{&#34;Authorization&#34;:&#34;Bearer lab&#34;}})",
  );
});
