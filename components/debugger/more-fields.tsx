import { ChevronRight } from "lucide-react";
import { useState, type ReactNode } from "react";
import { INITIATOR_TERMS } from "#lib/contract/initiators.ts";
import { INITIATORS, REDIRECT_MODES, REQUEST_MODES } from "#lib/contract/terms.ts";
import { Prose } from "#components/text/prose.tsx";
import { Control } from "./control.tsx";
import { EMPTY_DRAFT, hasBodyField, inMode, oneOf, startedBy } from "./draft.ts";
import { FOLDED_CONTROLS } from "./field-errors.ts";
import type { FieldProps } from "./field-props.ts";

interface MoreFieldsProps extends FieldProps {
  /** Preflight itself sends nothing, so there is nothing to choose about that. */
  readonly isOffline?: boolean;
}

/** What few requests need, folded away unless it is in use or wrong. */
export function MoreFields({ draft, errors, onChange, onFix, isOffline = false }: MoreFieldsProps): ReactNode {
  const [toggled, setToggled] = useState<boolean | null>(null);
  const terms = INITIATOR_TERMS[draft.initiator];
  const wrong = errors.some((error) => FOLDED_CONTROLS.has(error.control));
  const isOpen = wrong || (toggled ?? isInUse(draft));
  return (
    <details
      className="group"
      open={isOpen}
      onToggle={(event) => {
        // It is also told of what the form itself has opened.
        if (event.currentTarget.open !== isOpen) setToggled(event.currentTarget.open);
      }}
    >
      <summary className="button -ms-3 w-fit list-none [&::-webkit-details-marker]:hidden" data-quiet>
        <ChevronRight aria-hidden size={16} className="transition-transform group-open:rotate-90" />
        More
        <span className="font-normal">started by, body, mode, redirect, cookies</span>
      </summary>
      <div className="mt-3 grid gap-5 border-s-2 border-line ps-4 sm:grid-cols-2">
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
              {INITIATORS.map((initiator) => (
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
              {REDIRECT_MODES.filter((mode) => terms.redirects.includes(mode) || mode === draft.redirect).map(
                (mode) => (
                  <option key={mode}>{mode}</option>
                ),
              )}
            </select>
          )}
        </Control>
        <Control
          id="cookies"
          label="Cookies"
          hint={
            <>
              Sent only where the credentials mode sends them, and never stored. As in a <code>Cookie</code> header.
            </>
          }
          errors={errors}
          onFix={onFix}
          className="sm:col-span-2"
        >
          {(attributes) => (
            <input
              {...attributes}
              name="cookies"
              className="field font-mono"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              placeholder="session=…"
              value={draft.cookies}
              onChange={(event) => {
                onChange({ cookies: event.target.value });
              }}
            />
          )}
        </Control>
        {!isOffline && (
          <div className="space-y-1 sm:col-span-2">
            <Checkbox
              name="alwaysSend"
              checked={draft.alwaysSend}
              onChange={(alwaysSend) => {
                onChange({ alwaysSend });
              }}
            >
              Really send the request after a preflight, even if it can change something on the server
            </Checkbox>
            <Checkbox
              name="probes"
              checked={draft.probes}
              onChange={(probes) => {
                onChange({ probes });
              }}
            >
              Ask the server a few more questions to find the cause; none of them changes anything there
            </Checkbox>
            <Checkbox
              name="dontSave"
              checked={!draft.save}
              onChange={(checked) => {
                onChange({ save: !checked });
              }}
            >
              Don’t save the diagnosis: no permalink, gone with this page
            </Checkbox>
          </div>
        )}
      </div>
    </details>
  );
}

interface CheckboxProps {
  readonly name: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}

function Checkbox({ name, checked, onChange, children }: CheckboxProps): ReactNode {
  return (
    <label className="flex gap-2.5 py-1.5 text-sm">
      <input
        type="checkbox"
        name={name}
        className="mt-0.5 size-4.5 shrink-0 accent-accent"
        checked={checked}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      {children}
    </label>
  );
}

/** A clause as a sentence of its own. */
function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}

function isInUse({ initiator, body, mode, redirect, cookies, alwaysSend, probes, save }: FieldProps["draft"]): boolean {
  return (
    initiator !== EMPTY_DRAFT.initiator ||
    body !== "" ||
    mode !== EMPTY_DRAFT.mode ||
    redirect !== EMPTY_DRAFT.redirect ||
    cookies !== "" ||
    alwaysSend ||
    !probes ||
    !save
  );
}
