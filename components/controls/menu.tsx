"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

interface MenuProps {
  /** What the button says. */
  readonly label: ReactNode;
  readonly icon?: ReactNode;
  /** MenuItem elements. */
  readonly children: ReactNode;
}

/** A button that opens a list of actions. Needs JavaScript: what it offers has to be reachable without it too. */
export function Menu({ label, icon, children }: MenuProps): ReactNode {
  return (
    <Base.Root modal={false}>
      <Base.Trigger className="button only-with-script">
        {icon}
        {label}
        <ChevronDown aria-hidden size={15} className="shrink-0" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="z-20 outline-none" sideOffset={6} align="start">
          <Base.Popup className="panel min-w-48 p-1 shadow-lg outline-none">{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface MenuItemProps {
  readonly children: ReactNode;
  readonly onSelect: () => void;
  /** False where the item says itself what came of it, such as "Copied". */
  readonly closes?: boolean;
}

export function MenuItem({ children, onSelect, closes = true }: MenuItemProps): ReactNode {
  return (
    <Base.Item
      closeOnClick={closes}
      onClick={onSelect}
      className="flex min-h-9 cursor-pointer items-center gap-2 rounded-sm px-3 text-sm outline-none select-none data-highlighted:bg-sunken"
    >
      {children}
    </Base.Item>
  );
}
