import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { hashDeleteToken, newDeleteToken, newDiagnosisId } from "#lib/store/ids.ts";
import type { ServiceContext } from "./service-context.ts";

const DAY_MS = 86_400_000;

/** Gives the diagnosis its id, permalink and dates, and stores it. Only what is returned carries the delete token. */
export async function saveDiagnosis(context: ServiceContext, diagnosis: Diagnosis): Promise<Diagnosis> {
  const id = newDiagnosisId(context.randomBytes);
  const deleteToken = newDeleteToken(context.randomBytes);
  const createdAt = context.now();
  const expiresAt = createdAt + context.retentionDays * DAY_MS;
  const stored = {
    ...diagnosis,
    id,
    permalink: `${context.publicUrl}/d/${id}`,
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  };
  await context.store.save({
    id,
    createdAt,
    expiresAt,
    deleteTokenHash: hashDeleteToken(deleteToken),
    diagnosis: stored,
  });
  return { ...stored, deleteToken };
}
