import type { FetchRequest } from "#lib/fetch/request.ts";
import type { Answers, Verdict } from "./fetching.ts";

/** One remarkable request, what a server answers, and what comes of it. */
export interface EdgeCase {
  /** The number in the list of edge cases; rows of one number are variants. */
  readonly number: number;
  readonly title: string;
  readonly request: Partial<FetchRequest>;
  readonly answers: Answers;
  readonly standard: Verdict;
  /** Where Chromium differs. */
  readonly chromium?: Verdict;
  /** What goes over the wire, where that is the point. */
  readonly wire?: readonly string[];
  /** Where Chromium differs. */
  readonly chromiumWire?: readonly string[];
  /** The response headers that the page can read, where that is the point. */
  readonly exposes?: readonly string[];
}
