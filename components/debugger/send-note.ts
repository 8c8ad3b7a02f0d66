import type { Plan } from "#lib/diagnosis/plan.ts";
import type { Draft } from "./draft.ts";

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

export interface SendNote {
  readonly text: string;
  /** The run can change something on the server. */
  readonly changes: boolean;
}

/** What a run will really send, in a sentence or two, so that nobody is surprised by it. */
export function sendNote(plan: Plan, draft: Pick<Draft, "alwaysSend" | "probes">): SendNote {
  const note = ownRequestsNote(plan, draft);
  if (!draft.probes || plan.requests.length === 0) return note;
  return { ...note, text: `${note.text} A few more questions may follow, none of which changes anything.` };
}

function ownRequestsNote(plan: Plan, draft: Pick<Draft, "alwaysSend">): SendNote {
  const actual = plan.requests.find((request) => request.role === "actual");
  const preflighted = plan.requests.some((request) => request.role === "preflight");
  if (!actual) return { text: "Nothing is sent: the browser refuses before that.", changes: false };
  const { method } = actual;
  if (SAFE_METHODS.has(method)) {
    return {
      text: preflighted
        ? `An \`OPTIONS\` and, if it allows it, the \`${method}\` are sent.`
        : `One \`${method}\` is sent.`,
      changes: false,
    };
  }
  if (!preflighted) {
    return {
      text: `The \`${method}\` is sent for real: it needs no preflight, so a browser would not ask first either.`,
      changes: true,
    };
  }
  return draft.alwaysSend
    ? { text: `If the \`OPTIONS\` allows it, the \`${method}\` is sent for real.`, changes: true }
    : { text: `Only the \`OPTIONS\` is sent. The \`${method}\` stays here.`, changes: false };
}
