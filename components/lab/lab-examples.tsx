import Link from "next/link";
import type { ReactNode } from "react";
import { LAB_SCENARIOS } from "#lib/lab/catalog.ts";

const EXAMPLES: readonly (readonly [id: string, label: string])[] = [
  ["origin-missing", "no header at all"],
  ["credentials-wildcard", "wildcard and cookies"],
  ["preflight-needs-login", "401 on OPTIONS"],
  ["preflight-redirect", "redirected preflight"],
];

/** A few servers of the lab that the form can be filled in with. */
export function LabExamples(): ReactNode {
  const present = EXAMPLES.filter(([id]) => LAB_SCENARIOS.some((scenario) => scenario.id === id));
  return (
    <p className="text-sm text-ink-soft">
      Examples:{" "}
      {present.map(([id, label]) => (
        <span key={id}>
          <Link href={`/?lab=${id}`} prefetch={false} scroll={false} className="link">
            {label}
          </Link>
          {" · "}
        </span>
      ))}
      <Link href="/lab" prefetch={false} className="link">
        all of the lab
      </Link>
    </p>
  );
}
