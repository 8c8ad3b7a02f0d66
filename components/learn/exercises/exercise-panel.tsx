"use client";

import { PencilLine } from "lucide-react";
import { useId, useState, useSyncExternalStore, type ReactNode } from "react";
import { Prose } from "#components/text/prose.tsx";
import { startingValues, type Edits, type Exercise, type ExerciseControl } from "./exercise.ts";
import { ExerciseResult } from "./exercise-result.tsx";
import type { Judgement, Unreadable } from "./judge.ts";

const SPARE_LINES = 1;

/** The engines, which the page does not carry until somebody plays. */
const loadJudge = () => import("./judge.ts");

const neverChanges = () => () => undefined;

interface ExercisePanelProps {
  readonly exercise: Exercise;
  /** What the engines make of the exercise as it starts. */
  readonly start: Judgement;
}

/** A case whose lines can be edited, with the engines' verdict on it beside them. */
export function ExercisePanel({ exercise, start }: ExercisePanelProps): ReactNode {
  const { title, task, controls, shows, solution } = exercise;
  const [edits, setEdits] = useState<Edits>({});
  const [judgement, setJudgement] = useState<Judgement | Unreadable>(start);
  const isAlive = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  const id = useId();
  const values = { ...startingValues(exercise), ...edits };

  function change(next: Edits): void {
    setEdits(next);
    loadJudge().then(
      ({ judge }) => {
        setJudgement(judge(exercise, next));
      },
      () => {
        setJudgement({ kind: "unreadable", errors: ["The engine could not be loaded. Reload the page to try again."] });
      },
    );
  }

  const preload = () => void loadJudge().catch(() => undefined);

  return (
    <section
      aria-labelledby={id}
      className="@container panel my-8 overflow-hidden"
      onPointerEnter={preload}
      onFocus={preload}
    >
      <header className="border-b border-line px-4 py-3 sm:px-5">
        <h3 id={id} className="flex items-baseline gap-2 font-semibold">
          <PencilLine aria-hidden size={16} className="shrink-0 translate-y-0.5 text-accent" />
          {title}
        </h3>
        <p className="mt-1 max-w-[70ch] text-sm text-ink-soft">
          <Prose>{task}</Prose>
        </p>
      </header>
      <div className="grid @2xl:grid-cols-2">
        <div className="space-y-4 px-4 py-4 sm:px-5">
          <p className="only-without-script text-sm text-ink-soft">
            This is how it starts, judged by the same engine. Editing it needs JavaScript.
          </p>
          <fieldset disabled={!isAlive} className="space-y-4">
            <legend className="sr-only">The case</legend>
            {controls.map((control) => (
              <ExerciseField
                key={control.place}
                id={`${id}-${control.place}`}
                control={control}
                value={values[control.place] ?? ""}
                lines={linesOf(values[control.place], solution[control.place])}
                onChange={(value) => {
                  change({ ...edits, [control.place]: value });
                }}
              />
            ))}
          </fieldset>
          <p className="only-with-script flex flex-wrap gap-2">
            <button
              type="button"
              className="button"
              onClick={() => {
                change(solution);
              }}
            >
              Show a solution
            </button>
            <button
              type="button"
              className="button"
              data-quiet
              onClick={() => {
                change({});
              }}
            >
              Start over
            </button>
          </p>
        </div>
        <div className="min-w-0 border-t border-line bg-sunken px-4 py-4 sm:px-5 @2xl:border-s @2xl:border-t-0">
          <ExerciseResult judgement={judgement} shows={shows} />
        </div>
      </div>
    </section>
  );
}

interface ExerciseFieldProps {
  readonly id: string;
  readonly control: ExerciseControl;
  readonly value: string;
  /** How many lines there should be room for. */
  readonly lines: number;
  readonly onChange: (value: string) => void;
}

function ExerciseField({ id, control, value, lines, onChange }: ExerciseFieldProps): ReactNode {
  const { place, label, choices } = control;
  const attributes = {
    id,
    value,
    className: "field font-mono text-sm disabled:opacity-100",
    onChange: (event: { readonly target: { readonly value: string } }) => {
      onChange(event.target.value);
    },
    autoComplete: "off",
    spellCheck: false,
  };
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      {choices ? (
        <select {...attributes}>
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : place.endsWith("headers") ? (
        <textarea {...attributes} rows={lines} className={`${attributes.className} field-sizing-content`} />
      ) : (
        <input type="text" inputMode={place.endsWith("status") ? "numeric" : "url"} {...attributes} />
      )}
    </div>
  );
}

function linesOf(...texts: readonly (string | undefined)[]): number {
  return Math.max(...texts.map((text = "") => text.split("\n").length)) + SPARE_LINES;
}
