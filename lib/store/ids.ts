import { createHash, timingSafeEqual } from "node:crypto";

/** Cryptographically strong random bytes; `randomBytes` of node:crypto is one. */
export type RandomBytes = (size: number) => Uint8Array;

const ID_BYTES = 16;
const DELETE_TOKEN_BYTES = 32;

/** An unguessable id: 128 random bits as 22 characters of base64url. */
export function newDiagnosisId(randomBytes: RandomBytes): string {
  return base64url(randomBytes(ID_BYTES));
}

/** A secret that deletes one diagnosis: 256 random bits as 43 characters of base64url. */
export function newDeleteToken(randomBytes: RandomBytes): string {
  return base64url(randomBytes(DELETE_TOKEN_BYTES));
}

/** SHA-256 in hexadecimal. The token has 256 random bits, so no salt and no slow hash is needed. */
export function hashDeleteToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Compares two hashes in a time that does not depend on where they differ. */
export function equalHashes(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}
