import { doubleQuoted, regexEscaped } from "./quoting.ts";
import type { CorsPolicy, Recipe } from "./recipe.ts";

export const nextjs: Recipe<"nextjs"> = {
  id: "nextjs",
  name: "Next.js",
  language: "typescript",
  servers: ["Next.js"],
  docs: "https://nextjs.org/docs/app/api-reference/file-conventions/proxy#cors",
  install: null,
  trap: "There is one `proxy.ts` in a project (`middleware.ts` before Next.js 16): where it authenticates too, the preflight comes first. What it sets hides the same headers of `headers()` and of route handlers, so leave them out there; from pages that it renders, Next.js drops `Vary: Origin`.",
  verified: true,
  write: (policy) => [
    {
      place: "in `proxy.ts` beside the `app` folder; `matcher` goes without the `basePath`",
      code: proxyModule(policy),
    },
  ],
};

function proxyModule({ origin, credentials, methods, headers, exposed, path }: CorsPolicy): string {
  const any = origin === "*";
  const set = [
    `response.headers.set("Access-Control-Allow-Origin", ${any ? doubleQuoted(origin) : "origin"});`,
    ...(credentials ? ['response.headers.set("Access-Control-Allow-Credentials", "true");'] : []),
    ...(exposed.length > 0 ? [`response.headers.set("Access-Control-Expose-Headers", ${list(exposed)});`] : []),
    "if (isPreflight) {",
    `  response.headers.set("Access-Control-Allow-Methods", ${list(methods)});`,
    ...(headers.length > 0 ? [`  response.headers.set("Access-Control-Allow-Headers", ${list(headers)});`] : []),
    "}",
  ];
  const allow = any
    ? set
    : [
        'response.headers.append("Vary", "Origin");',
        'const origin = request.headers.get("origin") ?? "";',
        "if (allowedOrigins.includes(origin)) {",
        ...set.map((line) => `  ${line}`),
        "}",
      ];
  return `import { NextResponse, type NextRequest } from "next/server";
${any ? "" : `\nconst allowedOrigins = [${doubleQuoted(origin)}];\n`}
export function proxy(request: NextRequest) {
  const isPreflight = request.method === "OPTIONS" && request.headers.has("access-control-request-method");
  const response = isPreflight ? new NextResponse(null, { status: 204 }) : NextResponse.next();

${allow.map((line) => `  ${line}\n`).join("")}
  return response;
}

export const config = {
  matcher: ${doubleQuoted(matcher(path))},
};`;
}

function list(names: readonly string[]): string {
  return doubleQuoted(names.join(", "));
}

/** Everything below the first segment of the path, in the syntax of path-to-regexp. */
function matcher(path: string): string {
  const first = path.split("/")[1] ?? "";
  return first === "" ? "/" : `/${regexEscaped(first).replaceAll(":", String.raw`\:`)}/:path*`;
}
