/** Moves the focus to an element that the next rendering brings. */
export function focusLater(id: string): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => document.getElementById(id)?.focus());
  });
}
