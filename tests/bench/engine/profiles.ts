import type { Browser } from "#lib/browsers/browser.ts";
import { CHROMIUM, FIREFOX, STANDARD, WEBKIT } from "#lib/browsers/browsers.ts";
import { measuredFetches } from "#tests/corpus/measured.ts";
import { rounded } from "../statistics.ts";
import { evaluate, measuredVerdict, prepareEvaluation, type Evaluation } from "./evaluation.ts";
import { Rate, runInTurns, type RateSummary, type Rounds } from "./rate.ts";

interface ProfileFigures {
  readonly cases: number;
  /** Requests that the real browser put on the wire, per case. */
  readonly exchangesPerCase: number;
  /** Verdicts that are not the real browser's; null for the standard, which no browser embodies. */
  readonly wrongVerdicts: number | null;
  readonly perSecond: RateSummary;
  /** How long one evaluation takes, in readings of a case from JSON. */
  readonly timesYardstick: number;
}

export interface ProfilesReport {
  /** `JSON.parse` of a case. */
  readonly yardstick: { readonly perSecond: RateSummary };
  readonly chromium: ProfileFigures;
  readonly firefox: ProfileFigures;
  readonly webkit: ProfileFigures;
  readonly standard: ProfileFigures;
  /** All of the above, a case of each in turn. */
  readonly mix: ProfileFigures;
  /** The mix with more header lines in each answer, as servers send them. */
  readonly mixWithOrdinaryHeaders: ProfileFigures;
}

/** Header lines that most servers send and CORS does not look at. */
const ORDINARY_HEADERS: readonly [string, string][] = [
  ["Date", "Mon, 23 Nov 2026 10:00:00 GMT"],
  ["Server", "nginx/1.28.0"],
  ["Content-Type", "application/json; charset=utf-8"],
  ["Content-Length", "1724"],
  ["Connection", "keep-alive"],
  ["Cache-Control", "private, max-age=0, must-revalidate"],
  ["ETag", 'W/"6bc-Zx0T1dA2kq8nFh0m5xQ3w"'],
  ["Vary", "Accept-Encoding"],
  ["Strict-Transport-Security", "max-age=31536000; includeSubDomains"],
  ["X-Content-Type-Options", "nosniff"],
  ["X-Frame-Options", "SAMEORIGIN"],
  ["X-Request-Id", "0b7f6a1e-6a55-4d55-9c39-8a1f2f1a6b7e"],
];

/** What the engine does alone: each browser's measured cases by its profile, and Chromium's by the standard's. */
export async function measureProfiles(rounds: Rounds, cases: number): Promise<ProfilesReport> {
  const prepare = (name: Parameters<typeof measuredFetches>[0], browser: Browser) =>
    spread(measuredFetches(name), cases).map((row) => prepareEvaluation(row, browser));
  const chromium = prepare("chromium", CHROMIUM);
  const firefox = prepare("firefox", FIREFOX);
  const webkit = prepare("webkit", WEBKIT);
  const standard = prepare("chromium", STANDARD);
  const mix = inTurn([chromium, firefox, webkit, standard]);
  const sets = { chromium, firefox, webkit, standard, mix, mixWithOrdinaryHeaders: mix.map(withOrdinaryHeaders) };

  const texts = chromium.map(({ row }) => JSON.stringify(row));
  const yardstick = new Rate(texts.length, () => {
    for (const text of texts) JSON.parse(text);
  });
  const rates = Object.values(sets).map((set) => rateOf(set));
  await runInTurns([yardstick, ...rates], rounds);

  const yardstickRate = yardstick.summary();
  const figures = Object.entries(sets).map(([name, set], index): [string, ProfileFigures] => {
    const perSecond = rates[index]!.summary();
    return [
      name,
      {
        cases: set.length,
        exchangesPerCase: rounded(set.reduce((sum, { row }) => sum + row.wire.length, 0) / set.length),
        wrongVerdicts: set.some(({ browser }) => browser === STANDARD) ? null : countWrong(set),
        perSecond,
        timesYardstick: rounded(yardstickRate.median / perSecond.median),
      },
    ];
  });
  return { yardstick: { perSecond: yardstickRate }, ...Object.fromEntries(figures) } as unknown as ProfilesReport;
}

export function rateOf(evaluations: readonly Evaluation[]): Rate {
  return new Rate(evaluations.length, () => {
    for (const evaluation of evaluations) evaluate(evaluation);
  });
}

/** As many elements as asked for, from all over the list. */
export function spread<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, list.length / count);
  return Array.from({ length: Math.min(count, list.length) }, (_, index) => list[Math.floor(index * step)]!);
}

export function countWrong(evaluations: readonly Evaluation[]): number {
  return evaluations.filter((evaluation) => evaluate(evaluation) !== measuredVerdict(evaluation.row)).length;
}

function inTurn<T>(lists: readonly (readonly T[])[]): T[] {
  const length = Math.max(...lists.map((list) => list.length));
  return Array.from({ length }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
}

function withOrdinaryHeaders(evaluation: Evaluation): Evaluation {
  const answers = evaluation.answers.map((answer) =>
    answer.kind === "response" ? { ...answer, headers: [...ORDINARY_HEADERS, ...answer.headers] } : answer,
  );
  return { ...evaluation, answers };
}
