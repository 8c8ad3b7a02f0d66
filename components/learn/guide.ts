import type { Chapter } from "./chapter.ts";
import { caches } from "./chapters/caches.ts";
import { credentials } from "./chapters/credentials.ts";
import { debugging } from "./chapters/debugging.ts";
import { errors } from "./chapters/errors.ts";
import { headers } from "./chapters/headers.ts";
import { modes } from "./chapters/modes.ts";
import { nullOrigin } from "./chapters/null-origin.ts";
import { origin } from "./chapters/origin.ts";
import { preflight } from "./chapters/preflight.ts";
import { prevention } from "./chapters/prevention.ts";
import { protection } from "./chapters/protection.ts";
import { redirects } from "./chapters/redirects.ts";

/** The guide, in the order of reading. */
export const CHAPTERS: readonly Chapter[] = [
  origin,
  protection,
  preflight,
  headers,
  credentials,
  redirects,
  caches,
  nullOrigin,
  modes,
  errors,
  prevention,
  debugging,
];
