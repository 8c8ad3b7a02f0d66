import type { BrowserName } from "#lib/contract/terms.ts";

/** The engines that people browse with, in the order in which they are shown. */
export const SHIPPING_BROWSERS = ["chromium", "firefox", "webkit"] as const satisfies readonly BrowserName[];
