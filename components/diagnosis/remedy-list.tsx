import { BadgeCheck, CircleHelp, Monitor, Server } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Diagnosis, Remedy } from "#lib/contract/diagnosis.ts";
import { Prose } from "#components/text/prose.tsx";
import { EditList } from "./edit-list.tsx";
import { SnippetChooser } from "./snippet-chooser.tsx";

const MAKERS = {
  server: { icon: Server, label: "On the server" },
  client: { icon: Monitor, label: "In the page" },
} as const;

/** What gets the request through, with its proof, and how it is written for each kind of server. */
export function RemedyList({ diagnosis }: { readonly diagnosis: Diagnosis }): ReactNode {
  const { remedies, id, server } = diagnosis;
  return (
    <ol className="list-none space-y-4">
      {remedies.map((remedy, index) => {
        const { icon: Icon, label } = MAKERS[remedy.by];
        return (
          <li key={index} id={`remedy-${index + 1}`} className="panel overflow-hidden">
            <div className="space-y-3 px-4 py-3">
              <p className="flex items-center gap-2 text-sm font-medium text-ink-soft">
                <Icon aria-hidden size={16} className="shrink-0" />
                {index === 0 ? label : `Or ${label.charAt(0).toLowerCase()}${label.slice(1)}`}
              </p>
              <h3 className="font-semibold [overflow-wrap:anywhere]">
                <Prose>{remedy.title}</Prose>
              </h3>
            </div>
            <EditList diagnosis={diagnosis} edits={remedy.edits} />
            <Proof remedy={remedy} href={id === null ? null : `/d/${id}/remedies/${index + 1}`} />
            {remedy.snippets.length > 0 && (
              <SnippetChooser remedy={index + 1} snippets={remedy.snippets} servers={server} />
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Proof({ remedy, href }: { readonly remedy: Remedy; readonly href: string | null }): ReactNode {
  const { proof } = remedy;
  if (proof === null) {
    return (
      <p className="flex gap-2 border-t border-line px-4 py-3 text-sm text-ink-soft">
        <CircleHelp aria-hidden size={16} className="mt-0.5 shrink-0" />
        Not proved: it depends on answers that nobody has seen.
      </p>
    );
  }
  return (
    <div className="space-y-2 border-t border-line px-4 py-3 text-sm">
      <p className="flex gap-2">
        <BadgeCheck aria-hidden size={16} className="mt-0.5 shrink-0 text-allowed" />
        <span>
          <strong className="font-semibold text-allowed">Proved:</strong> with these changes Chromium, Firefox and
          WebKit say {proof.outcome === "allowed" ? "Allowed" : "Opaque, which is all that no-cors gives"}
          {proof.assumed.length === 0 ? "." : `, provided that ${assumptions(proof.assumed)}.`}
        </span>
      </p>
      {href !== null && (
        <p className="ps-6">
          <Link href={href} prefetch={false} className="link">
            See the diagnosis with these changes
          </Link>
        </p>
      )}
    </div>
  );
}

function assumptions(assumed: NonNullable<Remedy["proof"]>["assumed"]): string {
  const clauses = assumed.map(({ role, hop, status, exchange }) => {
    const request = role === "preflight" ? "the preflight" : "the request";
    const where = hop === 0 ? request : `${request} after ${hop === 1 ? "one redirect" : `${hop} redirects`}`;
    return exchange === undefined
      ? `${where}, whose answer nobody has seen, is answered with status ${status}`
      : `${where} is answered like request ${exchange + 1}`;
  });
  return [...new Set(clauses)].join(", and ");
}
