import { Download, RotateCcw } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { renderText } from "#lib/render/text.ts";
import { CopyButton } from "#components/controls/copy-button.tsx";
import { RawText } from "#components/text/raw-text.tsx";
import { DownloadButton } from "./download-button.tsx";

/** What one can do with a diagnosis: hand it on, keep it, make it again. */
export function DiagnosisActions({ diagnosis }: { readonly diagnosis: Diagnosis }): ReactNode {
  const { id, permalink } = diagnosis;
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap gap-2">
        {permalink !== null && <CopyButton text={permalink} label="Copy link" />}
        <CopyButton text={renderText(diagnosis)} label="Copy as text" />
        {id === null ? (
          <DownloadButton diagnosis={diagnosis} />
        ) : (
          <>
            <a className="button" href={`/api/v1/diagnoses/${id}`} download={`preflight-${id}.json`}>
              <Download aria-hidden size={15} />
              Download JSON
            </a>
            <Link className="button" href={`/?again=${id}`} prefetch={false}>
              <RotateCcw aria-hidden size={15} />
              Run again
            </Link>
          </>
        )}
      </div>
      {permalink !== null && (
        <p className="only-without-script text-sm text-ink-soft">
          To share it: <RawText>{permalink}</RawText>
        </p>
      )}
      <Lifetime diagnosis={diagnosis} />
    </div>
  );
}

const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

function Lifetime({ diagnosis }: { readonly diagnosis: Diagnosis }): ReactNode {
  const { createdAt, expiresAt } = diagnosis;
  if (createdAt === null || expiresAt === null) {
    return <p className="text-sm text-ink-soft">Not saved: it is gone when this page is.</p>;
  }
  return (
    <p className="text-sm text-ink-soft">
      Made on <time dateTime={createdAt}>{DATE.format(new Date(createdAt))} UTC</time>, kept until{" "}
      <time dateTime={expiresAt}>{DATE.format(new Date(expiresAt))} UTC</time>. Secrets are stored as REDACTED.
    </p>
  );
}
