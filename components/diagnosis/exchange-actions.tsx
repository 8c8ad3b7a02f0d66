import type { ReactNode } from "react";
import type { Exchange } from "#lib/contract/diagnosis.ts";
import { CopyButton } from "#components/controls/copy-button.tsx";
import { rawExchange } from "./wire-text.ts";

/** What one can do with one request and its answer. */
export function ExchangeActions({ exchange }: { readonly exchange: Exchange }): ReactNode {
  return <CopyButton text={rawExchange(exchange)} label="Copy the lines" compact />;
}
