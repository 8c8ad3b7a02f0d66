import { useEffect, useState, type ReactNode } from "react";

const TICK_MS = 1000;

/** Counts down until a run is allowed again, and then says so. */
export function RetryCountdown({ seconds }: { readonly seconds: number }): ReactNode {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const endsAt = performance.now() + seconds * TICK_MS;
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((endsAt - performance.now()) / TICK_MS));
      setLeft(rest);
      if (rest === 0) clearInterval(timer);
    }, TICK_MS);
    return () => {
      clearInterval(timer);
    };
  }, [seconds]);
  return (
    <p className="mt-2">
      {left > 0 && (
        <span aria-hidden className="only-with-script tabular-nums">
          Again in {left} s. Everything that you filled in stays.
        </span>
      )}
      <span role="status">{left === 0 && "You can run it again."}</span>
    </p>
  );
}
