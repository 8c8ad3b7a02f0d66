import { describe, expect, test } from "vitest";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { httpTarget, PAGE, startService } from "./service-fixture.ts";

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface HiddenFailure {
  readonly name: string;
  readonly input?: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly preflight?: Answer;
  readonly actual?: Answer;
  readonly want: {
    /** The findings that are errors, in order. */
    readonly errors: readonly string[];
    readonly evidence: Diagnosis["findings"][number]["evidence"];
    readonly server: Diagnosis["server"];
    readonly says: string;
  };
}

const JSON_POST = { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" };
const ALLOWED: Answer = {
  status: 204,
  headers: { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "content-type" },
};
const NGINX_413 =
  "<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n<body>\r\n<center><h1>413 Request Entity Too Large</h1></center>\r\n<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>\r\n";

/** What servers in the wild put on the wire, and what has to be made of it. */
const HIDDEN: readonly HiddenFailure[] = [
  {
    name: "nginx refuses the body after a good preflight",
    input: JSON_POST,
    preflight: ALLOWED,
    actual: { status: 413, headers: { Server: "nginx/1.24.0", "Content-Type": "text/html" }, body: NGINX_413 },
    want: {
      errors: ["payload-too-large", "allow-origin-missing"],
      evidence: [{ exchange: 1, status: true }],
      server: [{ name: "nginx", evidence: { exchange: 1, body: true } }],
      says: "has the status 413",
    },
  },
  {
    name: "Starlette refuses a header and says so",
    input: { headers: { "X-Trace": "1" } },
    preflight: { status: 400, headers: { Server: "uvicorn" }, body: "Disallowed CORS headers" },
    want: {
      errors: ["refused-by-cors-rules", "preflight-allow-origin-missing", "preflight-status-not-ok"],
      evidence: [
        { exchange: 0, status: true },
        { exchange: 0, body: true },
      ],
      server: [{ name: "Starlette", evidence: { exchange: 0, body: true } }],
      says: "refuse the headers `x-trace`",
    },
  },
  {
    name: "a login page elsewhere, with secrets on the way that are not kept",
    actual: {
      status: 302,
      headers: {
        Server: "Apache",
        Location: "https://login.example/authorize?client_id=a&response_type=code&nonce=s3cr3t-s3cr3t",
      },
    },
    want: {
      errors: ["login-redirect", "allow-origin-missing"],
      evidence: [
        { exchange: 0, status: true },
        { exchange: 0, header: 1 },
      ],
      server: [{ name: "Apache", evidence: { exchange: 0, header: 0 } }],
      says: "response_type=code&nonce=REDACTED`, which looks like a login",
    },
  },
  {
    name: "Cloudflare challenges the preflight",
    input: { headers: { "X-Trace": "1" } },
    preflight: {
      status: 403,
      headers: { Server: "cloudflare", "CF-Mitigated": "challenge", "Content-Type": "text/html" },
      body: "<!DOCTYPE html><title>Just a moment...</title>",
    },
    want: {
      errors: ["bot-challenge", "preflight-allow-origin-missing", "preflight-status-not-ok"],
      evidence: [
        { exchange: 0, status: true },
        { exchange: 0, header: 1 },
      ],
      server: [{ name: "Cloudflare", evidence: { exchange: 0, header: 1 } }],
      says: "Preflight asks from a server",
    },
  },
];

describe("a failure that the browser hides", () => {
  test.each(HIDDEN)("$name", async ({ input = {}, preflight, actual, want }) => {
    const target = await httpTarget((request, response) => {
      const { status = 500, headers = {}, body = "" } = (request.method === "OPTIONS" ? preflight : actual) ?? {};
      response.writeHead(status, headers).end(body);
    });
    const service = await startService({ ports: [target.port] });
    const diagnosis = await service.diagnose({ url: target.url, origin: PAGE, actualRequest: "always", ...input });
    const [first] = diagnosis.findings;
    const errors = diagnosis.findings.flatMap(({ id, severity }) => (severity === "error" ? [id] : []));
    expect({ errors, evidence: first?.evidence, server: diagnosis.server }).toEqual({
      errors: want.errors,
      evidence: want.evidence,
      server: want.server,
    });
    expect(first?.explanation).toContain(want.says);
    expect(first?.explanation).toContain(`\`${String(diagnosis.browsers.chromium?.console.reason)}\``);
    // The line of the console is told once.
    expect(first?.explanation.replace(/The page is not told; .*?`\.? /, "")).toBe(diagnosis.summary);
  });
});
