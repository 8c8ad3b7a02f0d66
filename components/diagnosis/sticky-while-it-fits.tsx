"use client";

import { clsx } from "clsx";
import { useEffect, useRef, useState, type ReactNode } from "react";

/** Kept free above and below, in pixels: the distance at which it sticks, twice. */
const MARGINS_PX = 48;

/** Stays in view beside what scrolls, as long as all of it can be seen at once. Without JavaScript it scrolls along. */
export function StickyWhileItFits({ children }: { readonly children: ReactNode }): ReactNode {
  const content = useRef<HTMLDivElement>(null);
  const [fits, setFits] = useState(false);

  useEffect(() => {
    const element = content.current;
    if (!element) return;
    const measure = () => {
      setFits(element.offsetHeight + MARGINS_PX <= window.innerHeight);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    window.addEventListener("resize", measure);
    return () => {
      observer.disconnect();
      window.removeEventListener("resize", measure);
    };
  }, []);

  return (
    <div ref={content} className={clsx(fits && "@min-[66rem]:sticky @min-[66rem]:top-6")}>
      {children}
    </div>
  );
}
