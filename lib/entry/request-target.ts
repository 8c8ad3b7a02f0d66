/**
 * The path that a request line names: decoded, without dot segments, repeated slashes or query, so that a guard sees
 * through every spelling of a path. Null when the target is not a path or cannot be decoded.
 */
export function pathnameOf(target: string): string | null {
  if (!target.startsWith("/")) return null;
  const encoded = URL.parse(`http://entry.invalid${target}`)?.pathname;
  if (encoded === undefined) return null;
  try {
    const decoded = decodeURIComponent(encoded).replace(/[\\/]+/g, "/");
    return decoded.length > 1 ? decoded.replace(/\/$/, "") : decoded;
  } catch {
    return null;
  }
}
