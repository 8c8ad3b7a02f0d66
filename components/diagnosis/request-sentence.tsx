import type { ReactNode } from "react";
import { INITIATOR_TERMS } from "#lib/contract/initiators.ts";
import type { DiagnosedRequest } from "#lib/contract/diagnosis.ts";
import { RawText } from "#components/text/raw-text.tsx";
import { shorten } from "#components/text/shorten.ts";

const SHOWN_URL_CHARACTERS = 240;
const SHOWN_METHOD_CHARACTERS = 60;

/** What is requested, from where, and how that differs from the usual. */
export function RequestSentence({ request }: { readonly request: DiagnosedRequest }): ReactNode {
  const { method, url, origin, initiator, credentials, mode, redirect } = request;
  return (
    <>
      <RawText className="text-ink">{`${shorten(method, SHOWN_METHOD_CHARACTERS)} ${shorten(url, SHOWN_URL_CHARACTERS)}`}</RawText>{" "}
      from <RawText className="text-ink">{shorten(origin, SHOWN_URL_CHARACTERS)}</RawText>
      {initiator !== "fetch" && (
        <>
          {" "}
          by <RawText className="text-ink">{INITIATOR_TERMS[initiator].shownAs}</RawText>
        </>
      )}
      {credentials === "include" && " with credentials"}
      {mode !== "cors" && (
        <>
          {" "}
          in mode <RawText>{mode}</RawText>
        </>
      )}
      {redirect !== "follow" && (
        <>
          {" "}
          with redirect <RawText>{redirect}</RawText>
        </>
      )}
    </>
  );
}
