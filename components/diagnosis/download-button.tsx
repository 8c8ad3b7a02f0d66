"use client";

import { Download } from "lucide-react";
import type { ReactNode } from "react";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";

/** Saves a diagnosis that no address serves as a JSON file. */
export function DownloadButton({ diagnosis }: { readonly diagnosis: Diagnosis }): ReactNode {
  function download(): void {
    const address = URL.createObjectURL(new Blob([JSON.stringify(diagnosis, null, 2)], { type: "application/json" }));
    const anchor = document.createElement("a");
    anchor.href = address;
    anchor.download = "preflight.json";
    anchor.click();
    URL.revokeObjectURL(address);
  }
  return (
    <button type="button" className="button only-with-script" onClick={download}>
      <Download aria-hidden size={15} />
      Download JSON
    </button>
  );
}
