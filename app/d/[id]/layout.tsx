import type { ReactNode } from "react";
import { DeadEndReason } from "./dead-end-reason.tsx";
import { loadDiagnosis } from "./load-diagnosis.ts";

interface Props {
  readonly params: Promise<{ readonly id: string }>;
  readonly children: ReactNode;
}

/** Tells `not-found.tsx`, which Next gives no parameters, why there is nothing to show. */
export default async function DiagnosisLayout({ params, children }: Props): Promise<ReactNode> {
  const { kind } = await loadDiagnosis((await params).id);
  return <DeadEndReason value={kind}>{children}</DeadEndReason>;
}
