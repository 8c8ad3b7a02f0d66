import { defineFinding } from "../finding.ts";

export const uploadListenerPreflight = defineFinding({
  id: "upload-listener-preflight",
  severity: "warning",
  title: "A listener for upload progress makes the preflight necessary",
  about:
    "An XMLHttpRequest with a listener on `upload` is preflighted, however simple the request is: progress events would otherwise tell the page whether the server is there. Without the listener the same request goes out directly. Libraries register one when they are given a callback for upload progress.",
  explain: ({ isFailed }: { isFailed: boolean }) =>
    `Nothing but the listener for upload progress makes a preflight necessary${isFailed ? ", and the preflight fails" : ""}. Without the listener this request goes out directly.`,
  detect: ({ main }) => {
    const { because, verdict } = main.outcome.preflight;
    if (because.length === 0 || because.some(({ kind }) => kind !== "upload-listener")) return [];
    const isFailed = verdict === "failed";
    const severity = isFailed ? ("warning" as const) : ("info" as const);
    return [{ params: { isFailed }, evidence: [{ request: "body" as const }], severity }];
  },
});
