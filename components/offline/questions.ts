import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { askedRequests, placeKey, type AskedPlace } from "#lib/diagnosis/asked-requests.ts";
import { diagnoseSupplied } from "#lib/diagnosis/diagnose-supplied.ts";
import { evaluate, type SuppliedResponse } from "#lib/diagnosis/evaluate.ts";
import type { OutgoingRequest } from "#lib/fetch/exchange.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import type { FieldError, RequestFields } from "#lib/intake/request-fields.ts";
import { readResponseBlocks, type ReadResponses, type ResponseBlock } from "#lib/intake/response-block.ts";
import { draftToFields, type Draft } from "#components/debugger/draft.ts";

/** What was pasted for each request, by the key of its place. */
export type PastedAnswers = Readonly<Record<string, string>>;

/** One request of the page, the command that makes it, and what was pasted for it. */
export interface Question {
  readonly key: string;
  readonly request: OutgoingRequest;
  readonly pasted: string;
  readonly read: ReadResponses;
  /** The answer that is taken for it; null while none is known. */
  readonly answer: SuppliedResponse | null;
  /** The answer stood in the paste for the request before it, behind the one for that. */
  readonly isFromBefore: boolean;
}

export type Offline =
  | { readonly kind: "invalid"; readonly errors: readonly FieldError[] }
  | {
      readonly kind: "asked";
      /** In the order in which a browser asks; the last may have no answer yet. */
      readonly questions: readonly Question[];
      readonly fields: RequestFields;
      readonly responses: readonly SuppliedResponse[];
      /** Null while nothing is answered and nothing could be decided. */
      readonly diagnosis: Diagnosis | null;
    };

/** A page follows at most 20 redirects, each with a preflight. */
const MAX_QUESTIONS = 48;

/**
 * Follows the browsers from request to request with the answers that were pasted, as far as they go. Answers behind the
 * first in one paste are those that curl got by following redirects itself.
 */
export function followPasted(draft: Draft, pasted: PastedAnswers): Offline {
  const fields = requestFields(draft);
  const read = readFields(fields);
  if (!read.ok) return { kind: "invalid", errors: read.errors };
  const questions = new Map<string, Question>();
  const further = new Map<number, ResponseBlock>();
  const responses: SuppliedResponse[] = [];
  let observation = evaluate(read.request, responses);
  while (questions.size < MAX_QUESTIONS) {
    const next = askedRequests(observation).find(({ request }) => !questions.has(placeKey(request)));
    if (next === undefined) break;
    const question = questionOf(next.request, pasted[placeKey(next.request)] ?? "", further);
    questions.set(question.key, question);
    if (question.answer === null) continue;
    responses.push(question.answer);
    observation = evaluate(read.request, responses);
  }
  const isDecided = responses.length > 0 || questions.size === 0;
  const facts = { bodyBytes: new TextEncoder().encode(fields.body ?? "").length, cookiesSent: false };
  return {
    kind: "asked",
    questions: [...questions.values()],
    fields,
    responses,
    diagnosis: isDecided ? diagnoseSupplied(read.request, responses, "supplied", facts) : null,
  };
}

/** The draft's fields that describe the request itself. */
function requestFields(draft: Draft): RequestFields {
  const { url, origin, method, headers, initiator, credentials, mode, redirect, body } = draftToFields(draft);
  return {
    ...{ url, origin, method, headers, initiator, credentials, redirect },
    ...(mode === undefined ? {} : { mode }),
    ...(body === undefined ? {} : { body }),
  };
}

function questionOf(request: OutgoingRequest, pasted: string, further: Map<number, ResponseBlock>): Question {
  const read = readResponseBlocks(pasted);
  const { role, hop } = request;
  const [own, ...others] = read.blocks;
  const before = role === "actual" && pasted.trim() === "" ? further.get(hop) : undefined;
  if (role === "actual") others.forEach((block, index) => further.set(hop + 1 + index, block));
  const match = matchOf(request);
  const block = own ?? before;
  return {
    key: placeKey(request),
    request,
    pasted,
    read,
    answer: block ? { match, ...block } : read.failure && { match, failure: read.failure },
    isFromBefore: own === undefined && before !== undefined,
  };
}

function matchOf({ role, hop, method, url }: AskedPlace): AskedPlace {
  return { role, hop, method, url };
}
