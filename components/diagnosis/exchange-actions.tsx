import type { ReactNode } from "react";
import type { Exchange } from "#lib/contract/diagnosis.ts";
import { caveatsOf, repeatExchange } from "#lib/render/curl.ts";
import { CopyButton } from "#components/controls/copy-button.tsx";
import { rawExchange } from "#lib/render/wire-text.ts";

/** What one can take from an exchange: its lines, and the command that sends its request again. */
export function ExchangeActions({ exchange }: { readonly exchange: Exchange }): ReactNode {
  const repetition = repeatExchange(exchange);
  const caveats = caveatsOf(repetition);
  return (
    <>
      <CopyButton text={repetition.command} label="Copy as cURL" note={caveats.join(" ")} quiet />
      <CopyButton text={rawExchange(exchange)} label="Copy the lines" compact />
    </>
  );
}
