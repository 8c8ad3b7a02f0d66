/** The name in the fragment behind which edits stand. */
export const EDITS_NAME = "edits";

/** Whether an address asks for the editor. */
export function hasEdits(fragment: string): boolean {
  return fragment.startsWith(`#${EDITS_NAME}=`);
}
