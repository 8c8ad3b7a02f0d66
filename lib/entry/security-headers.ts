const HSTS_MAX_AGE_SECONDS = 31_536_000;

/** Headers of every answer. Pages replace the content security policy by a stricter one, and may narrow the referrer policy. */
export function securityHeaders(publicUrl: string, localMode: boolean): Readonly<Record<string, string>> {
  return {
    "content-security-policy": "frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "strict-origin-when-cross-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    ...(publicUrl.startsWith("https:") ? { "strict-transport-security": `max-age=${HSTS_MAX_AGE_SECONDS}` } : {}),
    // No other origin may use an answer, not even as an image or a script.
    ...(localMode ? { "cross-origin-resource-policy": "same-origin" } : {}),
  };
}
