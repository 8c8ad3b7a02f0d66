import { z } from "zod";

const LOOPBACK_HOSTS: readonly string[] = ["127.0.0.1", "::1", "localhost"];
const LAB_PORTS = 3;
const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be from ${min} to ${max}`);

const origin = z.string().transform((text, context) => {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  context.addIssue({ code: "custom", message: "must be an origin such as https://preflight.example, without a path" });
  return z.NEVER;
});

const databaseUrl = z.string().superRefine((url, context) => {
  if (/^postgres(ql)?:/.test(url)) {
    context.addIssue("PostgreSQL is not supported yet; use an SQLite file such as file:./data/preflight.db");
  } else if (!/^file:./.test(url)) {
    context.addIssue("must be an SQLite file such as file:./data/preflight.db");
  }
});

const labOrigins = z
  .string()
  .transform((list) => list.split(",").map((item) => item.trim()))
  .pipe(z.tuple([origin, origin, origin], `must be ${LAB_PORTS} origins, separated by commas`))
  .refine((origins) => new Set(origins).size === LAB_PORTS, "must be three different origins");

/** Every environment variable that Preflight reads. `docs/operations.md` is generated from it. */
export const environmentSchema = z
  .object({
    PORT: wholeNumber(1, 65_535).prefault("3000").describe("The port that Preflight listens on."),
    HOST: z
      .string()
      .prefault("127.0.0.1")
      .describe(
        "The address that Preflight listens on. Behind a proxy on another machine, or in a container, use `0.0.0.0` or `::`.",
      ),
    PUBLIC_URL: origin
      .optional()
      .describe(
        "The origin under which people reach this instance. Permalinks are made from it, never from the `Host` header, and requests for another host are refused.",
      )
      .meta({ shownDefault: "`http://127.0.0.1:$PORT`" }),
    DATABASE_URL: databaseUrl
      .prefault("file:./data/preflight.db")
      .describe("Where diagnoses are kept: an SQLite file. Its directory is created if it is missing."),
    PRIVATE_TARGETS: z
      .enum(["deny", "allow"], "must be deny or allow")
      .prefault("deny")
      .describe(
        "`allow` is the local mode, for debugging servers on your own machine or network: private addresses may be contacted. It requires a loopback `HOST`, and requests that other web pages make are refused.",
      ),
    TRUSTED_PROXY_HOPS: wholeNumber(0, 10)
      .prefault("0")
      .describe(
        "How many reverse proxies of yours stand in front. With 0 the client's address is the socket's and `X-Forwarded-For` is ignored; with 1 it is the last address in `X-Forwarded-For`, and so on. Too high a number lets clients choose their own address.",
      ),
    RATE_LIMIT_PER_MINUTE: wholeNumber(1, 100_000)
      .prefault("30")
      .describe("How many diagnoses one client may start per minute. A client is an IPv4 address or an IPv6 /64."),
    RETENTION_DAYS: wholeNumber(1, 3_650)
      .prefault("90")
      .describe("How many days a stored diagnosis is kept. After that its permalink answers that it is gone."),
    LAB_PORT: wholeNumber(1, 65_533)
      .prefault("3101")
      .describe("The first of the three consecutive loopback ports on which the lab's example servers listen."),
    LAB_ORIGINS: labOrigins
      .optional()
      .describe(
        "The public origins of the lab's three example servers, separated by commas, where a proxy publishes them.",
      )
      .meta({ shownDefault: "`http://127.0.0.1` with the three ports" }),
    LOG_LEVEL: z
      .enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`)
      .prefault("info")
      .describe("The least important level that is logged. `debug` has a line for each request."),
  })
  .refine((env) => env.PRIVATE_TARGETS === "deny" || isLoopbackHost(env.HOST), {
    path: ["HOST"],
    message: `must be ${LOOPBACK_HOSTS.join(" or ")} when PRIVATE_TARGETS is allow: everyone who reaches it could reach your private network through it`,
    when: ({ issues }) => !issues.some(({ path }) => path?.[0] === "HOST" || path?.[0] === "PRIVATE_TARGETS"),
  })
  .refine((env) => env.PORT < env.LAB_PORT || env.PORT >= env.LAB_PORT + LAB_PORTS, {
    path: ["LAB_PORT"],
    message: "and the two ports after it must not include PORT",
    when: ({ issues }) => !issues.some(({ path }) => path?.[0] === "PORT" || path?.[0] === "LAB_PORT"),
  });

/** The configuration of this instance. All origins are without a trailing slash. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly databaseUrl: string;
  readonly privateTargets: "deny" | "allow";
  readonly trustedProxyHops: number;
  readonly rateLimitPerMinute: number;
  readonly retentionDays: number;
  readonly labPorts: readonly [number, number, number];
  readonly labOrigins: readonly [string, string, string];
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

export interface ConfigProblem {
  readonly key: string;
  readonly message: string;
}

export type ParsedEnv =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Whether a server bound to that host can be reached from this machine only. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK_HOSTS.includes(host);
}

/** Reads the configuration out of environment variables, or lists all that is wrong with them. An empty value counts as absent. */
export function parseEnv(env: Readonly<Record<string, string | undefined>>): ParsedEnv {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(present);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map(({ path, message }) => ({ key: String(path[0]), message })),
    };
  }
  const { data } = parsed;
  const labPorts = [data.LAB_PORT, data.LAB_PORT + 1, data.LAB_PORT + 2] as const;
  return {
    ok: true,
    config: {
      port: data.PORT,
      host: data.HOST,
      publicUrl:
        data.PUBLIC_URL ?? `http://${urlHost(isLoopbackHost(data.HOST) ? data.HOST : "127.0.0.1")}:${data.PORT}`,
      databaseUrl: data.DATABASE_URL,
      privateTargets: data.PRIVATE_TARGETS,
      trustedProxyHops: data.TRUSTED_PROXY_HOPS,
      rateLimitPerMinute: data.RATE_LIMIT_PER_MINUTE,
      retentionDays: data.RETENTION_DAYS,
      labPorts,
      labOrigins: data.LAB_ORIGINS ?? [
        `http://127.0.0.1:${labPorts[0]}`,
        `http://127.0.0.1:${labPorts[1]}`,
        `http://127.0.0.1:${labPorts[2]}`,
      ],
      logLevel: data.LOG_LEVEL,
    },
  };
}

let processEnv: ParsedEnv | undefined;

/** The configuration of this process, parsed once. */
export function parseProcessEnv(): ParsedEnv {
  return (processEnv ??= parseEnv(process.env));
}

function urlHost(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
