import { chromiumRules } from "#lib/browsers/chromium/rules.ts";
import { firefoxRules } from "#lib/browsers/firefox/rules.ts";
import { webkitRules } from "#lib/browsers/webkit/rules.ts";
import type { Exercise, Goal } from "./exercise.ts";

const PAGE = "https://shop.example";
const API = "https://api.example/orders";
const ALLOWED: Goal = { kind: "outcome", is: "allowed" };
const GRACIOUS = `Access-Control-Allow-Origin: ${PAGE}\nVary: Origin`;

/** How long each browser keeps a preflight's answer at most. */
const CAPS = Object.fromEntries(
  [chromiumRules, firefoxRules, webkitRules].map(({ name, preflightMaxAgeCapSeconds }) => [
    name,
    preflightMaxAgeCapSeconds ?? 0,
  ]),
);

/** The exercises of the guide, in the order in which they appear there. */
export const EXERCISES = [
  {
    id: "same-origin",
    title: "The same origin, or another?",
    task: "The page and the API share a host, and still the browser asks for permission. Change the URL until CORS plays no part.",
    request: { url: "https://shop.example:8443/orders", origin: PAGE },
    answers: [{ to: "GET", status: "200", headers: "Content-Type: application/json" }],
    controls: [
      { place: "origin", label: "The page" },
      { place: "url", label: "The URL it fetches" },
    ],
    goals: [{ kind: "response-type", is: "basic" }, ALLOWED],
    shows: ["origins", "wire"],
    solution: { url: "https://shop.example/orders" },
  },
  {
    id: "no-preflight",
    title: "A POST without a preflight",
    task: "This form could be posted without asking first. Find every line that makes the browser send `OPTIONS`, and get rid of it; the method stays `POST`.",
    request: {
      url: API,
      origin: PAGE,
      method: "POST",
      headers: "Accept: application/json\nContent-Type: application/json\nX-Requested-With: XMLHttpRequest",
    },
    answers: [
      {
        to: "OPTIONS",
        match: { role: "preflight" },
        status: "204",
        headers: `${GRACIOUS}\nAccess-Control-Allow-Methods: *\nAccess-Control-Allow-Headers: *, Authorization`,
      },
      { to: "the request", match: { role: "actual" }, status: "200", headers: GRACIOUS },
    ],
    controls: [
      { place: "method", label: "Method", choices: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] },
      { place: "headers", label: "Header lines of the request" },
    ],
    goals: [{ kind: "sent", methods: ["POST"] }],
    shows: ["wire"],
    solution: { headers: "Accept: application/json\nContent-Type: application/x-www-form-urlencoded" },
  },
  {
    id: "preflight",
    title: "A preflight that fails four times",
    task: "The page sends a `PUT` with JSON. Edit what the server answers to `OPTIONS` until the browser sends the `PUT` and gives the page its answer.",
    request: { url: API, origin: PAGE, method: "PUT", headers: "Content-Type: application/json" },
    answers: [
      { to: "OPTIONS", match: { role: "preflight" }, status: "401", headers: "WWW-Authenticate: Bearer" },
      { to: "PUT", match: { role: "actual" }, status: "200", headers: GRACIOUS },
    ],
    controls: [
      { place: "answer-0-status", label: "Status of the answer to OPTIONS" },
      { place: "answer-0-headers", label: "Header lines of the answer to OPTIONS" },
    ],
    goals: [{ kind: "sent", methods: ["OPTIONS", "PUT"] }, ALLOWED],
    shows: ["wire", "console"],
    solution: {
      "answer-0-status": "204",
      "answer-0-headers": `${GRACIOUS}\nAccess-Control-Allow-Methods: PUT\nAccess-Control-Allow-Headers: Content-Type`,
    },
  },
  {
    id: "readable",
    title: "Make this response readable",
    task: "The server means well. Edit its lines until the browser lets `https://shop.example` read the answer, and no cache can give it to the wrong page.",
    request: { url: API, origin: PAGE },
    answers: [
      {
        to: "GET",
        status: "200",
        headers:
          "Content-Type: application/json\nCache-Control: max-age=600\nAccess-Control-Allow-Origin: https://shop.example/, https://admin.example",
      },
    ],
    controls: [{ place: "answer-0-headers", label: "Header lines of the answer" }],
    goals: [ALLOWED, { kind: "without", finding: "vary-origin-missing" }],
    shows: ["console"],
    solution: { "answer-0-headers": `Content-Type: application/json\nCache-Control: max-age=600\n${GRACIOUS}` },
  },
  {
    id: "expose",
    title: "Which header can the script read?",
    task: 'The answer arrives, and `response.headers.get("X-Total-Count")` is still `null`. Let the script read it, without giving up the cookies.',
    request: { url: API, origin: PAGE, credentials: "include" },
    answers: [
      {
        to: "GET",
        status: "200",
        headers: `Content-Type: application/json\nX-Total-Count: 42\n${GRACIOUS}\nAccess-Control-Allow-Credentials: true\nAccess-Control-Expose-Headers: *`,
      },
    ],
    controls: [{ place: "answer-0-headers", label: "Header lines of the answer" }],
    goals: [ALLOWED, { kind: "readable", header: "X-Total-Count" }],
    shows: ["readable"],
    solution: {
      "answer-0-headers": `Content-Type: application/json\nX-Total-Count: 42\n${GRACIOUS}\nAccess-Control-Allow-Credentials: true\nAccess-Control-Expose-Headers: X-Total-Count`,
    },
  },
  {
    id: "max-age",
    title: "How long does each browser remember?",
    task: "`10m` is no number of seconds. Write a value with which every browser keeps the preflight's answer for as long as it ever does.",
    request: { url: API, origin: PAGE, method: "DELETE" },
    answers: [
      {
        to: "OPTIONS",
        match: { role: "preflight" },
        status: "204",
        headers: `${GRACIOUS}\nAccess-Control-Allow-Methods: DELETE\nAccess-Control-Max-Age: 10m`,
      },
      { to: "DELETE", match: { role: "actual" }, status: "204", headers: GRACIOUS },
    ],
    controls: [{ place: "answer-0-headers", label: "Header lines of the answer to OPTIONS" }],
    goals: [{ kind: "kept", seconds: CAPS }],
    shows: ["kept"],
    solution: {
      "answer-0-headers": `${GRACIOUS}\nAccess-Control-Allow-Methods: DELETE\nAccess-Control-Max-Age: ${String(Math.max(...Object.values(CAPS)))}`,
    },
  },
  {
    id: "credentials",
    title: "Cookies and the asterisk",
    task: "The page sends its cookies along, and this answer is refused. Put it right without taking the cookies away.",
    request: { url: API, origin: PAGE, credentials: "include" },
    answers: [
      {
        to: "GET",
        status: "200",
        headers:
          "Content-Type: application/json\nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Credentials: True",
      },
    ],
    controls: [{ place: "answer-0-headers", label: "Header lines of the answer" }],
    goals: [ALLOWED, { kind: "without", finding: "vary-origin-missing" }],
    shows: ["console"],
    solution: {
      "answer-0-headers": `Content-Type: application/json\n${GRACIOUS}\nAccess-Control-Allow-Credentials: true`,
    },
  },
  {
    id: "redirect",
    title: "Which origin goes on the wire?",
    task: "The second server lets `https://shop.example` in, and turns this request away. Look at the `Origin` line of each hop, and change where the redirect leads so that the last hop still names the page.",
    request: { url: "https://api.example/orders", origin: PAGE, headers: "Accept: application/json" },
    answers: [
      {
        to: "the first request",
        match: { url: "https://api.example/orders" },
        status: "307",
        headers: `${GRACIOUS}\nLocation: https://eu.api.example/orders`,
      },
      { to: "every other request", status: "200", headers: GRACIOUS },
    ],
    controls: [
      { place: "answer-0-headers", label: "Header lines of the redirect" },
      { place: "answer-1-headers", label: "Header lines of the answer behind it" },
    ],
    goals: [{ kind: "last-origin", is: PAGE }, ALLOWED],
    shows: ["wire", "console"],
    solution: { "answer-0-headers": `${GRACIOUS}\nLocation: https://api.example/v2/orders` },
  },
  {
    id: "no-cors",
    title: "Why no-cors is not a fix",
    task: "With the mode `no-cors` the error is gone, and so is the answer. Make it readable, whatever it takes.",
    request: { url: API, origin: PAGE, mode: "no-cors" },
    answers: [{ to: "GET", status: "200", headers: "Content-Type: application/json" }],
    controls: [
      { place: "mode", label: "Mode", choices: ["no-cors", "cors", "same-origin"] },
      { place: "answer-0-headers", label: "Header lines of the answer" },
    ],
    goals: [ALLOWED, { kind: "readable", header: "Content-Type" }],
    shows: ["readable", "console"],
    solution: { mode: "cors", "answer-0-headers": "Content-Type: application/json\nAccess-Control-Allow-Origin: *" },
  },
] as const satisfies readonly Exercise[];

export type ExerciseId = (typeof EXERCISES)[number]["id"];
