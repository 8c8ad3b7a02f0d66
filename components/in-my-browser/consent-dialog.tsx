import type { ReactNode } from "react";
import { ConfirmDialog } from "#components/controls/confirm-dialog.tsx";
import { hostOf, pathOf } from "#lib/render/request-line.ts";
import { RawText } from "#components/text/raw-text.tsx";
import { shorten } from "#components/text/shorten.ts";
import type { AskedRun } from "./use-browser-run.ts";

const SHOWN_CHARACTERS = 120;

interface ConsentDialogProps {
  /** null while nothing is asked. */
  readonly run: AskedRun | null;
  readonly ownOrigin: string;
  readonly onConfirm: (run: AskedRun) => void;
  readonly onCancel: () => void;
}

/** Says what will really be done, by whom and to which host, before it is. */
export function ConsentDialog({ run, ownOrigin, onConfirm, onCancel }: ConsentDialogProps): ReactNode {
  const { method, url } = run?.request ?? { method: "", url: "" };
  const host = <RawText className="text-ink">{shorten(hostOf(url), SHOWN_CHARACTERS)}</RawText>;
  const isPreflighted = run?.prepared.plan.requests.some(({ role }) => role === "preflight") === true;
  return (
    <ConfirmDialog
      open={run !== null}
      title={run?.changes === true ? "Really send this request?" : "Send this request with your cookies?"}
      confirm="Send it"
      onConfirm={() => {
        if (run) onConfirm(run);
      }}
      onCancel={onCancel}
    >
      <p>
        Your browser, not Preflight’s server, sends{" "}
        <RawText className="text-ink">{`${shorten(method, SHOWN_CHARACTERS)} ${shorten(pathOf(url), SHOWN_CHARACTERS)}`}</RawText>{" "}
        to {host}.
      </p>
      {run?.changes === true && (
        <p>
          Whatever it changes there is changed for real.{" "}
          {isPreflighted ? (
            <>
              The preflight before it is no protection: if the server allows <RawText>{ownOrigin}</RawText>, the request
              follows at once.
            </>
          ) : (
            "No preflight comes before it: it is sent even if this page may not read the answer."
          )}
        </p>
      )}
      {run?.cookies === true && (
        <p>
          Your cookies for {host} go along, as far as this browser gives them to another site’s page: the server takes
          the request for yours.
        </p>
      )}
      <p>The answer stays in this tab.</p>
    </ConfirmDialog>
  );
}
