import { CircleAlert, CircleX, OctagonX, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { BrowserVerdict, Diagnosis } from "#lib/contract/diagnosis.ts";
import { CopyButton } from "#components/controls/copy-button.tsx";
import { SHIPPING_BROWSERS } from "#components/outcome/shipping-browsers.ts";
import { BROWSER_NAMES } from "#lib/diagnosis/browser-names.ts";
import { OutcomeMark } from "#components/outcome/outcome-mark.tsx";
import { FoldedText, RawText } from "#components/text/raw-text.tsx";

/** The sign with which each browser's console begins an error. */
const ERROR_SIGNS: Readonly<Record<(typeof SHIPPING_BROWSERS)[number], LucideIcon>> = {
  chromium: CircleX,
  firefox: CircleAlert,
  webkit: OctagonX,
};

/** What each browser prints to its console and throws at the script, to compare with what one sees. */
export function BrowserConsoles({ diagnosis }: { readonly diagnosis: Diagnosis }): ReactNode {
  return (
    <ul className="grid list-none gap-4 lg:grid-cols-3">
      {SHIPPING_BROWSERS.map((name) => {
        const verdict = diagnosis.browsers[name];
        return (
          verdict && (
            <li key={name} className="panel flex flex-col overflow-hidden">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-2 text-sm">
                <h3 className="font-semibold">{BROWSER_NAMES[name]}</h3>
                <OutcomeMark outcome={verdict.outcome} />
                {verdict.corsError != null && (
                  <span className="min-w-0 text-xs text-ink-soft">
                    <RawText>{verdict.corsError}</RawText>
                  </span>
                )}
              </div>
              <Printed verdict={verdict} sign={ERROR_SIGNS[name]} />
            </li>
          )
        );
      })}
    </ul>
  );
}

function Printed({ verdict, sign }: { readonly verdict: BrowserVerdict; readonly sign: LucideIcon }): ReactNode {
  const { console, exception } = verdict;
  if (console.reason === null && console.also.length === 0 && exception === null) {
    return (
      <p className="grow bg-sunken px-3 py-3 text-sm text-ink-soft">
        {verdict.outcome === "undetermined"
          ? "Not known, because the deciding request was not sent."
          : "Prints nothing, and the page gets its response."}
      </p>
    );
  }
  return (
    <div className="grow bg-sunken text-sm">
      {console.reason === null ? (
        <p className="px-3 py-2 text-ink-soft">Names no reason on the console.</p>
      ) : (
        <PrintedLine text={console.reason} sign={sign} label="Copy the console line" />
      )}
      {console.also.map((line, index) => (
        <PrintedLine key={index} text={line} sign={sign} label={`Copy line ${index + 2} of the console`} />
      ))}
      {exception !== null && (
        <p className="px-3 py-2">
          <span className="text-ink-soft">
            {exception === "error event" ? "The page gets an " : "The script catches "}
          </span>
          <RawText>{exception}</RawText>
        </p>
      )}
    </div>
  );
}

interface PrintedLineProps {
  readonly text: string;
  readonly sign: LucideIcon;
  readonly label: string;
}

function PrintedLine({ text, sign: Sign, label }: PrintedLineProps): ReactNode {
  return (
    <div className="grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-2 border-b border-line bg-blocked-tint py-1.5 ps-3 pe-1.5 text-blocked">
      <Sign aria-hidden size={14} className="mt-[3px]" />
      <span className="sr-only">Error: </span>
      <div className="min-w-0 text-[13px]">
        <FoldedText>{text}</FoldedText>
      </div>
      <CopyButton text={text} label={label} compact />
    </div>
  );
}
