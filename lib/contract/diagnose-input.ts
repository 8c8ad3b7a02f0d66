import { z } from "zod";
import {
  ACTUAL_REQUEST_POLICIES,
  BROWSERS,
  CREDENTIALS_MODES,
  FAILURE_CODES,
  INITIATORS,
  REASONS,
  REDIRECT_MODES,
  REQUEST_MODES,
  type FailureCode,
  type FailurePhase,
} from "./terms.ts";

const headerLines = z.array(z.tuple([z.string(), z.string()]));

const fields = {
  url: z.string().describe("The URL that the page requests."),
  origin: z.string().describe("The page's origin or URL; `null` for an opaque origin."),
  method: z.string().optional(),
  headers: z.union([z.record(z.string(), z.string()), headerLines]).optional(),
  credentials: z.enum(CREDENTIALS_MODES).optional(),
  mode: z.enum(REQUEST_MODES).optional(),
  redirect: z.enum(REDIRECT_MODES).optional(),
  initiator: z.enum(INITIATORS).optional(),
  body: z.string().optional().describe("A text body. It is sent, and never stored."),
};

/** The body of `POST /api/v1/diagnoses`. */
export const diagnoseInputSchema = z.strictObject({
  ...fields,
  cookies: z
    .string()
    .optional()
    .describe("A `Cookie` value, sent where the credentials mode sends cookies; never stored."),
  actualRequest: z.enum(ACTUAL_REQUEST_POLICIES).optional(),
  probes: z
    .boolean()
    .optional()
    .describe("Whether a few more questions are asked, each an OPTIONS, GET or HEAD without cookies; true by default."),
  save: z.boolean().optional(),
  expect: z.enum(["allowed", "blocked", ...REASONS]).optional(),
});

const match = z.strictObject({
  role: z.enum(["preflight", "actual"]).optional(),
  method: z.string().optional(),
  url: z.string().optional(),
  hop: z.int().min(0).optional().describe("Redirects followed before the request."),
  browsers: z.array(z.enum(BROWSERS)).optional().describe("The browsers that get this answer; all if absent."),
});

const suppliedFailure = z.strictObject({
  phase: z.enum(Object.keys(FAILURE_CODES) as [FailurePhase, ...FailurePhase[]]),
  code: z.enum([...new Set(Object.values(FAILURE_CODES).flat())] as [FailureCode, ...FailureCode[]]),
});

/** The body of `POST /api/v1/evaluations`. */
export const evaluateInputSchema = z.strictObject({
  ...fields,
  responses: z
    .array(
      z.union([
        z.strictObject({ status: z.int().min(100).max(999), headers: headerLines, match: match.optional() }),
        z.strictObject({ failure: suppliedFailure, match: match.optional() }),
      ]),
    )
    .max(64),
  editedFrom: z
    .string()
    .optional()
    .describe('The id of a stored diagnosis whose answers these are, edited; makes `source` "edited".'),
  save: z.boolean().optional(),
  expect: z.enum(["allowed", "blocked", ...REASONS]).optional(),
});

export type DiagnoseInput = z.infer<typeof diagnoseInputSchema>;
