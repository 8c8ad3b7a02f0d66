"use client";

import { createContext, use, type ReactNode } from "react";
import { DeadEnd } from "#components/chrome/dead-end.tsx";

type Kind = "found" | "not-found" | "gone";

const LookupKind = createContext<Kind>("not-found");

export function DeadEndReason({ value, children }: { readonly value: Kind; readonly children: ReactNode }): ReactNode {
  return <LookupKind value={value}>{children}</LookupKind>;
}

/** Says whether a diagnosis is gone or never was. */
export function DiagnosisDeadEnd(): ReactNode {
  return use(LookupKind) === "gone" ? (
    <DeadEnd title="This diagnosis is gone">
      It expired, or whoever made it deleted it, and nothing of it is kept. Ask for the URL and the page that it was
      about and run it again: servers change, and a fresh diagnosis says more than an old one.
    </DeadEnd>
  ) : (
    <DeadEnd title="There is no diagnosis at this address">
      Check that the whole address was copied: its last part has 22 characters, and upper and lower case matter.
    </DeadEnd>
  );
}
