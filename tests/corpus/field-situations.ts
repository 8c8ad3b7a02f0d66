import { ANSWERS } from "./field/answers.ts";
import { PREFLIGHTS } from "./field/preflights.ts";
import { REDIRECTS_AND_NEIGHBOURS } from "./field/redirects-and-neighbours.ts";
import type { FieldSituation } from "./field/situation.ts";

/** The situations that people meet and ask about. */
export const FIELD_SITUATIONS: readonly FieldSituation[] = [...ANSWERS, ...PREFLIGHTS, ...REDIRECTS_AND_NEIGHBOURS];
