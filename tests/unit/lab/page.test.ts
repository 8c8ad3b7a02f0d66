import { expect, test } from "vitest";
import { LAB_SCENARIOS, labUrl } from "#lib/lab/catalog.ts";
import { labPage } from "#lib/lab/page.ts";

const html = labPage(["http://page.test", "http://api.test", "http://third.test"]);

test.each(LAB_SCENARIOS)("the lab's page shows how $id is called", (scenario) => {
  const url = labUrl(scenario, ["http://page.test", "http://api.test", "http://third.test"]);
  expect(html).toContain(`await fetch(&#34;${url}&#34;`);
});

test("the call names only what differs from a plain GET", () => {
  expect(html).toContain("await fetch(&#34;http://api.test/origin-exact&#34;)");
  expect(html).toContain(
    "await fetch(&#34;http://api.test/preflight-authorization&#34;, {&#34;headers&#34;:{&#34;Authorization&#34;:&#34;Bearer lab&#34;}})",
  );
});
