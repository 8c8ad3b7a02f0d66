import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { answer, API, type FindingCase } from "./finding-case.ts";

const HTTP_PAGE = "http://shop.example";
const ALLOW_PUT: HeaderLine = ["Access-Control-Allow-Methods", "PUT"];
const ALLOW_PRIVATE_NETWORK: HeaderLine = ["Access-Control-Allow-Private-Network", "true"];
const location = (value: string): HeaderLine => ["Location", value];

/** Requests from public pages to the user's machine and network, and the headers that do not help there. */
export const FINDING_CASES_LOCAL_NETWORK: readonly FindingCase[] = [
  // A page that the browser asks for.
  {
    name: "a secure page and a private address",
    fields: { url: "https://192.168.1.5/" },
    responses: [answer(200, "*")],
    want: { outcome: "allowed", findings: ["local-network-access"], evidence: [{ request: "url" }] },
  },
  {
    name: "an address of the local network is asked for in Chromium and mixed content elsewhere",
    fields: { url: "http://192.168.1.5/" },
    responses: [answer(200, "*")],
    want: { outcome: "varies", findings: ["mixed-content", "local-network-access", "browsers-disagree"] },
  },
  {
    name: "a redirect to a private address is pointed at",
    responses: [answer(307, "*", location("https://10.0.0.1/")), answer(200, "*")],
    want: { outcome: "allowed", findings: ["local-network-access"], evidence: [{ exchange: 0, header: 1 }] },
  },
  {
    name: "a request that nobody has answered still needs the permission",
    fields: { url: "https://printer.local/" },
    responses: [],
    want: { outcome: "undetermined", findings: ["answer-missing", "local-network-access"] },
  },
  {
    name: "what Chromium does not send needs no permission",
    fields: { url: "https://192.168.1.5:6667/" },
    responses: [],
    want: { outcome: "blocked", findings: ["bad-port"] },
  },
  {
    name: "two private hosts on the way are two findings",
    fields: { url: "https://10.0.0.1/" },
    responses: [answer(307, "*", location("https://10.0.0.2/")), answer(200, "*")],
    want: { outcome: "allowed", findings: ["local-network-access", "local-network-access"] },
  },

  // A page that Chromium does not even ask for.
  {
    name: "an http page and localhost",
    fields: { origin: HTTP_PAGE, url: "http://localhost:3000/" },
    responses: [answer(200, "*")],
    want: { outcome: "allowed", findings: ["lna-insecure-context"], evidence: [{ request: "url" }] },
  },
  {
    name: "a preflight and its request are one finding, and the header of the withdrawn proposal does not help",
    fields: { origin: HTTP_PAGE, url: "http://127.0.0.1:3000/", method: "PUT" },
    responses: [answer(204, "*", ALLOW_PUT, ALLOW_PRIVATE_NETWORK), answer(200, "*")],
    want: { outcome: "allowed", findings: ["lna-insecure-context", "private-network-header-without-effect"] },
  },
  {
    name: "CORS applies as well",
    fields: { origin: HTTP_PAGE, url: "http://127.0.0.1:3000/" },
    responses: [answer(200)],
    want: { outcome: "blocked", findings: ["allow-origin-missing", "lna-insecure-context"] },
  },

  // Pages that are not restricted, or not known to be.
  {
    name: "a page of this machine may reach this machine and its network",
    fields: { origin: "http://localhost:5173", url: "http://192.168.1.5/" },
    responses: [answer(200, "*")],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "a page of the local network may reach localhost",
    fields: { origin: "http://192.168.1.5", url: "http://localhost:3000/" },
    responses: [answer(200, "*")],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "an opaque origin can be that of a file, which is not restricted",
    fields: { origin: "null", url: "http://localhost:3000/" },
    responses: [answer(200, "*")],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "an extension's page has no address",
    fields: { origin: "chrome-extension://abcdef", url: "https://192.168.1.5/" },
    responses: [answer(200, "*")],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "a public page and a public address",
    fields: { origin: HTTP_PAGE, url: "http://8.8.8.8/" },
    responses: [answer(200, "*")],
    want: { outcome: "allowed", findings: [] },
  },

  // Headers of the withdrawn Private Network Access.
  {
    name: "Access-Control-Allow-Private-Network on two answers is one finding",
    fields: { method: "PUT" },
    responses: [answer(204, "*", ALLOW_PUT, ALLOW_PRIVATE_NETWORK), answer(200, "*", ALLOW_PRIVATE_NETWORK)],
    want: {
      outcome: "allowed",
      findings: ["private-network-header-without-effect"],
      evidence: [
        { exchange: 0, header: 2 },
        { exchange: 1, header: 1 },
      ],
    },
  },
  {
    name: "Access-Control-Request-Private-Network of a script",
    fields: { headers: { Accept: "*/*", "access-control-request-private-network": "true" } },
    responses: [answer(204, "*", ["Access-Control-Allow-Headers", "*"]), answer(200, "*")],
    want: {
      outcome: "allowed",
      findings: ["private-network-header-without-effect"],
      evidence: [{ request: "headers", index: 1 }],
    },
  },

  // Mixed content.
  {
    name: "a redirect from https to http is pointed at",
    responses: [answer(301, "*", location(API.replace("https:", "http:")))],
    want: { outcome: "blocked", findings: ["mixed-content"], evidence: [{ exchange: 0, header: 1 }] },
  },
];
