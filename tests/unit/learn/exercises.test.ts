import { describe, expect, test } from "vitest";
import { startingValues, type Exercise } from "#components/learn/exercises/exercise.ts";
import { EXERCISES } from "#components/learn/exercises/exercises.ts";
import { judge } from "#components/learn/exercises/judge.ts";

describe.each(EXERCISES as readonly Exercise[])("the exercise $id", (exercise) => {
  test("does not start solved", () => {
    const judgement = judge(exercise, startingValues(exercise));
    expect(judgement).toMatchObject({ kind: "judged", solved: false });
  });

  test("is solved by its solution", () => {
    const judgement = judge(exercise, exercise.solution);
    expect(judgement).toMatchObject({ kind: "judged", solved: true });
  });

  test("needs every edit of its solution", () => {
    for (const [place] of Object.entries(exercise.solution)) {
      const { [place as keyof typeof exercise.solution]: _, ...others } = exercise.solution;
      expect(judge(exercise, others), `without ${place}`).toMatchObject({ solved: false });
    }
  });

  test("can be solved with its own controls, and one value for each", () => {
    const places = exercise.controls.map(({ place }) => place);
    expect(new Set(places).size).toBe(places.length);
    expect(places).toEqual(expect.arrayContaining(Object.keys(exercise.solution)));
    for (const { place, choices } of exercise.controls) {
      const values = [startingValues(exercise)[place], exercise.solution[place]];
      if (choices) expect(choices).toEqual(expect.arrayContaining(values.filter((value) => value !== undefined)));
    }
  });
});

test("the ids are unique", () => {
  expect(new Set(EXERCISES.map(({ id }) => id)).size).toBe(EXERCISES.length);
});
