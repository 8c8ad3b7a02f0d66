import { partsOf, type ServerUnderTest, type Setting } from "#tests/recipes/server-under-test.ts";

export const hono: ServerUnderTest = {
  recipe: "hono",
  needs: { programs: [], packages: [] },
  nodePackages: ["hono@4.13.19", "@hono/node-server@2.1.8"],
  command: (setting) => ({
    files: { "server.mjs": server(setting) },
    run: [process.execPath, "server.mjs"],
  }),
};

function server({ port, cors }: Setting): string {
  const [imports = "", use = cors === "wildcard" ? WILDCARD : ""] = partsOf(cors);
  return `import { serve } from "@hono/node-server";
import { Hono } from "hono";
${imports}

const app = new Hono();
${use}

app.get("/items", (c) => c.json([{ id: 7 }, { id: 8 }], 200, { "X-Total-Count": "2" }));
app.put("/items/7", (c) => c.json({ id: 7 }));
app.get("/fails", () => {
  throw new Error("It fails.");
});
app.notFound((c) => c.json({ error: "There is nothing here." }, 404));
app.onError((error, c) => c.json({ error: error.message }, 500));
serve({ fetch: app.fetch, port: ${port}, hostname: "127.0.0.1" });
`;
}

const WILDCARD = `app.use("*", async (c, next) => {
  await next();
  c.header("Access-Control-Allow-Origin", "*");
});`;
