import { doubleQuoted } from "./quoting.ts";
import type { CorsPolicy, Recipe } from "./recipe.ts";

export const django: Recipe<"django"> = {
  id: "django",
  name: "Django with django-cors-headers",
  language: "python",
  servers: ["Django"],
  docs: "https://github.com/adamchainz/django-cors-headers#setup",
  install: "pip install django-cors-headers",
  trap:
    "`CorsMiddleware` has to come before everything that can answer, `CommonMiddleware` and authentication above all. An " +
    "origin has no path and no slash at its end, or Django does not start.",
  verified: true,
  write: (policy) => [{ place: "at the end of `settings.py`", code: code(policy).join("\n") }],
};

function code({ origin, credentials, methods, headers, exposed }: CorsPolicy): string[] {
  return [
    'INSTALLED_APPS = [*INSTALLED_APPS, "corsheaders"]',
    'MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware", *MIDDLEWARE]',
    origin === "*" ? "CORS_ALLOW_ALL_ORIGINS = True" : `CORS_ALLOWED_ORIGINS = ${list([origin])}`,
    ...(credentials ? ["CORS_ALLOW_CREDENTIALS = True"] : []),
    `CORS_ALLOW_METHODS = ${list(methods)}`,
    `CORS_ALLOW_HEADERS = ${list(headers)}`,
    ...(exposed.length > 0 ? [`CORS_EXPOSE_HEADERS = ${list(exposed)}`] : []),
  ];
}

function list(values: readonly string[]): string {
  return `[${values.map(doubleQuoted).join(", ")}]`;
}
