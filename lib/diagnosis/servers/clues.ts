import type { ServerName } from "#lib/contract/servers.ts";

/** One way in which a server gives itself away: in a line of its answer, in the page it wrote, or by its host name. */
export type Clue = { readonly name: ServerName } & (
  | {
      /** In lower case. */
      readonly header: string;
      /** What the value has to match; any value when absent. */
      readonly value?: RegExp;
      /** Another header that the same answer has to have. */
      readonly beside?: string;
      /** It means nothing where one of these was recognised. */
      readonly unless?: readonly ServerName[];
    }
  | {
      /** What the first bytes of an error's body have to match: a good answer may hold anything. */
      readonly body: RegExp;
    }
  | { readonly host: RegExp }
);

/**
 * In the order in which a configuration is likely to have to change: applications, the services that run or store them,
 * servers and gateways in front of them, networks in front of those. For each name the strongest clue comes first.
 */
export const CLUES: readonly Clue[] = [
  // Applications.
  { name: "Spring", body: /^Invalid CORS request$/ },
  { name: "Spring", body: /^\{"timestamp":(?:"[\dT:.+Z-]+"|\d+),(?:"path":"[^"]*",)?"status":\d{3},"error":"/ },
  { name: "Spring", body: /<h1>Whitelabel Error Page<\/h1>/ },
  { name: "Spring", header: "x-application-context" },
  { name: "Starlette", body: /^Disallowed CORS (?:origin|method|headers)\b/ },
  { name: "Starlette", body: /^\{"detail":"(?:Not Found|Method Not Allowed|Not authenticated)"\}$/ },
  { name: "Starlette", body: /^\{"detail":\[\{"type":"[a-z_]+","loc":\["(?:body|query|path|header|cookie)"/ },
  { name: "Starlette", header: "server", value: /^uvicorn$/i, unless: ["Django", "Flask"] },
  { name: "Flask", body: /^<!doctype html>\s<html lang=en>\s<title>\d{3} / },
  { name: "Flask", header: "server", value: /^Werkzeug\/\d/i },
  { name: "Django", body: /^(?=[^]*"NONE,NOARCHIVE")[^]*<title>(?:403 Forbidden<|Page not found at \/|\w+\s+at \/)/ },
  {
    name: "Django",
    body: /^\{"detail":"(?:Authentication credentials were not provided\.|Invalid token\.|Not found\.|Method \\"[A-Z]+\\" not allowed\.)"/,
  },
  { name: "Django", header: "server", value: /^WSGIServer\/[\d.]+ C?Python\//i },
  {
    name: "Rails",
    body: /<title>(?:The page you were looking for doesn.t exist|We.re sorry, but something went wrong)/,
  },
  { name: "Rails", body: /<title>Action Controller: Exception caught<\/title>/ },
  { name: "Rails", header: "x-runtime", value: /^\d+\.\d{4,}$/, beside: "x-request-id" },
  {
    name: "Laravel",
    body: /^\{\s*"message":\s*"(?:The route \S+ could not be found\.|Unauthenticated\.|CSRF token mismatch\.)"/,
  },
  { name: "Laravel", body: /^\{\s*"message":\s*"The [A-Z]+ method is not supported for (?:the )?route / },
  { name: "ASP.NET", header: "x-aspnet-version" },
  { name: "ASP.NET", header: "x-aspnetmvc-version" },
  { name: "ASP.NET", header: "server", value: /^Kestrel$/i },
  // IIS adds this line to whatever it serves.
  { name: "ASP.NET", header: "x-powered-by", value: /^ASP\.NET$/i, unless: ["Express", "Next.js", "PHP", "Laravel"] },
  { name: "Next.js", header: "x-powered-by", value: /^Next\.js\b/i },
  { name: "Next.js", header: "x-nextjs-cache" },
  { name: "Next.js", header: "x-nextjs-prerender" },
  { name: "Express", body: /<pre>Cannot [A-Z]+ \// },
  { name: "Express", header: "x-powered-by", value: /^Express$/i },
  { name: "PHP", header: "x-powered-by", value: /^PHP\/\d/i },
  // Written by the standard library, whichever Go program it is part of.
  { name: "Go", body: /^404 page not found\n?$/ },

  // What runs or stores them.
  { name: "Amazon API Gateway", body: /^\{"message":"Missing Authentication Token"\}$/ },
  { name: "Amazon API Gateway", header: "apigw-requestid" },
  { name: "Amazon API Gateway", header: "x-amz-apigw-id" },
  { name: "Amazon API Gateway", host: /\.execute-api\.[a-z\d-]+\.amazonaws\.com$/ },
  { name: "AWS Lambda URL", host: /\.lambda-url\.[a-z\d-]+\.on\.aws$/ },
  { name: "Amazon S3", header: "server", value: /^AmazonS3$/i },
  { name: "Amazon S3", host: /(?:^|\.)s3[.-](?:[a-z\d-]+\.)*amazonaws\.com$/ },
  { name: "Google Cloud Storage", header: "x-guploader-uploadid" },
  { name: "Google Cloud Storage", header: "x-goog-storage-class" },
  { name: "Google Cloud Storage", host: /(?:^|\.)storage\.googleapis\.com$/ },
  { name: "Firebase", host: /\.(?:web\.app|firebaseapp\.com|firebaseio\.com|firebasedatabase\.app)$/ },
  { name: "Supabase", header: "sb-gateway-version" },
  { name: "Supabase", header: "sb-project-ref" },
  { name: "Supabase", header: "x-served-by", value: /^supabase-edge-runtime$/i },
  { name: "Supabase", host: /\.supabase\.co$/ },
  { name: "Vercel", header: "x-vercel-id" },
  { name: "Vercel", header: "server", value: /^Vercel$/i },
  { name: "Netlify", header: "x-nf-request-id" },
  { name: "Netlify", header: "server", value: /^Netlify$/i },
  { name: "Azure", header: "server", value: /^(?:Windows-Azure-|Microsoft-Azure-Application-Gateway\/)/i },
  { name: "Azure", header: "x-ms-request-id" },
  { name: "Azure", header: "x-azure-ref" },
  { name: "Azure", host: /\.(?:azurewebsites\.net|(?:blob|file|queue|table|web)\.core\.windows\.net|azure-api\.net)$/ },
  { name: "Azure", host: /\.(?:azurefd\.net|azureedge\.net|azurestaticapps\.net|azurecontainerapps\.io)$/ },

  // Servers and gateways in front of them.
  { name: "Kong", body: /"message":\s*"no Route matched with those values"/ },
  { name: "Kong", header: "server", value: /^kong\/\d/i },
  { name: "Kong", header: "x-kong-proxy-latency" },
  { name: "Kong", header: "x-kong-response-latency" },
  { name: "Kong", header: "x-kong-request-id" },
  { name: "Kong", header: "via", value: /(?:^|, )(?:\d\S* )?kong\/\d/i },
  {
    name: "Envoy",
    body: /^(?:upstream connect error or disconnect\/reset before headers|no healthy upstream$|RBAC: access denied$)/,
  },
  { name: "Envoy", header: "server", value: /^(?:istio-)?envoy$/i },
  { name: "Envoy", header: "x-envoy-upstream-service-time" },
  { name: "Envoy", header: "x-envoy-decorator-operation" },
  // The only line of its own that it sends: the default realm of its login.
  { name: "Traefik", header: "www-authenticate", value: /^(?:Basic|Digest) realm="traefik"/i },
  { name: "Traefik", header: "server", value: /^Traefik(?:\/\d\S*)?$/i },
  {
    name: "HAProxy",
    body: /^<html><body><h1>\d{3} [^<]*<\/h1>\s(?:No server is available to handle this request|Request forbidden by administrative rules|The server returned an invalid or incomplete response|The server didn't respond in time|Your browser sent an invalid request|You have sent too many requests|You need a valid user and password)/,
  },
  { name: "HAProxy", header: "server", value: /^HAProxy(?:\/\d\S*)?$/i },
  { name: "nginx", body: /<center>(?:nginx|openresty)(?:\/[\d.]+)?(?: \([^)]*\))?<\/center>/ },
  { name: "nginx", header: "server", value: /^(?:nginx|openresty)(?:\/\d\S*)?(?: |$)/i },
  { name: "Apache", body: /<address>Apache(?:\/[\d.]+)?(?: \([^)]*\))?[^<]* Server at / },
  { name: "Apache", header: "server", value: /^Apache(?:\/\d\S*)?(?: (?!Tomcat|Traffic)|$)/i },
  { name: "Caddy", header: "server", value: /^Caddy(?:\/\S+)?$/i },
  { name: "Caddy", header: "via", value: /(?:^|, )\d\S* Caddy(?:,|$)/i },
  { name: "IIS", header: "server", value: /^Microsoft-IIS\/\d/i },
  { name: "Varnish", body: /<h3>Guru Meditation:<\/h3>[^]*<p>Varnish cache server<\/p>/ },
  { name: "Varnish", header: "x-varnish", value: /^\d+(?: \d+)?$/ },
  { name: "Varnish", header: "via", value: /\(Varnish\/\d/i },
  // Fastly calls itself that too.
  { name: "Varnish", header: "via", value: /(?:^|, )\d\S* varnish(?:-v\d)?(?:,|$)/i, unless: ["Fastly"] },

  // Networks in front of those.
  { name: "Amazon CloudFront", header: "x-amz-cf-id" },
  { name: "Amazon CloudFront", header: "server", value: /^CloudFront$/i },
  { name: "Amazon CloudFront", header: "via", value: /\.cloudfront\.net \(CloudFront\)/i },
  { name: "Fastly", header: "x-fastly-request-id" },
  { name: "Fastly", header: "x-served-by", value: /(?:^|, )cache-[a-z]{3}[a-z\d-]*-[A-Z]{3,4}(?:,|$)/ },
  { name: "Fastly", header: "x-timer", value: /^S\d+\.\d+,VS\d/ },
  { name: "Akamai", header: "server", value: /^Akamai(?:GHost|NetStorage)$/i },
  { name: "Akamai", header: "akamai-grn" },
  { name: "Akamai", header: "x-akamai-transformed" },
  { name: "Akamai", header: "x-akamai-request-id" },
  { name: "Cloudflare", header: "cf-mitigated" },
  { name: "Cloudflare", header: "cf-ray", value: /^[\da-f]{16}(?:-[A-Z]{3})?$/ },
  { name: "Cloudflare", header: "server", value: /^cloudflare$/i },
];
