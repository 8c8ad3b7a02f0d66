import { cookies } from "next/headers";
import { DELETE_COOKIE_MAX_AGE_SECONDS, DELETE_COOKIE_NAME } from "#lib/config/defaults.ts";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";

/** A page that is loaded cannot hand the token to the tab's storage: docs/decisions/0007-permalink-document.md. */
export async function keepDeleteToken(
  { id, deleteToken }: Diagnosis,
  { publicUrl }: { readonly publicUrl: string },
): Promise<void> {
  if (id === null || deleteToken === undefined) return;
  (await cookies()).set(DELETE_COOKIE_NAME, deleteToken, {
    path: `/d/${id}`,
    httpOnly: true,
    sameSite: "strict",
    secure: publicUrl.startsWith("https:"),
    maxAge: DELETE_COOKIE_MAX_AGE_SECONDS,
  });
}
