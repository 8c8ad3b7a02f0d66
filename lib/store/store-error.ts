export type StoreErrorCode = "unsupported-url" | "migration-failed" | "unsupported-version" | "corrupt-record";

/** The database, or what is in it, is not what this version of Preflight can work with. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
