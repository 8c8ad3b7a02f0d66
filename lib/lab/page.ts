import { LAB_SCENARIOS, labUrl } from "./catalog.ts";
import type { LabOrigins, LabScenario } from "./scenario.ts";

/** The page of the lab's first origin: somewhere to stand with a real browser, and what to paste into its console. */
export function labPage(origins: LabOrigins): string {
  const items = LAB_SCENARIOS.map(
    (scenario) =>
      `<dt>${escaped(scenario.title)}</dt><dd>${escaped(scenario.teaches)}<pre>${escaped(call(scenario, origins))}</pre></dd>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Preflight lab</title>
<link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width">
<h1>Preflight lab</h1>
<p>This page is the origin from which the lab's scenarios are called. Open the browser's console and paste one of them:</p>
<dl>
${items.join("\n")}
</dl>
</html>
`;
}

function call(scenario: LabScenario, origins: LabOrigins): string {
  const { method, headers, credentials, mode, redirect, body } = scenario.request;
  const init = {
    ...(method !== "GET" && { method }),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
    ...(credentials !== "same-origin" && { credentials }),
    ...(mode !== "cors" && { mode }),
    ...(redirect !== "follow" && { redirect }),
    ...(body !== null && { body }),
  };
  const options = Object.keys(init).length === 0 ? "" : `, ${JSON.stringify(init)}`;
  return `await fetch(${JSON.stringify(labUrl(scenario, origins))}${options})`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
