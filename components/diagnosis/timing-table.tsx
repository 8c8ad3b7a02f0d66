import type { ReactNode } from "react";
import type { Exchange } from "#lib/contract/diagnosis.ts";
import { RawText } from "#components/text/raw-text.tsx";
import { shorten } from "#components/text/shorten.ts";
import { formatMs, pathOf } from "./request-line.ts";

const PHASES = [
  { key: "dns", label: "Name" },
  { key: "connect", label: "Connect" },
  { key: "tls", label: "TLS" },
  { key: "firstByte", label: "First byte" },
  { key: "total", label: "Total" },
] as const;

/** How long each phase of each request took, seen from this server. */
export function TimingTable({ exchanges }: { readonly exchanges: readonly Exchange[] }): ReactNode {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Timing">
      <table className="w-full text-start text-sm">
        <thead className="text-ink-soft">
          <tr>
            <th scope="col" className="px-3 py-2 text-start font-medium">
              Request
            </th>
            {PHASES.map(({ key, label }) => (
              <th key={key} scope="col" className="px-3 py-2 text-end font-medium whitespace-nowrap">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {exchanges.map((exchange, index) => (
            <tr key={index}>
              <th scope="row" className="min-w-56 px-3 py-2 text-start font-normal">
                <RawText>{`${exchange.request.method} ${shorten(pathOf(exchange.request.url), 60)}`}</RawText>
              </th>
              {PHASES.map(({ key }) => (
                <td key={key} className="px-3 py-2 text-end whitespace-nowrap tabular-nums">
                  {formatPhase(exchange.timingMs?.[key] ?? null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function formatPhase(milliseconds: number | null): ReactNode {
  return milliseconds === null ? <span className="text-ink-soft">–</span> : formatMs(milliseconds);
}
