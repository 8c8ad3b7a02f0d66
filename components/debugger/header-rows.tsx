import { Plus, X } from "lucide-react";
import { useRef, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { Control } from "./control.tsx";
import type { FieldProps } from "./field-props.ts";

const COMMON_NAMES = ["Accept", "Authorization", "Content-Type", "If-None-Match", "Range", "X-Requested-With"] as const;

/**
 * The author's headers, a row each. The buttons post the form without JavaScript, and the server answers with a row more
 * or less.
 */
export function HeaderRows({ draft, errors, onChange, onFix }: FieldProps): ReactNode {
  const list = useRef<HTMLFieldSetElement>(null);
  const rows = draft.headers.length === 0 ? [["", ""] as const] : draft.headers;

  function focusName(row: number): void {
    list.current?.querySelector<HTMLInputElement>(`#header-${row}-name`)?.focus();
  }

  function changeRow(row: number, line: readonly [string, string]): void {
    onChange({ headers: rows.map((current, index) => (index === row ? line : current)) });
  }

  function add(): void {
    flushSync(() => {
      onChange({ headers: [...rows, ["", ""]] });
    });
    focusName(rows.length);
  }

  function remove(row: number): void {
    flushSync(() => {
      onChange({ headers: rows.filter((_, index) => index !== row) });
    });
    focusName(Math.max(0, row - 1));
  }

  return (
    <fieldset ref={list} className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium">
        Headers <span className="font-normal text-ink-soft">that the script sets</span>
      </legend>
      <ul className="list-none space-y-2">
        {rows.map(([name, value], row) => (
          <li key={row} className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 sm:grid-cols-[14rem_minmax(0,1fr)_auto]">
            <Control
              id={`header-${row}-name`}
              label={`Name of header ${row + 1}`}
              labelHidden
              errors={errors}
              onFix={onFix}
            >
              {(attributes) => (
                <input
                  {...attributes}
                  name="headerName"
                  className="field font-mono"
                  placeholder="Content-Type"
                  list="header-names"
                  autoComplete="off"
                  autoCapitalize="off"
                  spellCheck={false}
                  value={name}
                  onChange={(event) => {
                    changeRow(row, [event.target.value, value]);
                  }}
                />
              )}
            </Control>
            <Control
              id={`header-${row}-value`}
              label={`Value of header ${row + 1}`}
              labelHidden
              errors={errors}
              onFix={onFix}
              className="order-1 col-span-2 sm:order-none sm:col-span-1"
            >
              {(attributes) => (
                <input
                  {...attributes}
                  name="headerValue"
                  className="field font-mono"
                  placeholder="application/json"
                  autoComplete="off"
                  autoCapitalize="off"
                  spellCheck={false}
                  value={value}
                  onChange={(event) => {
                    changeRow(row, [name, event.target.value]);
                  }}
                />
              )}
            </Control>
            <button
              type="submit"
              name="intent"
              value={`remove-header:${row}`}
              className="button h-11 w-11 p-0"
              data-quiet
              aria-label={`Remove header ${row + 1}${name === "" ? "" : `, ${name}`}`}
              onClick={(event) => {
                event.preventDefault();
                remove(row);
              }}
            >
              <X aria-hidden size={16} />
            </button>
          </li>
        ))}
      </ul>
      <datalist id="header-names">
        {COMMON_NAMES.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <button
        type="submit"
        name="intent"
        value="add-header"
        className="button -ms-3 mt-1"
        data-quiet
        onClick={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Plus aria-hidden size={16} />
        Add a header
      </button>
    </fieldset>
  );
}
