import { describe, expect, test } from "vitest";
import { environmentSchema, parseEnv, type Config } from "#lib/config/env.ts";

function parsed(env: Record<string, string | undefined>): Config {
  const result = parseEnv(env);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config;
}

function problemKeys(env: Record<string, string | undefined>): string[] {
  const result = parseEnv(env);
  return result.ok ? [] : result.problems.map(({ key }) => key);
}

describe("parseEnv", () => {
  test("gives the documented defaults for an empty environment", () => {
    expect(parsed({})).toEqual({
      port: 3000,
      host: "127.0.0.1",
      publicUrl: "http://127.0.0.1:3000",
      databaseUrl: "file:./data/preflight.db",
      privateTargets: "deny",
      trustedProxyHops: 0,
      rateLimitPerMinute: 30,
      retentionDays: 90,
      labPorts: [3101, 3102, 3103],
      labOrigins: ["http://127.0.0.1:3101", "http://127.0.0.1:3102", "http://127.0.0.1:3103"],
      logLevel: "info",
    });
  });

  test("takes an empty value as absent and ignores variables of others", () => {
    expect(parsed({ PORT: "", PATH: "/bin" }).port).toBe(3000);
  });

  test.each([
    { name: "the port", env: { PORT: "8080" }, want: "http://127.0.0.1:8080" },
    { name: "an IPv6 loopback host", env: { HOST: "::1" }, want: "http://[::1]:3000" },
    { name: "a loopback name", env: { HOST: "localhost" }, want: "http://localhost:3000" },
    { name: "every address", env: { HOST: "0.0.0.0" }, want: "http://127.0.0.1:3000" },
    { name: "PUBLIC_URL, less its slash", env: { PUBLIC_URL: "https://Cors.example/" }, want: "https://cors.example" },
  ])("makes the public URL from $name", ({ env, want }) => {
    expect(parsed(env).publicUrl).toBe(want);
  });

  test("takes the lab's public origins in order", () => {
    const env = { LAB_ORIGINS: "https://a.example, https://b.example,https://c.example:8443" };
    expect(parsed(env).labOrigins).toEqual(["https://a.example", "https://b.example", "https://c.example:8443"]);
  });

  test.each(["127.0.0.1", "::1", "localhost"])("accepts the local mode on %s", (host) => {
    expect(parsed({ PRIVATE_TARGETS: "allow", HOST: host }).privateTargets).toBe("allow");
  });

  test.each(["0.0.0.0", "::", "192.168.0.1", "127.0.0.1.example", "preflight.example"])(
    "refuses the local mode on %s, which others can reach",
    (host) => {
      expect(problemKeys({ PRIVATE_TARGETS: "allow", HOST: host })).toEqual(["HOST"]);
    },
  );

  test("refuses the local mode on a public host even when other values are wrong too", () => {
    const env = { PRIVATE_TARGETS: "allow", HOST: "0.0.0.0", PORT: "http", RETENTION_DAYS: "0" };
    expect(problemKeys(env).toSorted()).toEqual(["HOST", "PORT", "RETENTION_DAYS"]);
  });

  test.each([
    { key: "PORT", value: "0" },
    { key: "PORT", value: "65536" },
    { key: "PORT", value: "3000.5" },
    { key: "PORT", value: "0x50" },
    { key: "PUBLIC_URL", value: "preflight.example" },
    { key: "PUBLIC_URL", value: "ftp://preflight.example" },
    { key: "PUBLIC_URL", value: "https://preflight.example/app" },
    { key: "PUBLIC_URL", value: "https://user@preflight.example" },
    { key: "PUBLIC_URL", value: "https://preflight.example/?a" },
    { key: "DATABASE_URL", value: "postgres://localhost/preflight" },
    { key: "DATABASE_URL", value: "file:" },
    { key: "DATABASE_URL", value: "./data.db" },
    { key: "PRIVATE_TARGETS", value: "yes" },
    { key: "TRUSTED_PROXY_HOPS", value: "-1" },
    { key: "RATE_LIMIT_PER_MINUTE", value: "0" },
    { key: "RETENTION_DAYS", value: "0" },
    { key: "LAB_PORT", value: "65534" },
    { key: "LAB_PORT", value: "2999" },
    { key: "LAB_ORIGINS", value: "https://a.example,https://b.example" },
    { key: "LAB_ORIGINS", value: "https://a.example,https://b.example,https://a.example" },
    { key: "LAB_ORIGINS", value: "https://a.example,https://b.example,c" },
    { key: "LOG_LEVEL", value: "loud" },
  ])("names $key when it is $value", ({ key, value }) => {
    expect(problemKeys({ [key]: value })).toEqual([key]);
  });

  test("lists the problems of all keys at once", () => {
    expect(problemKeys({ PORT: "x", LOG_LEVEL: "loud", PRIVATE_TARGETS: "?" })).toEqual([
      "PORT",
      "PRIVATE_TARGETS",
      "LOG_LEVEL",
    ]);
  });

  test("says in plain words that PostgreSQL is not there yet", () => {
    const result = parseEnv({ DATABASE_URL: "postgresql://db/preflight" });
    expect(result).toEqual({
      ok: false,
      problems: [
        {
          key: "DATABASE_URL",
          message: "PostgreSQL is not supported yet; use an SQLite file such as file:./data/preflight.db",
        },
      ],
    });
  });

  test("every key is described", () => {
    const undescribed = Object.entries(environmentSchema.shape).filter(([, schema]) => !schema.description);
    expect(undescribed.map(([key]) => key)).toEqual([]);
  });
});
