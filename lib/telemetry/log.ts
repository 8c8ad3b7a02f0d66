import { pino, type Logger } from "pino";
import type { Config } from "#lib/config/env.ts";

/** Header values and tokens that must not reach the log, wherever a logged object holds them. */
const REDACTED_PATHS = ["authorization", "cookie", "deleteToken", "*.authorization", "*.cookie", "*.deleteToken"];

export type Log = Logger;

/** One JSON line per event on standard output. */
export function createLog(level: Config["logLevel"]): Logger {
  return pino({ level, base: null, redact: { paths: REDACTED_PATHS, censor: "REDACTED" } });
}
