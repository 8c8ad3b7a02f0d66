import { byteLowercase, type HeaderList } from "#lib/fetch/header-list.ts";

/** The names that WebKit knows, in its own spelling, as far as a script can set them. */
const KNOWN_NAMES = [
  "Accept",
  "Accept-Language",
  "Accept-Ranges",
  "Access-Control-Allow-Credentials",
  "Access-Control-Allow-Headers",
  "Access-Control-Allow-Methods",
  "Access-Control-Allow-Origin",
  "Access-Control-Expose-Headers",
  "Access-Control-Max-Age",
  "Age",
  "Alternate-Protocol",
  "Authorization",
  "Cache-Control",
  "Content-Disposition",
  "Content-Encoding",
  "Content-Language",
  "Content-Location",
  "Content-Range",
  "Content-Security-Policy",
  "Content-Security-Policy-Report-Only",
  "Content-Type",
  "Cross-Origin-Embedder-Policy",
  "Cross-Origin-Embedder-Policy-Report-Only",
  "Cross-Origin-Opener-Policy",
  "Cross-Origin-Opener-Policy-Report-Only",
  "Cross-Origin-Resource-Policy",
  "Default-Style",
  "ETag",
  "Expires",
  "If-Match",
  "If-Modified-Since",
  "If-None-Match",
  "If-Range",
  "If-Unmodified-Since",
  "Last-Event-ID",
  "Last-Modified",
  "Link",
  "Location",
  "Ping-From",
  "Ping-To",
  "Pragma",
  "Purpose",
  "Range",
  "Referrer-Policy",
  "Refresh",
  "Report-To",
  "Reporting-Endpoints",
  "Server",
  "Server-Timing",
  "Service-Worker",
  "Service-Worker-Allowed",
  "Service-Worker-Navigation-Preload",
  "SourceMap",
  "Strict-Transport-Security",
  "Timing-Allow-Origin",
  "Upgrade-Insecure-Requests",
  "User-Agent",
  "Vary",
  "X-Content-Type-Options",
  "X-DNS-Prefetch-Control",
  "X-Frame-Options",
  "X-SourceMap",
  "X-XSS-Protection",
];

const SPELLINGS: ReadonlyMap<string, string> = new Map(KNOWN_NAMES.map((name) => [byteLowercase(name), name]));

/** How WebKit spells the name of a header: its own way, or as the author did. */
export function webkitSpelling(headers: HeaderList, lowerName: string): string {
  return SPELLINGS.get(lowerName) ?? headers.find(([name]) => byteLowercase(name) === lowerName)?.[0] ?? lowerName;
}

/** Headers that WebKit knows come before others; both keep the author's order. */
export function webkitHeaderOrder(headers: HeaderList): HeaderList {
  const isKnown = ([name]: HeaderList[number]) => SPELLINGS.has(byteLowercase(name));
  return [...headers.filter(isKnown), ...headers.filter((header) => !isKnown(header))];
}
