import { FINDINGS } from "#lib/diagnosis/findings/index.ts";
import { hashDeleteToken } from "#lib/store/ids.ts";
import { diagnose } from "./diagnose.ts";
import { evaluate } from "./evaluate.ts";
import type { ServiceContext } from "./service-context.ts";
import type { Services } from "./services.ts";

/** Binds the verbs to what they work with. */
export function createServices(context: ServiceContext): Services {
  return {
    diagnose: (input, options) => diagnose(context, input, options),
    evaluate: (input) => evaluate(context, input),
    getDiagnosis: (id) => context.store.get(id),
    deleteDiagnosis: (id, token) => context.store.delete(id, hashDeleteToken(token)),
    listFindings: () => FINDINGS.map(({ id, severity, title }) => ({ id, severity, title, docs: `/findings/${id}` })),
    isReady: () =>
      context.store.ping().then(
        () => true,
        () => false,
      ),
  };
}
