import { CircleAlert } from "lucide-react";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Prose } from "#components/text/prose.tsx";
import { RawText } from "#components/text/raw-text.tsx";
import type { ControlId, PlacedError } from "./field-errors.ts";
import type { Question } from "./pasted.ts";

/** What a control needs to be described by its hint and its errors. */
export interface ControlAttributes {
  readonly id: ControlId;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby"?: string;
}

interface ControlProps {
  readonly id: ControlId;
  readonly label: ReactNode;
  /** For rows whose column has a visible heading already. */
  readonly labelHidden?: boolean;
  readonly hint?: ReactNode;
  readonly errors: readonly PlacedError[];
  /** What a paste left open; the row of the control shows it, which has the room. */
  readonly question?: Question | null;
  /** Puts an error's proposed value into the control. */
  readonly onFix: (error: PlacedError) => void;
  readonly className?: string;
  readonly children: (attributes: ControlAttributes) => ReactNode;
}

/** A label, its control, and what is wrong with it, tied together for screen readers. */
export function Control(props: ControlProps): ReactNode {
  const { id, label, labelHidden = false, hint, errors, question, onFix, className, children } = props;
  const own = errors.filter((error) => error.control === id);
  const describedBy = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(question?.control === id ? [`${id}-question`] : []),
    ...(own.length === 0 ? [] : [`${id}-error`]),
  ];
  return (
    <div className={clsx("min-w-0", className)}>
      <label htmlFor={id} className={clsx(labelHidden ? "sr-only" : "mb-1.5 block text-sm font-medium")}>
        {label}
      </label>
      {children({
        id,
        "aria-invalid": own.length > 0,
        ...(describedBy.length === 0 ? {} : { "aria-describedby": describedBy.join(" ") }),
      })}
      {own.length > 0 && (
        <div id={`${id}-error`} className="mt-1.5 space-y-1 text-sm text-blocked">
          {own.map((error, index) => (
            <p key={index} className="flex gap-1.5">
              <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
              <span className="min-w-0">
                <Prose>{error.message}</Prose>
                {error.fix !== undefined && (
                  <>
                    {" "}
                    <button
                      type="button"
                      className="link only-with-script cursor-pointer text-start"
                      onClick={() => {
                        onFix(error);
                      }}
                    >
                      Use <RawText>{error.fix}</RawText>
                    </button>
                    <span className="only-without-script">
                      Did you mean <RawText>{error.fix}</RawText>?
                    </span>
                  </>
                )}
              </span>
            </p>
          ))}
        </div>
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1.5 text-sm text-ink-soft">
          {hint}
        </p>
      )}
    </div>
  );
}
