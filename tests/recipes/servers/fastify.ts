import { partsOf, type ServerUnderTest, type Setting } from "#tests/recipes/server-under-test.ts";

export const fastify: ServerUnderTest = {
  recipe: "fastify",
  needs: { programs: [], packages: [] },
  nodePackages: ["fastify@5.12.8", "@fastify/cors@11.4.3"],
  command: (setting) => ({
    files: { "server.mjs": server(setting) },
    run: [process.execPath, "server.mjs"],
  }),
};

function server({ port, cors }: Setting): string {
  const [imports = "", register = cors === "wildcard" ? WILDCARD : ""] = partsOf(cors);
  return `import Fastify from "fastify";
${imports}

const fastify = Fastify();
${register}

fastify.get("/items", async (request, reply) => {
  reply.header("X-Total-Count", "2");
  return [{ id: 7 }, { id: 8 }];
});
fastify.put("/items/7", async () => ({ id: 7 }));
fastify.get("/fails", async () => {
  throw new Error("It fails.");
});
await fastify.listen({ port: ${port}, host: "127.0.0.1" });
`;
}

const WILDCARD = `fastify.addHook("onRequest", async (request, reply) => {
  reply.header("Access-Control-Allow-Origin", "*");
});`;
