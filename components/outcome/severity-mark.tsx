import { Info, OctagonX, TriangleAlert, type LucideIcon } from "lucide-react";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Severity } from "#lib/contract/terms.ts";

interface Look {
  readonly icon: LucideIcon;
  readonly word: string;
  readonly ink: string;
  readonly edge: string;
  readonly frame: string;
}

export const SEVERITY_LOOKS: Readonly<Record<Severity, Look>> = {
  error: { icon: OctagonX, word: "Error", ink: "text-blocked", edge: "border-s-blocked", frame: "border-blocked" },
  warning: {
    icon: TriangleAlert,
    word: "Warning",
    ink: "text-varies",
    edge: "border-s-varies",
    frame: "border-varies",
  },
  info: { icon: Info, word: "Worth knowing", ink: "text-info", edge: "border-s-info", frame: "border-info" },
};

/** The icon and the word of a finding's severity. */
export function SeverityMark({ severity }: { readonly severity: Severity }): ReactNode {
  const { icon: Icon, word, ink } = SEVERITY_LOOKS[severity];
  return (
    <span className={clsx("inline-flex items-center gap-1.5 text-xs font-medium", ink)}>
      <Icon aria-hidden size={14} className="shrink-0" />
      {word}
    </span>
  );
}
