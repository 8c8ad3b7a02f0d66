import { partsOf, type ServerUnderTest, type Setting } from "#tests/recipes/server-under-test.ts";

export const express: ServerUnderTest = {
  recipe: "express",
  needs: { programs: [], packages: [] },
  nodePackages: ["express@5.3.0", "cors@2.8.6"],
  command: (setting) => ({
    files: { "server.mjs": server(setting) },
    run: [process.execPath, "server.mjs"],
  }),
};

function server({ port, cors }: Setting): string {
  const [imports = "", use = cors === "wildcard" ? WILDCARD : ""] = partsOf(cors);
  return `import express from "express";
${imports}

const app = express();
${use}

app.get("/items", (request, response) => response.set("X-Total-Count", "2").json([{ id: 7 }, { id: 8 }]));
app.put("/items/7", (request, response) => response.json({ id: 7 }));
app.get("/fails", () => {
  throw new Error("It fails.");
});
app.use((request, response) => response.status(404).json({ error: "There is nothing here." }));
app.use((error, request, response, next) => response.status(500).json({ error: error.message }));
app.listen(${port}, "127.0.0.1");
`;
}

const WILDCARD = `app.use((request, response, next) => {
  response.set("Access-Control-Allow-Origin", "*");
  next();
});`;
