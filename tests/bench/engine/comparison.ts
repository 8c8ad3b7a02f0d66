import { CHROMIUM } from "#lib/browsers/browsers.ts";
import { measuredFetches } from "#tests/corpus/measured.ts";
import { rounded } from "../statistics.ts";
import { measuredVerdict, prepareEvaluation, type Evaluation } from "./evaluation.ts";
import { happyDom } from "./happy-dom.ts";
import type { Implementation } from "./implementation.ts";
import { jsdom } from "./jsdom.ts";
import { countWrong, rateOf, spread } from "./profiles.ts";
import { Rate, runInTurns, type RateSummary, type Rounds } from "./rate.ts";
import { RecordedServer } from "./recorded-server.ts";

/** Wrong answers by what Chromium says of the case: how many there are, and the names of the first few. */
type WrongAnswers = Record<string, { count: number; readonly examples: string[] }>;

interface ComparedFigures {
  readonly version: string;
  /** Chromium's cases that its API can express. */
  readonly cases: number;
  /** Verdicts that are not Chromium's. */
  readonly wrongVerdicts: number;
  readonly allowsWhatChromiumBlocks: WrongAnswers;
  readonly blocksWhatChromiumAllows: WrongAnswers;
  /** Cases in which it asks for what Chromium did not, so that its verdict says nothing. */
  readonly undecided: number;
  /** Cases in which it makes a preflight that Chromium does not. */
  readonly needlessPreflights: number;
  /** The request as a page's script makes it. */
  readonly perSecond: RateSummary;
  readonly corsCodePerSecond: RateSummary;
  /** The engine with Chromium's profile on the same cases. */
  readonly preflight: {
    readonly wrongVerdicts: number;
    readonly perSecond: RateSummary;
    readonly timesFaster: number;
    readonly timesFasterThanCorsCode: number;
  };
}

export interface ComparisonReport {
  readonly jsdom: ComparedFigures;
  readonly happyDom: ComparedFigures;
}

/** The engine beside other implementations of CORS in Node, on the cases that each of them can express. */
export async function measureComparison(rounds: Rounds, cases: number): Promise<ComparisonReport> {
  const evaluations = spread(measuredFetches("chromium"), cases).map((row) => prepareEvaluation(row, CHROMIUM));
  return { jsdom: await compare(jsdom, evaluations, rounds), happyDom: await compare(happyDom, evaluations, rounds) };
}

async function compare(
  implementation: Implementation,
  all: readonly Evaluation[],
  rounds: Rounds,
): Promise<ComparedFigures> {
  const expressible = all.filter(({ request }) => implementation.canExpress(request));
  const withServers = expressible.map((evaluation) => [evaluation, new RecordedServer(evaluation.row)] as const);
  const whole = new Rate(withServers.length, async () => {
    for (const [prepared, server] of withServers) await implementation.fetch(prepared, server.restart());
  });
  const corsCode = new Rate(withServers.length, async () => {
    for (const [prepared, server] of withServers) await implementation.runCorsCode(prepared, server.restart());
  });
  // In turns with them the engine would pay for collecting their garbage.
  const own = rateOf(expressible);
  await runInTurns([own], rounds);
  await runInTurns([whole, corsCode], rounds);

  const [perSecond, corsCodePerSecond, ownPerSecond] = [whole.summary(), corsCode.summary(), own.summary()];
  return {
    version: implementation.version,
    cases: expressible.length,
    ...(await judge(implementation, withServers)),
    perSecond,
    corsCodePerSecond,
    preflight: {
      wrongVerdicts: countWrong(expressible),
      perSecond: ownPerSecond,
      timesFaster: rounded(ownPerSecond.median / perSecond.median),
      timesFasterThanCorsCode: rounded(ownPerSecond.median / corsCodePerSecond.median),
    },
  };
}

async function judge(implementation: Implementation, cases: readonly (readonly [Evaluation, RecordedServer])[]) {
  const allowsWhatChromiumBlocks: WrongAnswers = {};
  const blocksWhatChromiumAllows: WrongAnswers = {};
  let wrongVerdicts = 0;
  let undecided = 0;
  let needlessPreflights = 0;
  for (const [prepared, server] of cases) {
    const { row } = prepared;
    const verdict = await implementation.fetch(prepared, server.restart());
    if (server.sawNeedlessPreflight) needlessPreflights += 1;
    if (server.wasOffRecord) {
      undecided += 1;
    } else if (verdict !== measuredVerdict(row)) {
      wrongVerdicts += 1;
      if (verdict === "allowed") add(allowsWhatChromiumBlocks, row.corsError ?? row.exception ?? "", row.name);
      else add(blocksWhatChromiumAllows, server.sawNeedlessPreflight ? "needless preflight" : "other", row.name);
    }
  }
  return { wrongVerdicts, allowsWhatChromiumBlocks, blocksWhatChromiumAllows, undecided, needlessPreflights };
}

function add(wrong: WrongAnswers, kind: string, name: string): void {
  const known = (wrong[kind] ??= { count: 0, examples: [] });
  known.count += 1;
  if (known.examples.length < 3) known.examples.push(name);
}
