import { environmentSchema } from "#lib/config/env.ts";
import * as defaults from "#lib/config/defaults.ts";

/** `docs/operations.md`, as it follows from the configuration's schema. */
export function renderOperations(): string {
  return `# Operating Preflight

This file is generated from \`lib/config/env.ts\`; \`node scripts/write-operations.ts\` writes it anew.

## Start

\`npm ci && npm start\` installs Preflight, builds it if there is no current build, and serves it on
http://127.0.0.1:3000, with its data in \`./data\`. It needs Node 22.19 or newer; on Linux, \`npm start\` brings its own.

Preflight stops on SIGTERM and SIGINT: it takes no new connections and lets running requests end, for at most
${seconds(defaults.SHUTDOWN_GRACE_MS)}. A second signal ends it at once.

## Configuration

Environment variables, read once at the start. A value that is not valid stops the start, with all problems listed. An
empty value counts as absent.

${Object.entries(environmentSchema.shape)
  .map(([key, schema]) => `### \`${key}\`\n\n${schema.description ?? ""}\n\nDefault: ${shownDefault(schema)}.\n`)
  .join("\n")}
## Behind a reverse proxy

- Set \`PUBLIC_URL\` to the address that people use, and \`TRUSTED_PROXY_HOPS\` to the number of proxies in front.
- The proxy must pass the \`Host\` header on as the client sent it, and append the client's address to \`X-Forwarded-For\`.
  All other forwarding headers are ignored; the scheme is that of \`PUBLIC_URL\`.
- The proxy must not buffer answers of the type \`application/x-ndjson\`, and must wait at least 20 s for an answer.
- Only the proxy should be able to connect to Preflight: whoever else can, chooses the client address that is counted.
- The lab's three ports listen on loopback only. To publish the lab, let the proxy serve three hosts from them and name
  these in \`LAB_ORIGINS\`.

## Health

- \`GET /api/health/live\` answers 200 as long as the process runs.
- \`GET /api/health/ready\` answers 200 when the database answers too, and 503 when it does not.

Both may be asked with any \`Host\`, except in local mode.

## Data

Everything is in the SQLite file that \`DATABASE_URL\` names, and the two files that SQLite keeps beside it while it is
open. To back it up while Preflight runs, use \`sqlite3 preflight.db ".backup copy.db"\`. Expired diagnoses are erased
every ${defaults.SWEEP_INTERVAL_MS / 60_000} minutes; that an id was once in use is remembered for ${defaults.TOMBSTONE_DAYS} days.

## Limits

- JSON body of a call: ${kib(defaults.API_BODY_MAX_BYTES)}.
- Request line and headers of a call: ${kib(defaults.REQUEST_HEADERS_MAX_BYTES)}.
- Time to send headers: ${seconds(defaults.REQUEST_HEADERS_TIMEOUT_MS)}; time to send a whole request: ${seconds(defaults.REQUEST_TIMEOUT_MS)}.
- Unused connection: ${seconds(defaults.KEEP_ALIVE_TIMEOUT_MS)}.
- Diagnoses of one target host at once: ${defaults.DIAGNOSES_PER_HOST_MAX}; a further one waits up to ${seconds(defaults.TARGET_SLOT_WAIT_MS)}.

## Log

One JSON line per event on standard output, beside the line that says where Preflight is ready. Each answer carries an
\`X-Request-Id\`; what failed is logged under it. Query strings and bodies are never logged.
`;
}

function shownDefault(schema: (typeof environmentSchema.shape)[keyof typeof environmentSchema.shape]): string {
  const shown = schema.meta()?.["shownDefault"];
  if (typeof shown === "string") return shown;
  const parsed = schema.safeParse(undefined);
  return `\`${String(parsed.data)}\``;
}

function seconds(ms: number): string {
  return `${ms / 1_000} s`;
}

function kib(bytes: number): string {
  return `${bytes / 1_024} KiB`;
}
