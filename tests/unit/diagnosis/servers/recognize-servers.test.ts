import { describe, expect, test } from "vitest";
import type { Exchange } from "#lib/contract/diagnosis.ts";
import { SERVER_NAMES, type ServerName } from "#lib/contract/servers.ts";
import { CLUES } from "#lib/diagnosis/servers/clues.ts";
import { recognizeServers } from "#lib/diagnosis/servers/recognize-servers.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";

interface Given {
  readonly url?: string;
  readonly hop?: number;
  readonly status?: number;
  readonly body?: string;
  readonly headers?: readonly HeaderLine[];
}

function exchangeOf({ url = "https://api.example/", hop = 0, status = 200, body, headers = [] }: Given): Exchange {
  return {
    role: "actual",
    hop,
    request: { method: "GET", url, headers: [] },
    response: { status, httpVersion: "1.1", headers: [...headers], bodyStart: body ?? null },
    failure: null,
    remoteAddress: null,
    timingMs: null,
  };
}

const named = (...given: readonly Given[]) => recognizeServers(given.map(exchangeOf)).map(({ name }) => name);
const line = (name: string, value: string): Given => ({ headers: [[name, value]] });
const page = (body: string, status = 404): Given => ({ body, status });

const RECOGNISED: readonly (readonly [string, Given, readonly ServerName[]])[] = [
  ["nginx with its version", line("Server", "nginx/1.24.0 (Ubuntu)"), ["nginx"]],
  ["nginx without a version", line("server", "nginx"), ["nginx"]],
  ["nginx by OpenResty", line("Server", "openresty/1.25.3.1"), ["nginx"]],
  ["the error page of nginx", page("<html>\r\n<hr><center>nginx/1.24.0</center>\r\n", 413), ["nginx"]],
  ["Apache", line("Server", "Apache/2.4.57 (Debian) OpenSSL/3.0.11"), ["Apache"]],
  ["Apache without a version", line("Server", "Apache"), ["Apache"]],
  ["the error page of Apache", page("<address>Apache/2.4.57 (Debian) Server at a Port 80</address>"), ["Apache"]],
  ["Caddy", line("Server", "Caddy"), ["Caddy"]],
  ["Caddy as a proxy", line("Via", "1.1 Caddy"), ["Caddy"]],
  [
    "IIS and what runs in it",
    {
      headers: [
        ["Server", "Microsoft-IIS/10.0"],
        ["X-Powered-By", "ASP.NET"],
      ],
    },
    ["ASP.NET", "IIS"],
  ],
  ["ASP.NET by its version", line("X-AspNet-Version", "4.0.30319"), ["ASP.NET"]],
  ["ASP.NET Core", line("Server", "Kestrel"), ["ASP.NET"]],
  ["Express", line("X-Powered-By", "Express"), ["Express"]],
  ["the error page of Express", page("<pre>Cannot OPTIONS /orders</pre>"), ["Express"]],
  ["Next.js", line("X-Powered-By", "Next.js"), ["Next.js"]],
  ["Spring by its refusal", page("Invalid CORS request", 403), ["Spring"]],
  [
    "Spring Boot by its error",
    page('{"timestamp":"2026-10-09T05:08:47.000+00:00","status":404,"error":"Not Found","path":"/"}'),
    ["Spring"],
  ],
  ["FastAPI by its error", page('{"detail":"Not Found"}'), ["Starlette"]],
  [
    "FastAPI by its validation",
    page('{"detail":[{"type":"missing","loc":["query","q"],"msg":"Field required"', 422),
    ["Starlette"],
  ],
  ["Starlette by its refusal", page("Disallowed CORS origin", 400), ["Starlette"]],
  ["uvicorn", line("server", "uvicorn"), ["Starlette"]],
  ["Flask's own server", line("Server", "Werkzeug/3.0.1 Python/3.12.1"), ["Flask"]],
  [
    "Flask's error page",
    page("<!doctype html>\n<html lang=en>\n<title>405 Method Not Allowed</title>\n", 405),
    ["Flask"],
  ],
  ["Django's own server", line("Server", "WSGIServer/0.2 CPython/3.12.1"), ["Django"]],
  [
    "Django's page about CSRF",
    page(
      '\n<!DOCTYPE html>\n<html lang="en">\n<head>\n  <meta name="robots" content="NONE,NOARCHIVE">\n  <title>403 Forbidden</title>',
      403,
    ),
    ["Django"],
  ],
  [
    "Django's page for developers",
    page('<!DOCTYPE html>\n<title>Page not found at /orders</title>\n  <meta name="robots" content="NONE,NOARCHIVE">'),
    ["Django"],
  ],
  ["Django REST framework", page('{"detail":"Authentication credentials were not provided."}', 401), ["Django"]],
  [
    "Rails",
    {
      headers: [
        ["X-Runtime", "0.004217"],
        ["X-Request-Id", "9b2c"],
      ],
    },
    ["Rails"],
  ],
  ["Rails by its page", page("<title>We're sorry, but something went wrong (500)</title>", 500), ["Rails"]],
  ["Laravel", page('{"message":"The route api/orders could not be found."}'), ["Laravel"]],
  ["Laravel, formatted", page('{\n    "message": "Unauthenticated."\n}', 401), ["Laravel"]],
  ["PHP", line("X-Powered-By", "PHP/8.3.2"), ["PHP"]],
  ["a Go program", page("404 page not found\n"), ["Go"]],
  ["Envoy in Istio", line("server", "istio-envoy"), ["Envoy"]],
  ["Envoy by its timing", line("x-envoy-upstream-service-time", "12"), ["Envoy"]],
  [
    "Envoy by its words",
    page("upstream connect error or disconnect/reset before headers. reset reason: connection", 503),
    ["Envoy"],
  ],
  ["Kong by its timing", line("X-Kong-Proxy-Latency", "1"), ["Kong"]],
  ["Kong by its words", page('{"message":"no Route matched with those values"}'), ["Kong"]],
  ["Kong by its name", line("Via", "1.1 kong/3.9.0"), ["Kong"]],
  ["Traefik by its default realm", line("WWW-Authenticate", 'Basic realm="traefik"'), ["Traefik"]],
  [
    "HAProxy",
    page("<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n", 503),
    ["HAProxy"],
  ],
  ["Varnish by its number", line("X-Varnish", "32770 3"), ["Varnish"]],
  ["Varnish by its name", line("Via", "1.1 varnish (Varnish/7.4)"), ["Varnish"]],
  ["Varnish by its bare name", line("Via", "1.1 varnish"), ["Varnish"]],
  [
    "Fastly, which calls itself varnish too",
    {
      headers: [
        ["Via", "1.1 varnish"],
        ["X-Served-By", "cache-fra-eddf8230021-FRA"],
      ],
    },
    ["Fastly"],
  ],
  ["Amazon S3", line("Server", "AmazonS3"), ["Amazon S3"]],
  ["Amazon S3 by its host", { url: "https://photos.s3.eu-west-1.amazonaws.com/a" }, ["Amazon S3"]],
  ["Amazon S3 by its first host", { url: "https://s3.amazonaws.com/photos/a" }, ["Amazon S3"]],
  [
    "Amazon S3 behind CloudFront",
    {
      headers: [
        ["Server", "AmazonS3"],
        ["X-Amz-Cf-Id", "x"],
      ],
    },
    ["Amazon S3", "Amazon CloudFront"],
  ],
  ["API Gateway, HTTP", line("Apigw-Requestid", "JKJaXmPLvHcESHA="), ["Amazon API Gateway"]],
  ["API Gateway, REST", line("x-amz-apigw-id", "JKJaXmPLvHcESHA="), ["Amazon API Gateway"]],
  ["API Gateway by its words", page('{"message":"Missing Authentication Token"}', 403), ["Amazon API Gateway"]],
  ["a Lambda URL", { url: "https://abc.lambda-url.eu-west-1.on.aws/" }, ["AWS Lambda URL"]],
  ["Azure's storage", line("Server", "Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0"), ["Azure"]],
  ["Azure Front Door", line("x-azure-ref", "20261009T050847Z"), ["Azure"]],
  ["Azure App Service by its host", { url: "https://shop.azurewebsites.net/" }, ["Azure"]],
  ["Google Cloud Storage", line("X-GUploader-UploadID", "AB"), ["Google Cloud Storage"]],
  ["Firebase by its host", { url: "https://shop.web.app/" }, ["Firebase"]],
  [
    "Cloudflare",
    {
      headers: [
        ["Server", "cloudflare"],
        ["CF-RAY", "8f2a1b3c4d5e6f70-FRA"],
      ],
    },
    ["Cloudflare"],
  ],
  ["Akamai", line("Server", "AkamaiGHost"), ["Akamai"]],
  ["Akamai by its number", line("Akamai-GRN", "0.94cbd517.1778648373.2d727028"), ["Akamai"]],
  ["Vercel", line("X-Vercel-Id", "fra1::iad1::abc-1"), ["Vercel"]],
  ["Netlify", line("X-Nf-Request-Id", "01J"), ["Netlify"]],
  [
    "Supabase, with what is in front of it",
    {
      headers: [
        ["sb-gateway-version", "1"],
        ["Server", "cloudflare"],
      ],
    },
    ["Supabase", "Cloudflare"],
  ],
];

const NOT_RECOGNISED: readonly (readonly [string, Given])[] = [
  ["a server that only begins like nginx", line("Server", "nginx-like-thing")],
  ["Tomcat's connector", line("Server", "Apache-Coyote/1.1")],
  ["Tomcat", line("Server", "Apache Tomcat/9.0.1")],
  ["a word in another value", line("X-Note", "nginx")],
  ["another header of the same shape", line("X-Server", "nginx")],
  ["a proxy of another name", line("Via", "1.1 varnishd-proxy")],
  ["a cache of somebody else", line("X-Served-By", "cache-1")],
  ["a runtime without a request id", line("X-Runtime", "0.004217")],
  [
    "a runtime that is a word",
    {
      headers: [
        ["X-Runtime", "nodejs"],
        ["X-Request-Id", "1"],
      ],
    },
  ],
  ["a login of another realm", line("WWW-Authenticate", 'Basic realm="traefik lovers"')],
  ["what another framework calls not found", page('{"detail": "Not found"}')],
  ["JSON with a status of its own", page('{"status":404,"error":"Not Found"}')],
  ["an error's words on a page that is no error", page("<pre>Cannot GET /x</pre><center>nginx</center>", 200)],
  ["a text about a refusal", page("Invalid CORS request: see the log", 403)],
  ["a host that only ends alike", { url: "https://evilsupabase.co/" }],
  ["a host that contains another", { url: "https://s3.eu-west-1.amazonaws.com.example/" }],
  ["the host of a later hop, which is not the page's choice", { url: "https://shop.web.app/", hop: 1 }],
  ["nothing at all", {}],
];

describe("recognizeServers", () => {
  test.each(RECOGNISED)("knows %s", (_name, given, want) => {
    expect(named(given)).toEqual(want);
  });

  test.each(NOT_RECOGNISED)("does not fall for %s", (_name, given) => {
    expect(named(given)).toEqual([]);
  });

  test("every server of the contract is met in the table, and has a clue", () => {
    const met = new Set(RECOGNISED.flatMap(([, , names]) => names));
    expect([...met].sort()).toEqual([...SERVER_NAMES].sort());
    expect([...new Set(CLUES.map(({ name }) => name))].sort()).toEqual([...SERVER_NAMES].sort());
  });

  test("each name comes once, with the strongest clue of all exchanges", () => {
    const given = [line("Server", "nginx/1.24.0"), page("<center>nginx/1.24.0</center>", 502)].map(exchangeOf);
    expect(recognizeServers(given)).toEqual([{ name: "nginx", evidence: { exchange: 1, body: true } }]);
  });

  test("a line is pointed at in the answer that has it", () => {
    const given = [
      {},
      {
        headers: [
          ["Date", "x"],
          ["Server", "Caddy"],
        ],
      } satisfies Given,
    ].map(exchangeOf);
    expect(recognizeServers(given)).toEqual([{ name: "Caddy", evidence: { exchange: 1, header: 1 } }]);
  });

  test("a host is pointed at in the request", () => {
    const given = [exchangeOf({ url: "https://abc.supabase.co/rest/v1/orders" })];
    expect(recognizeServers(given)).toEqual([{ name: "Supabase", evidence: { request: "url" } }]);
  });

  test("an application comes before the server in front of it, and that before its network", () => {
    const headers: HeaderLine[] = [
      ["Server", "cloudflare"],
      ["Via", "1.1 Caddy"],
      ["X-Powered-By", "Express"],
    ];
    expect(named({ headers })).toEqual(["Express", "Caddy", "Cloudflare"]);
  });

  test("a proxy that wrote the error itself comes before the application behind it", () => {
    const application = line("X-Powered-By", "Express");
    expect(named(application, page("<center>nginx</center>", 413))).toEqual(["nginx", "Express"]);
  });

  test.each<readonly [string, Given, readonly ServerName[]]>([
    [
      "IIS names ASP.NET for whatever it serves",
      {
        headers: [
          ["X-Powered-By", "ASP.NET"],
          ["X-Powered-By", "PHP/8.3.2"],
        ],
      },
      ["PHP"],
    ],
    [
      "uvicorn serves Django too",
      { headers: [["Server", "uvicorn"]], body: '{"detail":"Not found."}', status: 404 },
      ["Django"],
    ],
  ])("%s", (_name, given, want) => {
    expect(named(given)).toEqual(want);
  });

  test("no answer gives nothing away", () => {
    const exchange = { ...exchangeOf({ url: "https://shop.web.app/" }), response: null };
    expect(recognizeServers([exchange])).toEqual([]);
  });
});
