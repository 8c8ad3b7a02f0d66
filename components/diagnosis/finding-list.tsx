import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Diagnosis, Evidence, Finding } from "#lib/contract/diagnosis.ts";
import { SEVERITY_LOOKS, SeverityMark } from "#components/outcome/severity-mark.tsx";
import { Prose } from "#components/text/prose.tsx";
import { exchangeElementId, findingElementId } from "./linked-findings.ts";

interface FindingListProps {
  readonly diagnosis: Diagnosis;
  /** Two stand side by side where there is room. */
  readonly isWide?: boolean;
}

/** Every finding in the order of the diagnosis: the cause first. */
export function FindingList({ diagnosis, isWide = false }: FindingListProps): ReactNode {
  return (
    <ol className={clsx("list-none space-y-3", isWide && "gap-x-3 @min-[56rem]:columns-2")}>
      {diagnosis.findings.map((finding, index) => (
        <li
          key={index}
          id={findingElementId(index)}
          className={clsx("panel break-inside-avoid border-s-3 px-4 py-3", SEVERITY_LOOKS[finding.severity].edge)}
          data-findings={index}
        >
          <SeverityMark severity={finding.severity} />
          <h3 className="mt-1 font-semibold [overflow-wrap:anywhere]">
            <Prose>{finding.title}</Prose>
          </h3>
          {finding.explanation.split("\n\n").map((paragraph, position) => (
            <p key={position} className="mt-1.5 text-sm text-ink-soft">
              <Prose>{paragraph}</Prose>
            </p>
          ))}
          <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm">
            <EvidenceLinks diagnosis={diagnosis} finding={finding} />
            <Link href={`/findings/${finding.id}`} prefetch={false} className="link min-w-0">
              About <code className="text-[0.92em] [overflow-wrap:anywhere]">{finding.id}</code>
            </Link>
          </p>
        </li>
      ))}
    </ol>
  );
}

function EvidenceLinks({
  diagnosis,
  finding,
}: {
  readonly diagnosis: Diagnosis;
  readonly finding: Finding;
}): ReactNode {
  const links = finding.evidence.flatMap((evidence) => {
    const link = linkTo(evidence, diagnosis);
    return link ? [link] : [];
  });
  return [...new Map(links.map((link) => [link.href, link])).values()].map(({ href, label }) => (
    <a key={href} href={href} className="link">
      {label}
    </a>
  ));
}

function linkTo(evidence: Evidence, diagnosis: Diagnosis): { readonly href: string; readonly label: string } | null {
  if ("request" in evidence || diagnosis.exchanges[evidence.exchange] === undefined) return null;
  const number = (evidence.exchange + 1).toString();
  const exchange = exchangeElementId(evidence.exchange);
  if ("header" in evidence) {
    const line = (evidence.header + 1).toString();
    return { href: `#${exchange}-answer-${line}`, label: `Line ${line} of answer ${number}` };
  }
  if ("requestHeader" in evidence) {
    const line = (evidence.requestHeader + 1).toString();
    return { href: `#${exchange}-request-${line}`, label: `Line ${line} of request ${number}` };
  }
  return { href: `#${exchange}`, label: `Answer ${number}` };
}
