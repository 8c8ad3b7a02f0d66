import { corsOptions } from "./javascript.ts";
import type { Recipe } from "./recipe.ts";

export const nestjs: Recipe<"nestjs"> = {
  id: "nestjs",
  name: "NestJS",
  language: "typescript",
  // Its answers are those of Express, by which it is recognised.
  servers: ["Express"],
  docs: "https://docs.nestjs.com/security/cors",
  install: null,
  trap: "`enableCors()` is a middleware like any other: `app.use()` before it answers without its headers. Call it once, and leave out `cors` in the options of `create()`.",
  verified: true,
  write: (policy) => [
    {
      place: "in `main.ts`, directly after `const app = await NestFactory.create(AppModule)`",
      code: `app.enableCors(${corsOptions(policy)});`,
    },
  ],
};
