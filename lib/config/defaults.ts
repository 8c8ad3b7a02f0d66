/** The largest JSON body the API reads. */
export const API_BODY_MAX_BYTES = 1_048_576;

/** The window that `RATE_LIMIT_PER_MINUTE` speaks of. */
export const RATE_LIMIT_WINDOW_SECONDS = 60;

/** Diagnoses that may contact one target host at the same time. */
export const DIAGNOSES_PER_HOST_MAX = 2;

/** How long a diagnosis waits for its turn at a busy target host. */
export const TARGET_SLOT_WAIT_MS = 5_000;

/** How long browsers may remember the preflight answers of our own API: the longest that Chromium honours. */
export const API_PREFLIGHT_MAX_AGE_SECONDS = 7_200;

/** How long an id still answers "gone" after its content was erased. */
export const TOMBSTONE_DAYS = 365;

/** How often expired diagnoses are erased. */
export const SWEEP_INTERVAL_MS = 3_600_000;

/** How long SQLite waits for another process's write. */
export const DATABASE_BUSY_TIMEOUT_MS = 5_000;

/** Time for a client to send its request line and headers. */
export const REQUEST_HEADERS_TIMEOUT_MS = 10_000;

/** Time for a client to send its whole request. */
export const REQUEST_TIMEOUT_MS = 30_000;

/** How long a connection may stay silent while a request is being answered. */
export const SOCKET_IDLE_TIMEOUT_MS = 60_000;

/** How long an unused connection is kept: longer than the 60 s that common proxies keep theirs, so that they close first. */
export const KEEP_ALIVE_TIMEOUT_MS = 65_000;

/** How often the time-outs above are looked after. */
export const CONNECTIONS_CHECK_INTERVAL_MS = 1_000;

/** The largest request line and headers together. */
export const REQUEST_HEADERS_MAX_BYTES = 16_384;

/** How long running requests may take to end after SIGTERM: a diagnosis and its wait for a busy target fit in. */
export const SHUTDOWN_GRACE_MS = 20_000;

/** Holds the token of a diagnosis that was made by a form without JavaScript, for its own address alone. */
export const DELETE_COOKIE_NAME = "delete-token";

/** How long that cookie is kept. */
export const DELETE_COOKIE_MAX_AGE_SECONDS = 86_400;

/** Rendered pictures that are kept in memory; one has some 40 kB. */
export const PICTURES_KEPT_MAX = 200;
