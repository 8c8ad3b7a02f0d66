import type { ReactNode } from "react";
import type { Block, Chapter } from "./chapter.ts";
import { startingValues, type Exercise } from "./exercises/exercise.ts";
import { ExercisePanel } from "./exercises/exercise-panel.tsx";
import { EXERCISES } from "./exercises/exercises.ts";
import { judge } from "./exercises/judge.ts";
import { RichText } from "./rich-text.tsx";

/** A chapter of the guide, its exercises included. */
export function ChapterView({ chapter, number }: { readonly chapter: Chapter; readonly number: number }): ReactNode {
  const { id, title, blocks } = chapter;
  return (
    <section aria-labelledby={id} className="not-first:mt-16 not-first:border-t not-first:border-line not-first:pt-10">
      <h2 id={id} className="flex gap-3 text-lg font-semibold sm:text-xl">
        <span aria-hidden className="font-normal text-ink-soft tabular-nums">
          {number}
        </span>
        <span>
          <RichText>{title}</RichText>
        </span>
      </h2>
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </section>
  );
}

function BlockView({ block }: { readonly block: Block }): ReactNode {
  if (typeof block === "string") {
    return (
      <p className="mt-4 max-w-[68ch]">
        <RichText>{block}</RichText>
      </p>
    );
  }
  if ("heading" in block) {
    return (
      <h3 id={block.id} className="mt-10 mb-1 font-semibold">
        <RichText>{block.heading}</RichText>
      </h3>
    );
  }
  if ("list" in block) {
    const items = block.list.map((item) => (
      <li key={item} className="ps-1 marker:text-ink-soft">
        <RichText>{item}</RichText>
      </li>
    ));
    const className = "mt-4 max-w-[68ch] space-y-2 ps-6";
    return block.ordered ? (
      <ol className={`list-decimal ${className}`}>{items}</ol>
    ) : (
      <ul className={`list-disc ${className}`}>{items}</ul>
    );
  }
  if ("table" in block) return <TableView {...block.table} />;
  if ("code" in block) {
    return (
      <figure className="panel mt-5 overflow-hidden">
        <figcaption className="border-b border-line px-4 py-2 text-sm text-ink-soft">{block.label}</figcaption>
        <pre className="bg-sunken px-4 py-3 text-sm">
          <code className="wire">{block.code}</code>
        </pre>
      </figure>
    );
  }
  return <ExerciseView id={block.exercise} />;
}

function TableView({
  head,
  rows,
}: {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}) {
  return (
    <div className="panel mt-5 overflow-hidden">
      <table className="w-full border-collapse text-sm">
        <thead className="bg-sunken text-start max-sm:sr-only">
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col" className="px-3 py-2 text-start font-medium sm:px-4">
                <RichText>{cell}</RichText>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr
              key={cells[0]}
              className="border-line not-first:border-t sm:border-t max-sm:block max-sm:px-3 max-sm:py-2.5"
            >
              {cells.map((cell, column) => (
                <td key={column} className="align-top max-sm:block max-sm:not-first:mt-1 sm:px-4 sm:py-2">
                  {column > 0 && (
                    <span className="text-ink-soft sm:hidden">
                      <RichText>{inFront(head[column] ?? "")}</RichText>{" "}
                    </span>
                  )}
                  <RichText>{cell}</RichText>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The heading of a column as a label in front of a cell, where rows are stacked. */
function inFront(heading: string): string {
  return heading.endsWith("?") ? heading : `${heading}:`;
}

function ExerciseView({ id }: { readonly id: (typeof EXERCISES)[number]["id"] }): ReactNode {
  const exercise: Exercise | undefined = EXERCISES.find((each) => each.id === id);
  const start = exercise && judge(exercise, startingValues(exercise));
  return exercise && start?.kind === "judged" && <ExercisePanel exercise={exercise} start={start} />;
}
