import { INITIATOR_TERMS } from "#lib/contract/initiators.ts";
import {
  CREDENTIALS_MODES,
  INITIATORS,
  REDIRECT_MODES,
  REQUEST_MODES,
  type CredentialsMode,
  type Initiator,
  type RedirectMode,
  type RequestMode,
} from "#lib/contract/terms.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";

/** The form as it stands, valid or not. */
export interface Draft {
  readonly url: string;
  readonly origin: string;
  readonly method: string;
  /** Rows as typed; a row with neither name nor value is nothing. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly initiator: Initiator;
  readonly credentials: CredentialsMode;
  readonly mode: RequestMode;
  readonly redirect: RedirectMode;
  readonly body: string;
  readonly cookies: string;
  readonly alwaysSend: boolean;
  /** Whether the server is asked a few more questions. */
  readonly probes: boolean;
  readonly save: boolean;
}

export const EMPTY_DRAFT: Draft = {
  url: "",
  origin: "",
  method: "GET",
  headers: [],
  initiator: "fetch",
  credentials: "same-origin",
  mode: "cors",
  redirect: "follow",
  body: "",
  cookies: "",
  alwaysSend: false,
  probes: true,
  save: true,
};

/** Whether there are headers to be written; those that were written before stay in sight. */
export function hasHeaderRows({ initiator, headers }: Draft): boolean {
  return INITIATOR_TERMS[initiator].headers !== "none" || headers.some(([name, value]) => name !== "" || value !== "");
}

/** Whether there is a body to be written; one that was written before stays in sight. */
export function hasBodyField({ initiator, body }: Draft): boolean {
  return INITIATOR_TERMS[initiator].body !== "none" || body !== "";
}

/** The changes that make the draft a request of another initiator: what that one takes when nothing is chosen. */
export function startedBy(initiator: Initiator): Partial<Draft> {
  const { method, modes, redirects } = INITIATOR_TERMS[initiator];
  const mode = REQUEST_MODES.find((each) => each === Object.keys(modes)[0]) ?? EMPTY_DRAFT.mode;
  return { initiator, method, redirect: redirects[0], ...inMode(initiator, mode) };
}

/** The changes that put the draft into another mode. Only `fetch()` chooses its credentials mode apart from that. */
export function inMode(initiator: Initiator, mode: RequestMode): Partial<Draft> {
  const first = INITIATOR_TERMS[initiator].modes[mode]?.[0];
  return initiator === "fetch" || first === undefined ? { mode } : { mode, credentials: first };
}

/** The rows of the form that are headers, as indices: what the API calls header 0 is row `headerRows(draft)[0]`. */
export function headerRows(draft: Draft): readonly number[] {
  return draft.headers.flatMap(([name, value], row) => (name.trim() === "" && value.trim() === "" ? [] : [row]));
}

/** The fields of `POST /api/v1/diagnoses`. */
export interface DiagnosisFields extends RequestFields {
  readonly cookies?: string;
  readonly actualRequest: "auto" | "always";
  readonly probes: boolean;
  readonly save: boolean;
}

/** The draft as the fields of `POST /api/v1/diagnoses`, which checks them. */
export function draftToFields(draft: Draft): DiagnosisFields {
  return {
    url: draft.url.trim(),
    origin: draft.origin.trim(),
    method: draft.method.trim(),
    headers: headerRows(draft).map((row) => draft.headers[row] ?? (["", ""] as const)),
    initiator: draft.initiator,
    credentials: draft.credentials,
    // Its body decides for a beacon.
    ...(draft.initiator === "beacon" ? {} : { mode: draft.mode }),
    redirect: draft.redirect,
    ...(draft.body === "" ? {} : { body: draft.body }),
    ...(draft.cookies.trim() === "" ? {} : { cookies: draft.cookies.trim() }),
    actualRequest: draft.alwaysSend ? "always" : "auto",
    probes: draft.probes,
    save: draft.save,
  };
}

/** Reads the form's controls; what a control cannot say falls back to the empty draft's. */
export function draftFromForm(form: FormData): Draft {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const names = form.getAll("headerName");
  const values = form.getAll("headerValue");
  return {
    url: text("url"),
    origin: text("origin"),
    method: text("method"),
    headers: names.map((name, row) => [asText(name), asText(values[row])] as const),
    initiator: oneOf(INITIATORS, text("initiator")) ?? EMPTY_DRAFT.initiator,
    credentials: oneOf(CREDENTIALS_MODES, text("credentials")) ?? EMPTY_DRAFT.credentials,
    mode: oneOf(REQUEST_MODES, text("mode")) ?? EMPTY_DRAFT.mode,
    redirect: oneOf(REDIRECT_MODES, text("redirect")) ?? EMPTY_DRAFT.redirect,
    // A form turns the line ends of a text area into CRLF.
    body: text("body").replaceAll("\r\n", "\n"),
    cookies: text("cookies"),
    alwaysSend: form.has("alwaysSend"),
    probes: form.has("probes"),
    save: !form.has("dontSave"),
  };
}

/** The value among the known ones that equals a text; null when none does. */
export function oneOf<const T extends string>(known: readonly T[], text: string | null): T | null {
  return known.find((value) => value === text) ?? null;
}

function asText(value: FormDataEntryValue | undefined): string {
  return typeof value === "string" ? value : "";
}
