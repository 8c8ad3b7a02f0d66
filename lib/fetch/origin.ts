/** https://html.spec.whatwg.org/multipage/browsers.html#concept-origin */
export type Origin =
  { readonly kind: "tuple"; readonly scheme: string; readonly serialized: string } | { readonly kind: "opaque" };

/** The origin of a page of which nothing more is known. */
export const OPAQUE_ORIGIN: Origin = { kind: "opaque" };

/** Schemes whose documents have an opaque origin, or none at all. */
const SCHEMES_WITHOUT_TUPLE_ORIGIN = new Set(["about:", "blob:", "data:", "file:", "javascript:", "mailto:"]);

/**
 * The origin of a URL; an opaque one is the same as no other. Schemes that only an embedder knows (`chrome-extension:`,
 * `capacitor:`) get `scheme://host`, which is what those embedders send.
 * https://url.spec.whatwg.org/#concept-url-origin
 */
export function originOfUrl(url: URL): Origin {
  // Each property of a URL is computed anew when it is read.
  const { protocol, origin } = url;
  if (protocol === "blob:") {
    const inner = URL.canParse(url.pathname) ? new URL(url.pathname) : null;
    return inner && ["http:", "https:"].includes(inner.protocol) ? originOfUrl(inner) : { kind: "opaque" };
  }
  if (SCHEMES_WITHOUT_TUPLE_ORIGIN.has(protocol)) return { kind: "opaque" };
  if (origin !== "null") return { kind: "tuple", scheme: protocol.slice(0, -1), serialized: origin };
  if (url.host === "") return { kind: "opaque" };
  return { kind: "tuple", scheme: protocol.slice(0, -1), serialized: `${protocol}//${url.host}` };
}

/** https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin */
export function serializeOrigin(origin: Origin): string {
  return origin.kind === "opaque" ? "null" : origin.serialized;
}

/** An opaque origin is the same only as itself. https://html.spec.whatwg.org/multipage/browsers.html#same-origin */
export function isSameOrigin(a: Origin, b: Origin): boolean {
  return a === b || (a.kind === "tuple" && b.kind === "tuple" && a.serialized === b.serialized);
}
