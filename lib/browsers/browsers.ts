import type { BrowserName } from "#lib/contract/terms.ts";
import type { Browser } from "./browser.ts";
import { chromiumReport } from "./chromium/report.ts";
import { chromiumRules } from "./chromium/rules.ts";
import { firefoxReport } from "./firefox/report.ts";
import { firefoxRules } from "./firefox/rules.ts";
import { failureTold } from "./initiator.ts";
import { registrableDomain } from "./registrable-domain.ts";
import { standardRules } from "./standard.ts";
import { webkitReport } from "./webkit/report.ts";
import { webkitRules } from "./webkit/rules.ts";

/** The engines that are built, in the order in which they are run. The first one decides what the page of a diagnosis shows. */
export const CHROMIUM: Browser = { profile: { ...chromiumRules, registrableDomain }, report: chromiumReport };

/** The standard prescribes no console text; its exception is a bare TypeError. */
export const STANDARD: Browser = {
  profile: { ...standardRules, registrableDomain },
  report: (request, { outcome }) => ({
    console: { reason: null, also: [] },
    exception: ["blocked", "unreachable"].includes(outcome.outcome) ? failureTold(request, "TypeError") : null,
  }),
};

export const FIREFOX: Browser = { profile: { ...firefoxRules, registrableDomain }, report: firefoxReport };

export const WEBKIT: Browser = { profile: { ...webkitRules, registrableDomain }, report: webkitReport };

export const BROWSERS_BUILT: Readonly<Partial<Record<BrowserName, Browser>>> = {
  chromium: CHROMIUM,
  firefox: FIREFOX,
  webkit: WEBKIT,
  standard: STANDARD,
};
