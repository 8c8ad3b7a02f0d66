import type { ReactNode } from "react";
import { INITIATOR_TERMS } from "#lib/contract/initiators.ts";
import { CREDENTIALS_MODES, type CredentialsMode } from "#lib/contract/terms.ts";
import { Control } from "./control.tsx";
import { EMPTY_DRAFT, oneOf } from "./draft.ts";
import type { ControlName } from "./field-errors.ts";
import type { FieldProps } from "./field-props.ts";
import { QuestionText } from "./paste-report.tsx";
import type { Question } from "./pasted.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;

const VERBATIM = { autoCapitalize: "off", autoCorrect: "off", autoComplete: "off", spellCheck: false } as const;

interface RequestFieldsProps extends FieldProps {
  /** Why the page that makes the request cannot be chosen; by default it can. */
  readonly pageIsFixed?: ReactNode;
}

/** The fields that most requests are made of. */
export function RequestFields({
  draft,
  errors,
  question = null,
  onChange,
  onFix,
  pageIsFixed,
}: RequestFieldsProps): ReactNode {
  const { methods, modes } = INITIATOR_TERMS[draft.initiator];
  const possible: readonly CredentialsMode[] = modes[draft.mode] ?? [];
  return (
    <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-5 sm:grid-cols-[minmax(0,1fr)_7rem_10rem]">
      <Control
        id="url"
        label="URL of the request"
        errors={errors}
        question={question}
        onFix={onFix}
        className="col-span-2 sm:col-span-3"
      >
        {(attributes) => (
          <input
            {...attributes}
            {...VERBATIM}
            name="url"
            inputMode="url"
            className="field font-mono"
            placeholder="https://api.example.com/v1/items"
            value={draft.url}
            onChange={(event) => {
              onChange({ url: event.target.value });
            }}
          />
        )}
      </Control>
      <QuestionRow question={question} about={["url"]} />
      <Control
        id="origin"
        label="Page that makes it"
        hint={
          pageIsFixed ?? (
            <>
              Its URL or origin; <code>null</code> for a sandboxed frame or a file.
            </>
          )
        }
        errors={errors}
        question={question}
        onFix={onFix}
        className="col-span-2 sm:col-span-1"
      >
        {(attributes) => (
          <input
            {...attributes}
            {...VERBATIM}
            name="origin"
            inputMode="url"
            className="field font-mono"
            placeholder="https://app.example.com"
            readOnly={pageIsFixed !== undefined}
            value={draft.origin}
            onChange={(event) => {
              onChange({ origin: event.target.value });
            }}
          />
        )}
      </Control>
      <Control id="method" label="Method" errors={errors} question={question} onFix={onFix}>
        {(attributes) => (
          <>
            <input
              {...attributes}
              {...VERBATIM}
              name="method"
              className="field font-mono"
              list="methods"
              required
              readOnly={methods === "only that"}
              value={draft.method}
              onChange={(event) => {
                onChange({ method: event.target.value });
              }}
            />
            <datalist id="methods">
              {METHODS.map((method) => (
                <option key={method} value={method} />
              ))}
            </datalist>
          </>
        )}
      </Control>
      <Control id="credentials" label="Credentials" errors={errors} question={question} onFix={onFix}>
        {(attributes) => (
          <select
            {...attributes}
            name="credentials"
            className="field font-mono"
            value={draft.credentials}
            onChange={(event) => {
              onChange({ credentials: oneOf(CREDENTIALS_MODES, event.target.value) ?? EMPTY_DRAFT.credentials });
            }}
          >
            {CREDENTIALS_MODES.filter((mode) => possible.includes(mode) || mode === draft.credentials).map((mode) => (
              <option key={mode}>{mode}</option>
            ))}
          </select>
        )}
      </Control>
      <QuestionRow question={question} about={["origin", "method", "credentials"]} />
    </div>
  );
}

/** The question about one of the controls above, over the whole width: some controls are narrower than a word. */
function QuestionRow({
  question,
  about,
}: {
  readonly question: Question | null;
  readonly about: readonly ControlName[];
}): ReactNode {
  if (question?.control == null || !about.includes(question.control)) return null;
  return (
    <p id={`${question.control}-question`} className="col-span-full -mt-3 text-sm">
      <QuestionText>{question.text}</QuestionText>
    </p>
  );
}
