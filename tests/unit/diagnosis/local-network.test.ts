import { describe, expect, test } from "vitest";
import type { Finding } from "#lib/contract/diagnosis.ts";
import { evaluate, type SuppliedResponse } from "#lib/diagnosis/evaluate.ts";
import { FINDINGS } from "#lib/diagnosis/findings/index.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";
import { answer, API, PAGE, requestOf } from "./finding-case.ts";

interface Seen {
  readonly fields?: Partial<RequestFields>;
  readonly responses?: readonly SuppliedResponse[];
  /** Where each exchange went, as a replay sees it; null for one that was supplied. */
  readonly remoteAddresses?: readonly (string | null)[];
}

function findingsOf({ fields = {}, responses = [answer(200, "*")], remoteAddresses = [] }: Seen): Finding[] {
  const observation = evaluate(requestOf(fields), responses);
  const exchanges = observation.exchanges.map((exchange, index) => ({
    ...exchange,
    remoteAddress: remoteAddresses[index] ?? null,
  }));
  return FINDINGS.flatMap((definition) => definition.find({ ...observation, exchanges }));
}

const localFindings = (seen: Seen) =>
  findingsOf(seen).filter(({ id }) => ["local-network-access", "lna-insecure-context"].includes(id));

describe("the address that a name leads to", () => {
  test.each([
    ["127.0.0.1", "loopback"],
    ["::1", "loopback"],
    ["::ffff:127.0.0.1", "loopback"],
    ["10.1.2.3", "local"],
    ["172.16.0.1", "local"],
    ["192.168.0.10", "local"],
    ["169.254.10.1", "local"],
    ["100.64.0.1", "local"],
    ["::ffff:192.168.0.10", "local"],
    ["fd12:3456:789a:0:0:0:0:1", "local"],
    ["FD00::1", "local"],
    ["fe80::1%eth0", "local"],
  ])("%s is %s", (address, space) => {
    expect(localFindings({ remoteAddresses: [address] })).toMatchObject([
      { id: "local-network-access", params: { page: PAGE, url: API, address, space } },
    ]);
  });

  test.each(["93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8", "198.18.0.1", "not an address", ""])(
    "%j is no private one",
    (address) => {
      expect(localFindings({ remoteAddresses: [address] })).toEqual([]);
    },
  );

  test("counts more than the name", () => {
    const fields = { url: "https://printer.local/" };
    expect(localFindings({ fields })).toMatchObject([{ params: { address: "printer.local", space: "local" } }]);
    expect(localFindings({ fields, remoteAddresses: ["93.184.215.14"] })).toEqual([]);
  });

  test("counts hop by hop", () => {
    const responses = [answer(307, "*", ["Location", "https://intranet.example/"]), answer(200, "*")];
    expect(localFindings({ responses, remoteAddresses: ["93.184.215.14", "10.0.0.5"] })).toMatchObject([
      { params: { url: "https://intranet.example/", address: "10.0.0.5" }, evidence: [{ exchange: 0, header: 1 }] },
    ]);
    expect(localFindings({ responses, remoteAddresses: ["10.0.0.5", "93.184.215.14"] })).toMatchObject([
      { params: { url: API, address: "10.0.0.5" }, evidence: [{ request: "url" }] },
    ]);
  });

  test("shows that the page is private itself when it leads to the page's host", () => {
    const fields = { origin: "https://intranet.example", url: "https://intranet.example:8443/" };
    expect(localFindings({ fields, remoteAddresses: ["10.0.0.5"] })).toEqual([]);
    const elsewhere = { ...fields, url: "https://other.intranet.example/" };
    expect(localFindings({ fields: elsewhere, remoteAddresses: ["10.0.0.5"] })).toHaveLength(1);
  });
});

describe("the page", () => {
  test.each([
    "http://localhost",
    "http://app.localhost:5173",
    "https://localhost:8443",
    "http://127.0.0.1:3000",
    "http://[::1]:3000",
    "http://10.0.0.1",
    "https://192.168.1.5",
    "http://[fd00::1]",
    "http://printer.local",
    "null",
    "chrome-extension://abcdef",
  ])("%s is not known to be public", (origin) => {
    for (const url of ["http://localhost:9999/", "https://192.168.7.7/"]) {
      expect(localFindings({ fields: { origin, url } })).toEqual([]);
    }
  });

  test.each([
    ["https://shop.example", "local-network-access"],
    ["https://8.8.8.8", "local-network-access"],
    ["http://shop.example:8080", "lna-insecure-context"],
    ["http://localhost.shop.example", "lna-insecure-context"],
  ])("%s may be public: %s", (origin, id) => {
    expect(localFindings({ fields: { origin, url: "https://192.168.7.7/" } }).map((finding) => finding.id)).toEqual([
      id,
    ]);
  });
});

describe("mixed content", () => {
  const explanationOf = (seen: Seen) => findingsOf(seen).find(({ id }) => id === "mixed-content")?.explanation;

  test.each([
    {
      url: "http://api.example/",
      says: "Chromium, Firefox and WebKit block this as mixed content and send nothing there; CORS headers do not change it. Request it over https.",
    },
    {
      url: "http://localhost:3000/",
      says: "WebKit blocks this as mixed content and sends nothing there; CORS headers do not change it. Chromium and Firefox make an exception for the user's own machine. Request it over https.",
    },
    {
      url: "http://192.168.1.5/",
      says: "Firefox and WebKit block this as mixed content and send nothing there; CORS headers do not change it. Chromium makes an exception for the user's local network. Request it over https.",
    },
  ])("of $url names who blocks and who does not", ({ url, says }) => {
    expect(explanationOf({ fields: { url } })).toBe(
      `The page \`${PAGE}\` was loaded over https and requests \`${url}\` over http. ${says}`,
    );
  });

  test("that a redirect leads to names the redirect", () => {
    expect(explanationOf({ responses: [answer(301, "*", ["Location", "http://api.example/2"])] })).toBe(
      `The page \`${PAGE}\` was loaded over https, and \`${API}\` redirects its request to \`http://api.example/2\` over http. Chromium, Firefox and WebKit block this as mixed content and send nothing there; CORS headers do not change it. Have the redirect lead to https.`,
    );
  });
});

describe("a header of Private Network Access", () => {
  const headers = { "Access-Control-Request-Private-Network": "true" };
  const textOf = (fields: Partial<RequestFields>) =>
    findingsOf({ fields }).find(({ id }) => id === "private-network-header-without-effect")?.explanation;

  test("costs a preflight where the engine says so", () => {
    expect(textOf({ headers })).toContain("it only makes the request need a preflight");
    expect(textOf({ headers, url: `${PAGE}/own` })).toContain("It does no harm and can go");
    expect(textOf({})).toBeUndefined();
  });
});
