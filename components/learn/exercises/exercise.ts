import type { FindingId } from "#lib/diagnosis/findings/index.ts";
import type { ResponseMatch } from "#lib/diagnosis/evaluate.ts";
import type { BrowserName, Outcome } from "#lib/contract/terms.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";

/** The fields of a request as text, headers one a line. */
export type ExerciseRequest = Omit<RequestFields, "headers" | "body"> & { readonly headers?: string };

/** What the server answers to the requests that match; without `match`, to whatever comes next. */
export interface ExerciseAnswer {
  /** What it answers, for the label of its lines. */
  readonly to: string;
  readonly match?: ResponseMatch;
  readonly status: string;
  /** `Name: value`, one a line. */
  readonly headers: string;
}

/** Which part of the case a control edits. */
export type Place = keyof ExerciseRequest | `answer-${number}-${"status" | "headers"}`;

export interface ExerciseControl {
  readonly place: Place;
  readonly label: string;
  /** Absent: free text, over several lines for headers. */
  readonly choices?: readonly string[];
}

/** What a solution has to reach, read off the diagnosis. */
export type Goal =
  | { readonly kind: "outcome"; readonly is: Outcome }
  /** The methods that Chromium puts on the wire, in order. */
  | { readonly kind: "sent"; readonly methods: readonly string[] }
  | { readonly kind: "readable"; readonly header: string }
  | { readonly kind: "response-type"; readonly is: "basic" | "cors" }
  /** The `Origin` of the last request. */
  | { readonly kind: "last-origin"; readonly is: string }
  /** For how long each browser keeps the preflight's answer. */
  | { readonly kind: "kept"; readonly seconds: Readonly<Partial<Record<BrowserName, number>>> }
  | { readonly kind: "without"; readonly finding: FindingId };

/** What of the diagnosis is shown besides the verdict. */
export type Shown = "origins" | "wire" | "console" | "readable" | "kept";

/** A case to play with: where it starts, what may be edited, and what is to be reached. */
export interface Exercise {
  readonly id: string;
  readonly title: string;
  /** One or two sentences with code spans. */
  readonly task: string;
  readonly request: ExerciseRequest;
  readonly answers: readonly ExerciseAnswer[];
  readonly controls: readonly ExerciseControl[];
  readonly goals: readonly [Goal, ...Goal[]];
  readonly shows: readonly Shown[];
  /** The values that change. */
  readonly solution: Edits;
}

/** Values of controls by their place. */
export type Edits = Readonly<Partial<Record<Place, string>>>;

/** The values of an exercise's controls at the start. */
export function startingValues({ controls, request, answers }: Exercise): Edits {
  return Object.fromEntries(controls.map(({ place }) => [place, valueAt({ request, answers }, place)]));
}

function valueAt({ request, answers }: Pick<Exercise, "request" | "answers">, place: Place): string {
  const answer = /^answer-(\d+)-(status|headers)$/.exec(place);
  if (answer === null) return request[place as keyof ExerciseRequest] ?? "";
  return answers[Number(answer[1])]?.[answer[2] as "status" | "headers"] ?? "";
}
