import {
  ALLOWED,
  allowOrigin,
  answer,
  api,
  blocked,
  GET,
  type LabAnswer,
  type LabRequest,
  type LabScenario,
} from "#lib/lab/scenario.ts";

/** Requests that are not made by `fetch()`. */
const common = { family: "initiator", pageOrigin: "page" } as const;
const MISSING = blocked("allow-origin-missing");

const UPLOAD: LabRequest = { ...GET, initiator: "xhr", method: "POST", body: "lab" };
const IMAGE: LabRequest = { ...GET, initiator: "image" };
const EMBEDDED: LabRequest = { ...IMAGE, mode: "no-cors", credentials: "include" };
const STREAM: LabRequest = { ...GET, initiator: "eventsource" };
const FONT: LabRequest = { ...GET, initiator: "font" };

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';
const image = (...headers: LabAnswer["headers"]): LabAnswer => ({
  ...answer(200, ...headers),
  body: { type: "image/svg+xml", text: SVG },
});
const stream = (...headers: LabAnswer["headers"]): LabAnswer => ({
  ...answer(200, ...headers),
  body: { type: "text/event-stream", text: "data: lab\n\n" },
});

/** It answers simple requests, and never learnt of preflights. */
const uploads = [api(answer(200, allowOrigin("*")), answer(404))] as const;

export const INITIATOR_SCENARIOS: readonly LabScenario[] = [
  {
    ...common,
    id: "upload-listener",
    title: "Progress of an upload",
    teaches: "A listener on `upload` makes the simplest POST a preflighted one, which this server does not expect.",
    correct: false,
    twin: "upload-without-listener",
    request: { ...UPLOAD, initiator: "xhr-upload" },
    endpoints: uploads,
    expected: blocked("preflight-allow-origin-missing"),
  },
  {
    ...common,
    id: "upload-without-listener",
    title: "The same upload without a progress bar",
    teaches: "Without a listener on `upload` the same text goes to the same server without a preflight.",
    correct: true,
    request: UPLOAD,
    endpoints: uploads,
    expected: ALLOWED,
  },
  {
    ...common,
    id: "image-for-canvas",
    title: "An image for a canvas",
    teaches: "An image whose pixels a script reads has the attribute `crossorigin`, and then needs the header.",
    correct: true,
    request: IMAGE,
    endpoints: [api(image(allowOrigin("*")))],
    expected: ALLOWED,
  },
  {
    ...common,
    id: "image-for-canvas-missing",
    title: "An image that the canvas may not have",
    teaches:
      "With `crossorigin` an image without the header does not even load; without it, it only taints the canvas.",
    correct: false,
    twin: "image-for-canvas",
    request: IMAGE,
    endpoints: [api(image())],
    expected: MISSING,
  },
  {
    ...common,
    id: "image-with-corp",
    title: "An image that may not be embedded elsewhere",
    teaches:
      "`Cross-Origin-Resource-Policy: same-origin`, which some libraries set by default, keeps images from others.",
    correct: false,
    twin: "image-for-canvas",
    request: EMBEDDED,
    endpoints: [api(image(["Cross-Origin-Resource-Policy", "same-origin"]))],
    expected: blocked("corp-blocked"),
  },
  {
    ...common,
    id: "font-missing",
    title: "A font from another origin",
    teaches: "Chromium and Firefox request every font with CORS, and no attribute turns that off.",
    correct: false,
    twin: "origin-wildcard",
    request: FONT,
    endpoints: [api(answer(200))],
    expected: MISSING,
  },
  {
    ...common,
    id: "eventsource",
    title: "A stream of events",
    teaches: "An `EventSource` is a GET whose response stays open, and the header belongs on it like on any other.",
    correct: true,
    request: STREAM,
    endpoints: [api(stream(allowOrigin("*")))],
    expected: ALLOWED,
  },
  {
    ...common,
    id: "eventsource-missing",
    title: "A stream of events without the header",
    teaches: "The page's script gets an `error` event without a reason, and the console speaks of a resource.",
    correct: false,
    twin: "eventsource",
    request: STREAM,
    endpoints: [api(stream())],
    expected: MISSING,
  },
];
