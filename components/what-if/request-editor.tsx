import { ChevronRight, Plus, RotateCcw, X } from "lucide-react";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import { INITIATOR_TERMS } from "#lib/contract/initiators.ts";
import { CREDENTIALS_MODES, type CredentialsMode } from "#lib/contract/terms.ts";
import type { FieldError } from "#lib/intake/request-fields.ts";
import { Prose } from "#components/text/prose.tsx";
import { RawText } from "#components/text/raw-text.tsx";
import { visibleText } from "#components/text/visible.ts";
import type { RequestDraft } from "./draft.ts";
import { focusLater } from "./focus-later.ts";

const FIELD = "field min-h-9 py-1 font-mono text-sm pointer-coarse:min-h-11";
const PARTS = ["url", "method", "credentials", "mode", "redirect", "hasBody"] as const;

interface RequestEditorProps {
  readonly request: RequestDraft;
  readonly original: RequestDraft;
  readonly errors: readonly FieldError[];
  readonly onChange: (request: RequestDraft, subject: string | null) => void;
}

/** The page's own part: method, credentials mode and headers, and what a fix in the page changed. */
export function RequestEditor({ request, original, errors, onChange }: RequestEditorProps): ReactNode {
  const { methods, modes, headers } = INITIATOR_TERMS[request.initiator];
  const credentials: readonly CredentialsMode[] = modes[request.mode] ?? [];
  const isChanged = JSON.stringify(request) !== JSON.stringify(original);
  const setHeader = (index: number, line: RequestDraft["headers"][number] | null, subject: string | null) => {
    const lines = request.headers.flatMap((each, at) => (at === index ? (line === null ? [] : [line]) : [each]));
    onChange({ ...request, headers: lines }, subject);
  };
  return (
    <details
      className={clsx("panel group", isChanged && "border-varies")}
      {...(isChanged || errors.length > 0 ? { open: true } : {})}
    >
      <summary className="flex list-none items-center gap-2 px-3 py-2.5 text-sm font-semibold [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden size={16} className="text-ink-soft transition-transform group-open:rotate-90" />
        What the page asks for
      </summary>
      <div className="space-y-4 border-t border-line px-3 py-3 text-sm">
        {isChanged && (
          <div className="flex flex-wrap items-start justify-between gap-2">
            <ul className="min-w-0 list-none">
              {PARTS.filter((part) => request[part] !== original[part]).map((part) => (
                <li key={part}>
                  {part === "hasBody" ? "body" : part} was <RawText>{String(original[part])}</RawText>
                  {(part === "url" || part === "mode" || part === "redirect" || part === "hasBody") && (
                    <>
                      , is <RawText>{String(request[part])}</RawText>
                    </>
                  )}
                </li>
              ))}
              {original.headers
                .filter((line) => !request.headers.some(([name, value]) => name === line[0] && value === line[1]))
                .map(([name, value], index) => (
                  <li key={index}>
                    <span className="sr-only">taken away: </span>
                    <span aria-hidden className="wire me-2 text-blocked">
                      -
                    </span>
                    <RawText>{`${name}: ${value}`}</RawText>
                  </li>
                ))}
            </ul>
            <button
              type="button"
              className="button"
              data-quiet
              onClick={() => {
                onChange(original, null);
                focusLater("what-if-method");
              }}
            >
              <RotateCcw aria-hidden size={15} />
              Reset the request
            </button>
          </div>
        )}
        {errors.map(({ pointer, message }) => (
          <p key={pointer} className="text-blocked">
            <Prose>{message}</Prose>
          </p>
        ))}
        <div className="flex flex-wrap gap-3">
          <label className="flex items-center gap-2">
            <span className="font-medium">Method</span>
            <input
              id="what-if-method"
              className={clsx(FIELD, "w-28")}
              autoCapitalize="off"
              autoComplete="off"
              spellCheck={false}
              readOnly={methods === "only that"}
              aria-invalid={errors.some(({ pointer }) => pointer === "/method")}
              value={request.method}
              onChange={(event) => {
                onChange({ ...request, method: event.target.value }, "method");
              }}
            />
          </label>
          <label className="flex items-center gap-2">
            <span className="font-medium">Credentials</span>
            <select
              className={clsx(FIELD, "w-40")}
              value={request.credentials}
              onChange={(event) => {
                const chosen = CREDENTIALS_MODES.find((mode) => mode === event.target.value);
                onChange({ ...request, credentials: chosen ?? request.credentials }, null);
              }}
            >
              {CREDENTIALS_MODES.filter((mode) => credentials.includes(mode) || mode === request.credentials).map(
                (mode) => (
                  <option key={mode}>{mode}</option>
                ),
              )}
            </select>
          </label>
        </div>
        {headers !== "none" && (
          <div className="space-y-2">
            <p className="font-medium">Headers that the script sets</p>
            <ul className="list-none space-y-2">
              {request.headers.map(([name, value], index) => (
                <li
                  key={index}
                  className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
                >
                  <input
                    id={`what-if-header-${index}`}
                    className={FIELD}
                    aria-label={`Name of request header ${index + 1}`}
                    autoCapitalize="off"
                    autoComplete="off"
                    spellCheck={false}
                    value={name}
                    onChange={(event) => {
                      setHeader(index, [event.target.value, value], `name ${index}`);
                    }}
                  />
                  <input
                    className={clsx(FIELD, "order-1 col-span-2 sm:order-none sm:col-span-1")}
                    aria-label={`Value of request header ${index + 1}`}
                    autoCapitalize="off"
                    autoComplete="off"
                    spellCheck={false}
                    value={value}
                    onChange={(event) => {
                      setHeader(index, [name, event.target.value], `value ${index}`);
                    }}
                  />
                  <button
                    type="button"
                    className="button w-9 p-0 pointer-coarse:w-11"
                    data-quiet
                    aria-label={`Take away request header ${index + 1}${name === "" ? "" : `, ${visibleText(name)}`}`}
                    onClick={() => {
                      setHeader(index, null, null);
                      focusLater("what-if-add-header");
                    }}
                  >
                    <X aria-hidden size={16} />
                  </button>
                </li>
              ))}
            </ul>
            <button
              type="button"
              id="what-if-add-header"
              className="button"
              onClick={() => {
                onChange({ ...request, headers: [...request.headers, ["", ""]] }, null);
                focusLater(`what-if-header-${request.headers.length}`);
              }}
            >
              <Plus aria-hidden size={15} />
              Add a request header
            </button>
          </div>
        )}
      </div>
    </details>
  );
}
