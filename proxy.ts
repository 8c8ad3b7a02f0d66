import { NextResponse, type NextRequest } from "next/server";
import { PROBLEMS } from "#lib/api/problems.ts";
import { getServices } from "#lib/composition.ts";
import { FINDINGS } from "#lib/diagnosis/findings/index.ts";
import { DEAD_ENDS, deadEndDocument, type DeadEndText } from "#components/chrome/dead-end-document.ts";

const ADDRESS = /^\/(d|findings|problems)\/([^/]+)$/;

/** Gives every page its own nonce, and answers for addresses that lead nowhere. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = crypto.randomUUID();
  const policy = contentSecurityPolicy(nonce);
  const deadEnd = await deadEndOf(request.nextUrl.pathname);
  if (deadEnd) {
    return new NextResponse(deadEndDocument(deadEnd, nonce), {
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

/** Why an address leads nowhere; null where a page answers for it. */
async function deadEndOf(pathname: string): Promise<DeadEndText | null> {
  const [, kind, id = ""] = ADDRESS.exec(pathname) ?? [];
  switch (kind) {
    case "d": {
      const found = await lookUp(id);
      return found === "found" ? null : DEAD_ENDS[found];
    }
    case "findings":
      return FINDINGS.some((finding) => finding.id === id) ? null : DEAD_ENDS.finding;
    case "problems":
      return Object.hasOwn(PROBLEMS, id) ? null : DEAD_ENDS.problem;
    case undefined:
    default:
      return null;
  }
}

async function lookUp(id: string): Promise<"found" | "not-found" | "gone" | "unavailable"> {
  try {
    return (await (await getServices()).getDiagnosis(id)).kind;
  } catch {
    return "unavailable";
  }
}

function contentSecurityPolicy(nonce: string): string {
  const development = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    // React rebuilds server stacks with eval while developing, and only then.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export const config = {
  matcher: [{ source: "/((?!api/|_next/static/|_next/image|icon.svg).*)" }],
};
