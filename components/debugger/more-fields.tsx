import { ChevronRight } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Control } from "./control.tsx";
import { EMPTY_DRAFT } from "./draft.ts";
import { FOLDED_CONTROLS } from "./field-errors.ts";
import type { FieldProps } from "./field-props.ts";
import { InitiatorFields } from "./initiator-fields.tsx";

interface MoreFieldsProps extends FieldProps {
  /** Preflight itself sends nothing, so there is nothing to choose about that. */
  readonly isOffline?: boolean;
}

/** What few requests need, folded away unless it is in use or wrong. */
export function MoreFields({ draft, errors, onChange, onFix, isOffline = false }: MoreFieldsProps): ReactNode {
  const [toggled, setToggled] = useState<boolean | null>(null);
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
        <InitiatorFields draft={draft} errors={errors} onChange={onChange} onFix={onFix} />
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
