import type { ReactNode } from "react";
import type { BrowserVerdict, Diagnosis } from "#lib/contract/diagnosis.ts";
import { CopyButton } from "#components/controls/copy-button.tsx";
import { SHIPPING_BROWSERS } from "#components/outcome/shipping-browsers.ts";
import { BROWSER_NAMES } from "#lib/diagnosis/browser-names.ts";
import { OutcomeMark } from "#components/outcome/outcome-mark.tsx";
import { FoldedText, RawText } from "#components/text/raw-text.tsx";

/** What each browser prints to its console and throws at the script, to compare with what one sees. */
export function BrowserConsoles({ diagnosis }: { readonly diagnosis: Diagnosis }): ReactNode {
  return (
    <ul className="grid list-none items-start gap-4 lg:grid-cols-3">
      {SHIPPING_BROWSERS.map((name) => {
        const verdict = diagnosis.browsers[name];
        return (
          verdict && (
            <li key={name} className="panel overflow-hidden">
              <div className="flex flex-wrap items-center gap-x-3 border-b border-line px-3 py-2 text-sm">
                <h3 className="font-semibold">{BROWSER_NAMES[name]}</h3>
                <OutcomeMark outcome={verdict.outcome} />
                {verdict.corsError != null && (
                  <span className="text-xs text-ink-soft">
                    <RawText>{verdict.corsError}</RawText>
                  </span>
                )}
                {verdict.console.reason !== null && (
                  <span className="ms-auto">
                    <CopyButton text={verdict.console.reason} label="Copy the console line" compact />
                  </span>
                )}
              </div>
              <Printed verdict={verdict} />
            </li>
          )
        );
      })}
    </ul>
  );
}

function Printed({ verdict }: { readonly verdict: BrowserVerdict }): ReactNode {
  const { console, exception } = verdict;
  if (console.reason === null && console.also.length === 0 && exception === null) {
    return (
      <p className="px-3 py-2 text-sm text-ink-soft">
        {verdict.outcome === "undetermined"
          ? "Not known, because the deciding request was not sent."
          : "Prints nothing, and the page gets its response."}
      </p>
    );
  }
  return (
    <div className="space-y-2 bg-sunken px-3 py-3 text-sm">
      {console.reason === null ? (
        <p className="text-ink-soft">Names no reason on the console.</p>
      ) : (
        <div className="text-blocked">
          <FoldedText>{console.reason}</FoldedText>
        </div>
      )}
      {console.also.map((line, index) => (
        <div key={index} className="text-ink-soft">
          <FoldedText>{line}</FoldedText>
        </div>
      ))}
      {exception !== null && (
        <p>
          <span className="text-ink-soft">
            {exception === "error event" ? "The page gets an " : "The script catches "}
          </span>
          <RawText>{exception}</RawText>
        </p>
      )}
    </div>
  );
}
