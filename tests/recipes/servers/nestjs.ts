import { partsOf, type ServerUnderTest, type Setting } from "#tests/recipes/server-under-test.ts";

export const nestjs: ServerUnderTest = {
  recipe: "nestjs",
  needs: { programs: [], packages: [] },
  nodePackages: [
    "@nestjs/core@12.5.1",
    "@nestjs/common@12.5.1",
    "@nestjs/platform-express@12.5.1",
    "reflect-metadata@0.2.2",
    "rxjs@7.8.2",
  ],
  command: (setting) => ({
    files: { "main.mjs": main(setting) },
    run: [process.execPath, "main.mjs"],
  }),
};

/** Node has no decorators, so they are called. */
function main({ port, cors }: Setting): string {
  const [enable = cors === "wildcard" ? WILDCARD : ""] = partsOf(cors);
  return `import "reflect-metadata";
import { Controller, Get, Header, Module, Put } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";

class AppController {
  list() {
    return [{ id: 7 }, { id: 8 }];
  }
  replace() {
    return { id: 7 };
  }
  fail() {
    throw new Error("It fails.");
  }
}
Controller()(AppController);
for (const [name, ...decorators] of [
  ["list", Get("items"), Header("X-Total-Count", "2")],
  ["replace", Put("items/7")],
  ["fail", Get("fails")],
]) {
  const method = Object.getOwnPropertyDescriptor(AppController.prototype, name);
  for (const decorate of decorators) decorate(AppController.prototype, name, method);
}

class AppModule {}
Module({ controllers: [AppController] })(AppModule);

const app = await NestFactory.create(AppModule);
${enable}
await app.listen(${port}, "127.0.0.1");
`;
}

const WILDCARD = `app.use((request, response, next) => {
  response.set("Access-Control-Allow-Origin", "*");
  next();
});`;
