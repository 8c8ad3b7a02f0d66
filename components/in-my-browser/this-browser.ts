import type { BROWSERS } from "#lib/contract/terms.ts";

export type EngineName = Exclude<(typeof BROWSERS)[number], "standard">;

/** What a browser says of itself; it may say anything. */
export interface BrowserClaim {
  /** null when it names none of the three. */
  readonly engine: EngineName | null;
  /** `Chromium 156`; null when there is no version. */
  readonly version: string | null;
}

interface Claims {
  readonly userAgent: string;
  readonly userAgentData?: { readonly brands: readonly { readonly brand: string; readonly version: string }[] };
}

const CLAIMS: readonly (readonly [engine: EngineName, version: RegExp])[] = [
  ["firefox", /\bFirefox\/(\d+)/],
  // On iOS, Chrome (CriOS), Edge (EdgiOS) and Firefox (FxiOS) are WebKit and do not name these.
  ["chromium", /\b(?:Chrome|Chromium)\/(\d+)/],
  ["webkit", /\bAppleWebKit\/.*?(?:\bVersion\/([\d.]+)|$)/],
];

/** Which engine this browser claims to be, from `navigator`. */
export function readBrowserClaim({ userAgent, userAgentData }: Claims): BrowserClaim {
  const brand = userAgentData?.brands.find(({ brand }) => brand === "Chromium");
  if (brand) return { engine: "chromium", version: brand.version };
  for (const [engine, pattern] of CLAIMS) {
    const match = pattern.exec(userAgent);
    if (match) return { engine, version: match[1] ?? null };
  }
  return { engine: null, version: null };
}
