/** The longest that one diagnosis may take, all its exchanges together. */
export const DIAGNOSIS_DEADLINE_MS = 10_000;

/** TCP and TLS handshakes of one connection together. */
export const CONNECT_TIMEOUT_MS = 5_000;

/** One name look-up; less than the deadline, so that a slow name server is named as such. */
export const NAME_LOOKUP_TIMEOUT_MS = 5_000;

/** How long a server may stay silent before its response; less than the deadline, so that the silence is named as such. */
export const RESPONSE_TIMEOUT_MS = 8_000;

/** How long the start of a body is waited for: it is worth a look, not the rest of the deadline. */
export const BODY_START_TIMEOUT_MS = 1_000;

/** Requests that one diagnosis may send, probes not counted. */
export const MAX_EXCHANGES = 64;

/** Questions that one diagnosis may ask besides, none of which can change anything on the server. */
export const MAX_PROBES = 8;

/** The longest that all probes together may take, within the time for the diagnosis: they are worth less than an answer at once. */
export const PROBES_TIME_MS = 4_000;

/** Names and values of one response's headers together. */
export const MAX_RESPONSE_HEADER_BYTES = 65_536;

/** The author's body. */
export const MAX_REQUEST_BODY_BYTES = 65_536;

/** Enough of a body to recognise a challenge page or the text of a refusal. */
export const MAX_BODY_START_BYTES = 2_048;

/** Addresses of one host that are tried one after another. */
export const MAX_DIALLED_ADDRESSES = 4;
