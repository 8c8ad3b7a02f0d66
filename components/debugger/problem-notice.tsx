import { OctagonAlert } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { CopyButton } from "#components/controls/copy-button.tsx";
import { Prose } from "#components/text/prose.tsx";
import { RawText } from "#components/text/raw-text.tsx";
import type { FormProblem } from "./answer.ts";
import type { PlacedError } from "./field-errors.ts";
import { RetryCountdown } from "./retry-countdown.tsx";

/** Why there is no diagnosis, with a link to each field that is wrong and the commands to run instead, if there are any. */
export function ProblemNotice({
  problem,
  errors,
  fragment,
  ref,
}: {
  readonly problem: FormProblem;
  /** The form as a fragment, for the pages that take it over. */
  readonly fragment: string;
  readonly errors: readonly PlacedError[];
  readonly ref: Ref<HTMLDivElement>;
}): ReactNode {
  const isOne = problem.commands.length === 1;
  const listed = errors.filter((error) => error.message !== problem.detail);
  return (
    <div
      ref={ref}
      role="alert"
      tabIndex={-1}
      className="rounded-md border border-blocked bg-blocked-tint px-4 py-3 text-sm"
    >
      <p className="flex gap-2 font-semibold text-blocked">
        <OctagonAlert aria-hidden size={18} className="mt-0.5 shrink-0" />
        {problem.title}
      </p>
      {problem.detail !== null && (
        <p className="mt-1">
          <Prose>{problem.detail}</Prose>
        </p>
      )}
      {listed.length > 0 && (
        <ul className="mt-1 list-none space-y-1">
          {listed.map((error, index) => (
            <li key={index}>
              {error.control === null ? (
                <>
                  <RawText>{error.pointer}</RawText>: <Prose>{error.message}</Prose>
                </>
              ) : (
                <a
                  href={`#${error.control}`}
                  className="link"
                  onClick={(event) => {
                    // The fragment holds the form; only without JavaScript does it have to lead to the control.
                    event.preventDefault();
                    document.getElementById(error.control ?? "")?.focus();
                  }}
                >
                  <Prose>{error.message}</Prose>
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
      {problem.retryAfterSeconds !== null && <RetryCountdown key={fragment} seconds={problem.retryAfterSeconds} />}
      {problem.commands.length > 0 && (
        <p className="mt-2">{isOne ? "This command asks" : "These commands ask"} the same from your own machine:</p>
      )}
      {problem.commands.map((command, index) => (
        <div key={index} className="mt-2 flex items-start gap-2 rounded-md bg-sunken px-3 py-2">
          <RawText lines className="grow">
            {command}
          </RawText>
          <CopyButton text={command} label="Copy the command" compact />
        </div>
      ))}
      {problem.code === "target-denied" && (
        <p className="mt-3">
          <a href={`/offline#${fragment}`} className="link">
            {isOne ? "Paste what it prints" : "Paste what they print"}
          </a>{" "}
          and get the diagnosis of those answers. Or{" "}
          <a href={`/in-my-browser#${fragment}`} className="link">
            run it in this browser
          </a>
          , which may reach what Preflight may not.
        </p>
      )}
    </div>
  );
}
