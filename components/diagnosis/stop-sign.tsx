import type { ReactNode } from "react";

interface StopSignProps {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** The most saturated thing on the page: an octagon on the lane where the request ended, in the current colour. */
export function StopSign({ x, y, radius }: StopSignProps): ReactNode {
  const corners = Array.from({ length: 8 }, (_, corner) => {
    const angle = (Math.PI / 4) * corner + Math.PI / 8;
    return `${(x + radius * Math.cos(angle)).toFixed(2)},${(y + radius * Math.sin(angle)).toFixed(2)}`;
  });
  const arm = radius / 3;
  return (
    <>
      <polygon points={corners.join(" ")} className="fill-current" />
      <path
        d={`M${x - arm} ${y - arm}l${2 * arm} ${2 * arm}m0-${2 * arm}l-${2 * arm} ${2 * arm}`}
        className="stroke-surface"
        strokeWidth={radius / 5.5}
        strokeLinecap="round"
        fill="none"
      />
    </>
  );
}
