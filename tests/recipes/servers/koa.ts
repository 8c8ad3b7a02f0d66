import { partsOf, type ServerUnderTest, type Setting } from "#tests/recipes/server-under-test.ts";

export const koa: ServerUnderTest = {
  recipe: "koa",
  needs: { programs: [], packages: [] },
  nodePackages: ["koa@3.3.0", "@koa/cors@5.0.0"],
  command: (setting) => ({
    files: { "server.mjs": server(setting) },
    run: [process.execPath, "server.mjs"],
  }),
};

function server({ port, cors }: Setting): string {
  const [imports = "", use = cors === "wildcard" ? WILDCARD : ""] = partsOf(cors);
  return `import Koa from "koa";
${imports}

const app = new Koa();
${use}

app.use((ctx) => {
  switch (ctx.method + " " + ctx.path) {
    case "GET /items":
      ctx.set("X-Total-Count", "2");
      ctx.body = [{ id: 7 }, { id: 8 }];
      break;
    case "PUT /items/7":
      ctx.body = { id: 7 };
      break;
    case "GET /fails":
      // Koa itself answers what is thrown, in plain text.
      throw new Error("It fails.");
    default:
      ctx.status = 404;
      ctx.body = { error: "There is nothing here." };
  }
});
app.listen(${port}, "127.0.0.1");
`;
}

const WILDCARD = `app.use(async (ctx, next) => {
  const headers = { "Access-Control-Allow-Origin": "*" };
  ctx.set(headers);
  try {
    await next();
  } catch (error) {
    throw Object.assign(error, { headers });
  }
});`;
