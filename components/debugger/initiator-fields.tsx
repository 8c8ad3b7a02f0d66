import type { ReactNode } from "react";
import { INITIATOR_TERMS } from "#lib/contract/initiators.ts";
import { INITIATORS, REDIRECT_MODES, REQUEST_MODES, type Initiator } from "#lib/contract/terms.ts";
import { Prose } from "#components/text/prose.tsx";
import { Control } from "./control.tsx";
import { EMPTY_DRAFT, hasBodyField, inMode, oneOf, startedBy } from "./draft.ts";
import type { FieldProps } from "./field-props.ts";

interface InitiatorFieldsProps extends FieldProps {
  /** What can be chosen beside what is chosen. */
  readonly initiators?: readonly Initiator[];
}

/** What starts the request, and what that lets a page choose: body, mode and redirect. */
export function InitiatorFields({
  draft,
  errors,
  onChange,
  onFix,
  initiators = INITIATORS,
}: InitiatorFieldsProps): ReactNode {
  const terms = INITIATOR_TERMS[draft.initiator];
  const offered = INITIATORS.filter((initiator) => initiators.includes(initiator) || initiator === draft.initiator);
  return (
    <>
      <Control
        id="initiator"
        label="Started by"
        hint={draft.initiator === "fetch" ? undefined : <Prose>{sentence(terms.chosenBy)}</Prose>}
        errors={errors}
        onFix={onFix}
        className="sm:col-span-2"
      >
        {(attributes) => (
          <select
            {...attributes}
            name="initiator"
            className="field font-mono"
            value={draft.initiator}
            onChange={(event) => {
              onChange(startedBy(oneOf(INITIATORS, event.target.value) ?? EMPTY_DRAFT.initiator));
            }}
          >
            {offered.map((initiator) => (
              <option key={initiator} value={initiator}>
                {INITIATOR_TERMS[initiator].shownAs}
              </option>
            ))}
          </select>
        )}
      </Control>
      {hasBodyField(draft) && (
        <Control
          id="body"
          label="Body"
          hint="Its content plays no part in CORS; that there is one does."
          errors={errors}
          onFix={onFix}
          className="sm:col-span-2"
        >
          {(attributes) => (
            <textarea
              {...attributes}
              name="body"
              rows={3}
              className="field font-mono text-sm"
              spellCheck={false}
              value={draft.body}
              onChange={(event) => {
                onChange({ body: event.target.value });
              }}
            />
          )}
        </Control>
      )}
      <Control id="mode" label="Mode" errors={errors} onFix={onFix}>
        {(attributes) => (
          <select
            {...attributes}
            name="mode"
            className="field font-mono"
            value={draft.mode}
            onChange={(event) => {
              onChange(inMode(draft.initiator, oneOf(REQUEST_MODES, event.target.value) ?? EMPTY_DRAFT.mode));
            }}
          >
            {REQUEST_MODES.filter((mode) => mode in terms.modes || mode === draft.mode).map((mode) => (
              <option key={mode}>{mode}</option>
            ))}
          </select>
        )}
      </Control>
      <Control id="redirect" label="Redirect" errors={errors} onFix={onFix}>
        {(attributes) => (
          <select
            {...attributes}
            name="redirect"
            className="field font-mono"
            value={draft.redirect}
            onChange={(event) => {
              onChange({ redirect: oneOf(REDIRECT_MODES, event.target.value) ?? EMPTY_DRAFT.redirect });
            }}
          >
            {REDIRECT_MODES.filter((mode) => terms.redirects.includes(mode) || mode === draft.redirect).map((mode) => (
              <option key={mode}>{mode}</option>
            ))}
          </select>
        )}
      </Control>
    </>
  );
}

/** A clause as a sentence of its own. */
function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
