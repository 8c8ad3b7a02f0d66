import { CircleCheck, CircleHelp, EyeOff, OctagonX, Split, Unplug, type LucideIcon } from "lucide-react";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Outcome } from "#lib/contract/terms.ts";

interface Look {
  readonly icon: LucideIcon;
  readonly word: string;
  readonly ink: string;
  readonly tint: string;
  readonly fill: string;
  readonly solid: string;
}

/** How each outcome looks everywhere: an icon, a word and a colour, never the colour alone. */
export const OUTCOME_LOOKS: Readonly<Record<Outcome, Look>> = {
  allowed: {
    icon: CircleCheck,
    word: "Allowed",
    ink: "text-allowed",
    tint: "bg-allowed-tint",
    fill: "fill-allowed-tint",
    solid: "border-allowed",
  },
  blocked: {
    icon: OctagonX,
    word: "Blocked",
    ink: "text-blocked",
    tint: "bg-blocked-tint",
    fill: "fill-blocked-tint",
    solid: "border-blocked",
  },
  opaque: {
    icon: EyeOff,
    word: "Opaque",
    ink: "text-info",
    tint: "bg-info-tint",
    fill: "fill-info-tint",
    solid: "border-info",
  },
  unreachable: {
    icon: Unplug,
    word: "Unreachable",
    ink: "text-unknown",
    tint: "bg-unknown-tint",
    fill: "fill-unknown-tint",
    solid: "border-unknown",
  },
  undetermined: {
    icon: CircleHelp,
    word: "Undetermined",
    ink: "text-unknown",
    tint: "bg-unknown-tint",
    fill: "fill-unknown-tint",
    solid: "border-unknown",
  },
  varies: {
    icon: Split,
    word: "Varies",
    ink: "text-varies",
    tint: "bg-varies-tint",
    fill: "fill-varies-tint",
    solid: "border-varies",
  },
};

/** The icon and the word of an outcome, on one line. */
export function OutcomeMark({
  outcome,
  className,
}: {
  readonly outcome: Outcome;
  readonly className?: string;
}): ReactNode {
  const { icon: Icon, word, ink } = OUTCOME_LOOKS[outcome];
  return (
    <span className={clsx("inline-flex items-center gap-1.5 font-medium", ink, className)}>
      <Icon aria-hidden size={16} className="shrink-0" />
      {word}
    </span>
  );
}
