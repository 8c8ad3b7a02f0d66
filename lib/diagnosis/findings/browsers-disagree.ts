import { BROWSER_NAMES } from "../browser-names.ts";
import { defineFinding } from "../finding.ts";
import type { BrowserRun } from "../observation.ts";

const VERDICTS: Record<BrowserRun["outcome"]["outcome"], string> = {
  allowed: "lets the page read the response",
  blocked: "blocks it",
  opaque: "gives the page an opaque response",
  unreachable: "gets no HTTP answer",
  undetermined: "is undecided, because its own request was not sent or not answered",
};

export const browsersDisagree = defineFinding({
  id: "browsers-disagree",
  severity: "warning",
  title: "Browsers disagree about this request",
  about:
    "The engines depart from the Fetch standard in a few places, mostly after redirects and with repeated headers. What one browser allows another may block, so a test in one of them is not enough here.",
  explain: ({ verdicts }: { verdicts: string[] }) => `${verdicts.join("; ")}.`,
  detect: ({ runs }) => {
    const browsers = [...runs].filter(([name]) => name !== "standard");
    if (new Set(browsers.map(([, run]) => run.outcome.outcome)).size < 2) return [];
    const verdicts = browsers.map(([name, { outcome }]) => {
      const reason = outcome.error === null ? "" : ` (\`${outcome.error.reason}\`)`;
      return `${BROWSER_NAMES[name]} ${VERDICTS[outcome.outcome]}${reason}`;
    });
    return [{ params: { verdicts }, evidence: [{ request: "url" as const }] }];
  },
});
