import { fileURLToPath } from "node:url";
import { partsOf, type ServerUnderTest, type Setting } from "#tests/recipes/server-under-test.ts";

const NODE_MODULES = fileURLToPath(new URL("../../../node_modules", import.meta.url));

export const nextjs: ServerUnderTest = {
  recipe: "nextjs",
  needs: { programs: [], packages: [] },
  command: (setting) => ({
    files: files(setting),
    run: ["sh", "-ec", START, process.execPath, setting.directory, NODE_MODULES, String(setting.port)],
    env: { NEXT_TELEMETRY_DISABLED: "1" },
  }),
};

// The development server runs the same proxy, without a build of every situation.
const START = `cd "$1"
ln -sfn "$2" node_modules
exec "$0" node_modules/next/dist/bin/next dev --hostname 127.0.0.1 --port "$3"`;

function files({ cors }: Setting): Record<string, string> {
  const [proxy] = partsOf(cors);
  return {
    ...APPLICATION,
    "next.config.ts": cors === "wildcard" ? WILDCARD_CONFIG : CONFIG,
    ...(proxy !== undefined && { "proxy.ts": proxy }),
  };
}

// Next finds itself behind the link, which leads out of the directory.
const ROOT = `turbopack: { root: "/" }`;

const CONFIG = `export default { ${ROOT} };
`;

const WILDCARD_CONFIG = `export default {
  ${ROOT},
  headers: async () => [
    { source: "/:path*", headers: [{ key: "Access-Control-Allow-Origin", value: "*" }] },
  ],
};
`;

const APPLICATION = {
  "package.json": `{ "private": true, "type": "module" }
`,
  "app/items/route.ts": `export function GET() {
  return Response.json([{ id: 7 }, { id: 8 }], { headers: { "X-Total-Count": "2" } });
}
`,
  "app/items/[id]/route.ts": `export function PUT() {
  return Response.json({ id: 7 });
}
`,
  "app/fails/route.ts": `export function GET() {
  throw new Error("It fails.");
}
`,
  "app/[...missing]/route.ts": `export function GET() {
  return Response.json({ error: "There is nothing here." }, { status: 404 });
}
`,
};
