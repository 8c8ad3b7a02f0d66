import type { BrowserName } from "#lib/contract/terms.ts";
import type { BrowserRun, Observation } from "./observation.ts";

/** What people call the engines. */
export const BROWSER_NAMES: Record<BrowserName, string> = {
  standard: "The standard",
  chromium: "Chromium",
  firefox: "Firefox",
  webkit: "WebKit",
};

/** The names of the browsers whose run is of that kind; the standard is no browser. */
export function browserNames({ runs }: Pick<Observation, "runs">, isMeant: (run: BrowserRun) => boolean): string[] {
  return [...runs].flatMap(([name, run]) => (name !== "standard" && isMeant(run) ? [BROWSER_NAMES[name]] : []));
}
