import { RotateCcw } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { CopyButton } from "#components/controls/copy-button.tsx";
import { RawText } from "#components/text/raw-text.tsx";
import { DownloadButton } from "./download-button.tsx";
import { RedactionNote } from "./redaction-note.tsx";
import { verdictSentence } from "./verdict-sentence.ts";

// Loaded with a diagnosis, not with the form that makes one.
const CopyMenu = dynamic(() => import("./copy-menu.tsx").then(({ CopyMenu }) => CopyMenu));

/** What one can do with a diagnosis: hand it on, keep it, make it again. */
export function DiagnosisActions({ diagnosis }: { readonly diagnosis: Diagnosis }): ReactNode {
  const { id, permalink } = diagnosis;
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap gap-2">
        {permalink !== null && <CopyButton text={permalink} label="Copy link" />}
        <CopyMenu
          source={id === null ? { diagnosis } : { id }}
          permalink={permalink}
          sentence={verdictSentence(diagnosis)}
        />
        {id === null ? (
          <DownloadButton diagnosis={diagnosis} />
        ) : (
          <Link className="button" href={`/?again=${id}`} prefetch={false}>
            <RotateCcw aria-hidden size={15} />
            Run again
          </Link>
        )}
      </div>
      {permalink !== null && (
        <p className="only-without-script text-sm text-ink-soft">
          To share it: <RawText>{permalink}</RawText>
        </p>
      )}
      {id !== null && <Formats id={id} />}
      <div className="space-y-1 text-sm text-ink-soft">
        <Lifetime diagnosis={diagnosis} />
        <RedactionNote diagnosis={diagnosis} />
      </div>
    </div>
  );
}

/** All that the menu offers, and the files, as addresses: for those without JavaScript, and for scripts. */
function Formats({ id }: { readonly id: string }): ReactNode {
  const address = (format: string) => `/api/v1/diagnoses/${id}?format=${format}`;
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      <a className="link" href={address("text")}>
        Read as text
      </a>
      <a className="link" href={address("markdown")}>
        Read as Markdown
      </a>
      <a className="link" href={address("json")} download={`preflight-${id}.json`}>
        Download JSON
      </a>
      <a className="link" href={address("har")} download={`preflight-${id}.har`}>
        Download HAR
      </a>
    </p>
  );
}

const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

function Lifetime({ diagnosis }: { readonly diagnosis: Diagnosis }): ReactNode {
  const { createdAt, expiresAt } = diagnosis;
  if (createdAt === null || expiresAt === null) return <p>Not saved: it is gone when this page is.</p>;
  return (
    <p>
      Made on <time dateTime={createdAt}>{DATE.format(new Date(createdAt))} UTC</time>, kept until{" "}
      <time dateTime={expiresAt}>{DATE.format(new Date(expiresAt))} UTC</time>. Whoever has the link can read it.
    </p>
  );
}
