import type { Diagnosis, Remedy, RequestEdit, ResponseEdit } from "#lib/contract/diagnosis.ts";
import { isResponseEdit, withPartEdited } from "#lib/diagnosis/remedies/edits.ts";
import { assumedStatus } from "#lib/diagnosis/remedies/what-if.ts";
import {
  assumedAnswer,
  withLine,
  withoutLines,
  type AnswerDraft,
  type RequestDraft,
  type WhatIfDraft,
} from "./draft.ts";
import { evaluateDraft } from "./evaluation.ts";

/** A page follows at most 20 redirects, each with a preflight. */
const MAX_ANSWERS = 48;

/**
 * The draft with a remedy's edits. Requests that arise because of them get the answer that the remedy's proof assumes,
 * with the edits that are meant for it.
 */
export function applyRemedy(draft: WhatIfDraft, remedy: Remedy, current: Diagnosis): WhatIfDraft {
  const responseEdits = remedy.edits.filter(isResponseEdit);
  const requestEdits = remedy.edits.filter((edit): edit is RequestEdit => !isResponseEdit(edit));
  let edited: WhatIfDraft = {
    request: requestEdits.reduce(editRequest, draft.request),
    answers: draft.answers.map((answer) => editAnswer(answer, responseEdits)),
  };
  if (remedy.proof === null) return edited;
  const { assumed } = remedy.proof;
  while (edited.answers.length < MAX_ANSWERS) {
    const result = evaluateDraft(edited, current);
    if (result.kind === "invalid") return edited;
    const missing = result.asked.find(({ unanswered }) => unanswered.length > 0);
    if (missing === undefined) return edited;
    const { request, unanswered } = missing;
    const { role, hop } = request;
    const like = assumed.find((each) => each.role === role && each.hop === hop);
    const exchange = like?.exchange === undefined ? undefined : current.exchanges[like.exchange];
    const answer = exchange?.response ?? { status: like?.status ?? assumedStatus(role), headers: [] };
    const browsers = unanswered.length === missing.browsers.length ? null : unanswered;
    const added = editAnswer(assumedAnswer(request, browsers, answer), responseEdits);
    edited = { ...edited, answers: [...edited.answers, added] };
  }
  return edited;
}

function editAnswer(answer: AnswerDraft, edits: readonly ResponseEdit[]): AnswerDraft {
  return edits
    .filter(({ role, hop }) => role === answer.place.role && hop === answer.place.hop)
    .reduce((edited, { op, name = "", value = "" }): AnswerDraft => {
      switch (op) {
        case "status":
          return { ...edited, failure: null, status: value };
        case "remove":
          return { ...edited, lines: withoutLines(edited.lines, name) };
        case "append":
          return { ...edited, lines: [...edited.lines, { was: null, is: [name, value] }] };
        case "set":
          return { ...edited, lines: withLine(edited.lines, name, value) };
      }
    }, answer);
}

function editRequest(request: RequestDraft, edit: RequestEdit): RequestDraft {
  return edit.request === "body" ? { ...request, hasBody: edit.op === "set" } : withPartEdited(request, edit);
}
