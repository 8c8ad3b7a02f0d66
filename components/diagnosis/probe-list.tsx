import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { Prose } from "#components/text/prose.tsx";
import { RawText } from "#components/text/raw-text.tsx";
import { shorten } from "#components/text/shorten.ts";
import { ExchangeCard } from "./exchange-card.tsx";
import { pathOf } from "#lib/render/request-line.ts";
import { describeStatus } from "#lib/render/status-phrase.ts";

const SHOWN_PATH_CHARACTERS = 120;

/** What Preflight asked beside the page's own requests: why, what came back, and what that shows. */
export function ProbeList({ diagnosis }: { readonly diagnosis: Diagnosis }): ReactNode {
  return (
    <ol className="list-none space-y-3">
      {diagnosis.exchanges.map((exchange, index) => {
        if (exchange.role !== "probe") return null;
        const { request, response, failure } = exchange;
        return (
          <li key={index} className="panel px-4 py-3 text-sm">
            <p>
              <Prose>{exchange.purpose ?? ""}</Prose>
            </p>
            <p className="mt-1 text-ink-soft">
              <RawText>{`${request.method} ${shorten(pathOf(request.url), SHOWN_PATH_CHARACTERS)}`}</RawText>:{" "}
              {response ? describeStatus(response.status) : failure?.message}
            </p>
            <p className="mt-1 font-medium">
              <Prose>{exchange.conclusion ?? ""}</Prose>
            </p>
            <details className="group mt-1">
              <summary className="flex w-fit list-none items-center gap-1 py-0.5 text-ink-soft [&::-webkit-details-marker]:hidden">
                <ChevronRight aria-hidden size={16} className="transition-transform group-open:rotate-90" />
                The lines of exchange {index + 1}
              </summary>
              <div className="mt-2">
                <ExchangeCard diagnosis={diagnosis} exchange={exchange} index={index} />
              </div>
            </details>
          </li>
        );
      })}
    </ol>
  );
}
