import type { BrowserName } from "#lib/contract/terms.ts";
import type { Browser } from "./browser.ts";
import { chromiumReport } from "./chromium/report.ts";
import { chromiumRules } from "./chromium/rules.ts";
import { registrableDomain } from "./registrable-domain.ts";
import { standardRules } from "./standard.ts";

/** The engines that are built, in the order in which they are run. The first one decides what the page of a diagnosis shows. */
export const CHROMIUM: Browser = { profile: { ...chromiumRules, registrableDomain }, report: chromiumReport };

/** The standard prescribes no console text; its exception is a bare TypeError. */
export const STANDARD: Browser = {
  profile: { ...standardRules, registrableDomain },
  report: (_request, { outcome }) => ({
    console: { reason: null, also: [] },
    exception: ["blocked", "unreachable"].includes(outcome.outcome) ? "TypeError" : null,
  }),
};

export const BROWSERS_BUILT: Readonly<Partial<Record<BrowserName, Browser>>> = {
  chromium: CHROMIUM,
  standard: STANDARD,
};
