import { NextResponse, type NextRequest } from "next/server";
import { PROBLEMS } from "#lib/api/problems.ts";
import { getServices } from "#lib/composition.ts";
import { FINDINGS } from "#lib/diagnosis/findings/index.ts";
import { DEAD_ENDS, deadEndDocument, type DeadEndText } from "#components/chrome/dead-end-document.ts";
import { readTheme, THEME_COOKIE } from "#components/chrome/theme.ts";

/** The page on which visitors have their own browser make a request, and the only one that may connect to other origins. */
const CONNECTING_PAGE = "/in-my-browser";

const ADDRESS = /^\/(d|findings|problems)\/([^/]+)$/;

/** Gives every page its own nonce, and answers for addresses that lead nowhere. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  // A document keeps its policy when the framework swaps its page for another: without an answer it loads a new one.
  if (
    isPageSwap(request.headers) &&
    [request.nextUrl.pathname, pathOfReferrer(request.headers)].includes(CONNECTING_PAGE)
  ) {
    return new NextResponse(null, { status: 204, headers: { "cache-control": "no-store" } });
  }
  const nonce = crypto.randomUUID();
  const policy = contentSecurityPolicy(nonce, request.nextUrl.pathname);
  const deadEnd = await deadEndOf(request.nextUrl);
  if (deadEnd) {
    const theme = readTheme(request.cookies.get(THEME_COOKIE)?.value);
    return new NextResponse(deadEndDocument(deadEnd, nonce, theme), {
      status: deadEnd.status,
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": policy,
        "cache-control": "no-store",
      },
    });
  }
  const headers = new Headers(request.headers);
  // Next takes the nonce for its scripts from the request's policy.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

/** Whether a script asks for a page, to put it in the place of the one that is shown. */
function isPageSwap(headers: Headers): boolean {
  if (headers.get("accept")?.includes("text/html") === true) return false;
  const destination = headers.get("sec-fetch-dest");
  return destination === null ? headers.has("referer") : destination === "empty";
}

function pathOfReferrer(headers: Headers): string | null {
  return URL.parse(headers.get("referer") ?? "")?.pathname ?? null;
}

/** Why an address leads nowhere; null where a page answers for it. */
async function deadEndOf({
  pathname,
  searchParams,
}: Pick<URL, "pathname" | "searchParams">): Promise<DeadEndText | null> {
  const again = pathname === "/" ? searchParams.get("again") : null;
  if (again !== null) return deadEndOfDiagnosis(again);
  const [, kind, id = ""] = ADDRESS.exec(pathname) ?? [];
  switch (kind) {
    case "d":
      return deadEndOfDiagnosis(id);
    case "findings":
      return FINDINGS.some((finding) => finding.id === id) ? null : DEAD_ENDS.finding;
    case "problems":
      return Object.hasOwn(PROBLEMS, id) ? null : DEAD_ENDS.problem;
    case undefined:
    default:
      return null;
  }
}

async function deadEndOfDiagnosis(id: string): Promise<DeadEndText | null> {
  const found = await lookUp(id);
  return found === "found" ? null : DEAD_ENDS[found];
}

async function lookUp(id: string): Promise<"found" | "not-found" | "gone" | "unavailable"> {
  try {
    return (await (await getServices()).getDiagnosis(id)).kind;
  } catch {
    return "unavailable";
  }
}

function contentSecurityPolicy(nonce: string, pathname: string): string {
  const development = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    // React rebuilds server stacks with eval while developing, and only then.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    pathname === CONNECTING_PAGE ? "connect-src 'self' http: https:" : "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export const config = {
  matcher: [{ source: "/((?!api/|_next/static/|_next/image|icon.svg).*)" }],
};
