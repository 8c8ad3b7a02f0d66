import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM } from "#lib/browsers/browsers.ts";
import { ERROR_EVENT } from "#lib/browsers/initiator.ts";
import { createEgress } from "#lib/egress/egress.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import { answersFrom, drive } from "#lib/fetch/recording.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import { LAB_SCENARIOS, labFields, labUrl } from "#lib/lab/catalog.ts";
import { labCall } from "#lib/lab/page.ts";
import type { LabScenario } from "#lib/lab/scenario.ts";
import { startLab, type Lab } from "#lib/lab/server.ts";
import { createReplay } from "#lib/replay/replay.ts";
import { createTransport } from "#lib/replay/transport.ts";
import { ChromiumPage, launchChromium, STATUS_REMARK, type Observation } from "#tests/oracle/chromium.ts";

/** What is compared: all that Chromium and the engine both say about one `fetch()`. */
interface Verdict {
  readonly outcome: string;
  readonly exception: string | null;
  readonly console: readonly string[];
  readonly corsError: string | null;
}

let lab: Lab;
let browser: Browser;
let pages: Readonly<Record<LabScenario["pageOrigin"], ChromiumPage>>;

beforeAll(async () => {
  lab = await startLab({ ports: [0, 0, 0], host: "127.0.0.1" });
  browser = await launchChromium();
  const url = `${lab.origins[0]}/`;
  const [page, opaque] = await Promise.all([
    ChromiumPage.open(browser, url),
    ChromiumPage.open(browser, url, { opaque: true }),
  ]);
  pages = { page, opaque };
});

afterAll(async () => {
  await browser.close();
  await lab.close();
});

describe("the lab in Chromium", () => {
  test.each(LAB_SCENARIOS.filter(isFetch))(
    "$id ends as the catalog promises and as the engine says",
    async (scenario) => {
      const observed = await pages[scenario.pageOrigin].fetch({
        ...scenario.request,
        url: labUrl(scenario, lab.origins),
      });
      const replayed = await replay(scenario);

      expectPromised(scenario, replayed);
      expect(replayed.verdict).toEqual(verdictOf(observed));
      expect(replayed.readable.toSorted()).toEqual(observed.response?.headers ?? []);
    },
  );

  test.each(LAB_SCENARIOS.filter((scenario) => !isFetch(scenario)))(
    "$id, called as the lab's page shows, ends as the catalog promises and as the engine says",
    async (scenario) => {
      const { failed, console, corsErrors } = await pages[scenario.pageOrigin].run(labCall(scenario, lab.origins));
      const replayed = await replay(scenario);

      expectPromised(scenario, replayed);
      expect({ ...replayed.verdict, outcome: null }).toEqual({
        outcome: null,
        exception: failed ? ERROR_EVENT : null,
        console: withoutRemarks(console),
        corsError: corsErrors[0] ?? null,
      });
    },
  );
});

const isFetch = ({ request }: LabScenario) => request.initiator === "fetch";

function expectPromised({ expected }: LabScenario, { verdict, reason }: Awaited<ReturnType<typeof replay>>): void {
  expect({ outcome: verdict.outcome, reason }).toEqual({ reason: null, ...expected });
}

function verdictOf({ response, exception, console, corsErrors }: Observation): Verdict {
  const isOpaque = response?.type === "opaque" || response?.type === "opaqueredirect";
  return {
    outcome: response === null ? "blocked" : isOpaque ? "opaque" : "allowed",
    exception,
    console: withoutRemarks(console),
    corsError: corsErrors[0] ?? null,
  };
}

const withoutRemarks = (console: readonly string[]) => console.filter((line) => !STATUS_REMARK.test(line));

async function replay(scenario: LabScenario) {
  const read = readFields(labFields(scenario, lab.origins));
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  const { request } = read;
  const resolver = { resolve: () => Promise.reject(new Error("The lab is reached by address")) };
  const egress = createEgress({ resolver, exceptions: lab.ports.map((port) => ({ address: "127.0.0.1", port })) });
  const send = createReplay({ corsFetch, transport: createTransport(egress), publicUrl: "http://127.0.0.1:3000" });
  const { body } = scenario.request;
  const signal = new AbortController().signal;
  const { recording } = await send(request, [CHROMIUM.profile], { actualRequest: "always", body, signal });
  const run = drive(corsFetch(request, CHROMIUM.profile), answersFrom(recording));
  const { console: lines, exception, corsError } = CHROMIUM.report(request, run);
  const { outcome, error, readable } = run.outcome;
  const verdict: Verdict = {
    outcome,
    exception,
    console: [lines.reason, ...lines.also].filter((line) => line !== null),
    corsError: corsError ?? null,
  };
  return { verdict, reason: error?.reason ?? null, readable: readable.headers };
}
