import { cache } from "react";
import { getServices } from "#lib/composition.ts";

/** Looks a diagnosis up, once per request. */
export const loadDiagnosis = cache(async (id: string) => (await getServices()).getDiagnosis(id));
