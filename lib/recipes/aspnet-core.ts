import { items, lines } from "./lines.ts";
import { doubleQuoted } from "./quoting.ts";
import type { Recipe } from "./recipe.ts";

export const aspnetCore: Recipe<"aspnet-core"> = {
  id: "aspnet-core",
  name: "ASP.NET Core",
  language: "csharp",
  servers: ["ASP.NET"],
  docs: "https://learn.microsoft.com/aspnet/core/security/cors",
  install: null,
  trap: "`UseCors` has to come after `UseRouting` and before `UseAuthentication`, `UseAuthorization` and `UseResponseCaching`, and the origin has no trailing slash. With a single origin it sends no `Vary: Origin`, so add one where a shared cache stands in front.",
  verified: false,
  write: (policy) => [
    {
      place: "in `Program.cs`, before `builder.Build()`",
      code: lines(
        "builder.Services.AddCors(options =>",
        "{",
        "    options.AddDefaultPolicy(policy =>",
        "    {",
        `        policy.WithOrigins(${doubleQuoted(policy.origin)})`,
        policy.headers.length > 0 ? `            .WithHeaders(${items(policy.headers, doubleQuoted)})` : null,
        policy.exposed.length > 0 ? `            .WithExposedHeaders(${items(policy.exposed, doubleQuoted)})` : null,
        policy.credentials ? "            .AllowCredentials()" : null,
        `            .WithMethods(${items(policy.methods, doubleQuoted)});`,
        "    });",
        "});",
      ),
    },
    {
      place: "in `Program.cs`, after `app.UseRouting()` and before `app.UseAuthentication()`",
      code: "app.UseCors();",
    },
  ],
};
