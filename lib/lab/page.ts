import { LAB_SCENARIOS, labUrl } from "./catalog.ts";
import type { LabInitiator, LabOrigins, LabRequest, LabScenario } from "./scenario.ts";

/** The page of the lab's first origin: somewhere to stand with a real browser, and what to paste into its console. */
export function labPage(origins: LabOrigins): string {
  const items = LAB_SCENARIOS.map(
    (scenario) =>
      `<dt>${escaped(scenario.title)}</dt><dd>${escaped(scenario.teaches)}<pre>${escaped(labCall(scenario, origins))}</pre></dd>`,
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

/** How a page makes the scenario's request; it fails by an error event or a rejected promise. */
export function labCall(scenario: LabScenario, origins: LabOrigins): string {
  return CALLS[scenario.request.initiator](JSON.stringify(labUrl(scenario, origins)), scenario.request);
}

const CALLS: Readonly<Record<LabInitiator, (url: string, request: LabRequest) => string>> = {
  fetch: fetchCall,
  xhr: (url, request) => xhrCall(url, request),
  "xhr-upload": (url, request) => xhrCall(url, request, "request.upload.onprogress = () => {}; "),
  image: (url, { mode }) =>
    eventCall(
      `new Image(), { ${mode === "cors" ? 'crossOrigin: "anonymous", ' : ""}onload: load, onerror: error, src: ${url} }`,
    ),
  font: (url) => `await new FontFace("Lab", ${JSON.stringify(`url(${url})`)}).load()`,
  eventsource: (url) =>
    eventCall(`new EventSource(${url}), { onopen: load, onmessage() { this.close(); }, onerror: error }`),
};

function fetchCall(url: string, { method, headers, credentials, mode, redirect, body }: LabRequest): string {
  const init = {
    ...(method !== "GET" && { method }),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
    ...(credentials !== "same-origin" && { credentials }),
    ...(mode !== "cors" && { mode }),
    ...(redirect !== "follow" && { redirect }),
    ...(body !== null && { body }),
  };
  const options = Object.keys(init).length === 0 ? "" : `, ${JSON.stringify(init)}`;
  return `await fetch(${url}${options})`;
}

function xhrCall(url: string, { method, body }: LabRequest, listen = ""): string {
  return `await new Promise((load, error) => { const request = Object.assign(new XMLHttpRequest(), { onload: load, onerror: error }); ${listen}request.open(${JSON.stringify(method)}, ${url}); request.send(${JSON.stringify(body)}); })`;
}

const eventCall = (made: string) => `await new Promise((load, error) => Object.assign(${made}))`;

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
