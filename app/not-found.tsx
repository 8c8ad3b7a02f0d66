import type { Metadata } from "next";
import type { ReactNode } from "react";
import { DeadEnd } from "#components/chrome/dead-end.tsx";

export const metadata: Metadata = { title: "No such page" };

export default function NotFound(): ReactNode {
  return <DeadEnd title="There is no page at this address">The address is wrong, or the page has moved.</DeadEnd>;
}
