import { useEffect } from "react";

const DELAY_MS = 250;

/** Keeps the address's fragment in step with what is typed, without a step in the history; null leaves it as it is. */
export function useFragment(fragment: string | null): void {
  useEffect(() => {
    if (fragment === null) return;
    const timer = setTimeout(() => {
      const { pathname, search, hash } = window.location;
      // Without a value it is the anchor of some place on the page.
      if (fragment === "" && !hash.includes("=")) return;
      const address = `${pathname}${search}${fragment === "" ? "" : `#${fragment}`}`;
      window.history.replaceState(window.history.state, "", address);
    }, DELAY_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [fragment]);
}
