import type { ReactNode } from "react";
import type { BrowserVerdict, Diagnosis } from "#lib/contract/diagnosis.ts";
import { BROWSER_NAMES } from "#lib/diagnosis/browser-names.ts";
import { BrowserConsoles } from "#components/diagnosis/browser-consoles.tsx";
import { SHIPPING_BROWSERS } from "#components/outcome/shipping-browsers.ts";
import { Prose } from "#components/text/prose.tsx";

const LIST = new Intl.ListFormat("en-GB");
const SPEAKS_OF_CORS = /CORS|Cross-Origin|Access-Control|Preflight/;

interface ExampleConsolesProps {
  readonly diagnosis: Diagnosis;
  /** The title of the cause of which the console says nothing; null where the console is right. */
  readonly behind: string | null;
}

/** What the browsers print in the example. */
export function ExampleConsoles({ diagnosis, behind }: ExampleConsolesProps): ReactNode {
  const verdicts = SHIPPING_BROWSERS.flatMap((name) => {
    const verdict = diagnosis.browsers[name];
    return verdict ? [{ name: BROWSER_NAMES[name], verdict }] : [];
  });
  const names = LIST.format(verdicts.map(({ name }) => name));
  if (verdicts.every(({ verdict }) => verdict.outcome === "undetermined")) {
    return <Sentence>{`What ${names} print depends on an answer that is not known.`}</Sentence>;
  }
  if (verdicts.every(({ verdict }) => isSilent(verdict))) {
    return <Sentence>{`${names} print nothing as long as the request goes through as it does here.`}</Sentence>;
  }
  const misled = verdicts.filter(({ verdict }) => SPEAKS_OF_CORS.test(verdict.console.reason ?? ""));
  return (
    <div className="space-y-3">
      {behind !== null && misled.length > 0 && (
        <Sentence>
          {`${LIST.format(misled.map(({ name }) => name))} ${misled.length === 1 ? "speaks" : "speak"} of CORS. What is behind it: ${behind.charAt(0).toLowerCase()}${behind.slice(1)}.`}
        </Sentence>
      )}
      <BrowserConsoles diagnosis={diagnosis} />
    </div>
  );
}

function isSilent({ console, exception }: BrowserVerdict): boolean {
  return console.reason === null && console.also.length === 0 && exception === null;
}

function Sentence({ children }: { readonly children: string }): ReactNode {
  return (
    <p className="max-w-[70ch]">
      <Prose>{children}</Prose>
    </p>
  );
}
