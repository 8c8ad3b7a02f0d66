import type { ReactNode } from "react";
import { DiagnosisDeadEnd } from "./dead-end-reason.tsx";

export default function DiagnosisNotFound(): ReactNode {
  return <DiagnosisDeadEnd />;
}
