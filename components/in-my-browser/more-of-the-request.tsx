import { ChevronRight } from "lucide-react";
import { useState, type ReactNode } from "react";
import { EMPTY_DRAFT } from "#components/debugger/draft.ts";
import { FOLDED_CONTROLS } from "#components/debugger/field-errors.ts";
import type { FieldProps } from "#components/debugger/field-props.ts";
import { InitiatorFields } from "#components/debugger/initiator-fields.tsx";
import { RUNNABLE } from "./browser-answer.ts";

/** What few requests need, folded away unless it is in use or wrong. The browser adds the cookies itself. */
export function MoreOfTheRequest(props: FieldProps): ReactNode {
  const { draft, errors } = props;
  const [toggled, setToggled] = useState<boolean | null>(null);
  const isWrong = errors.some((error) => FOLDED_CONTROLS.has(error.control));
  const isInUse = (["initiator", "body", "mode", "redirect"] as const).some((key) => draft[key] !== EMPTY_DRAFT[key]);
  return (
    <details
      className="group"
      open={isWrong || (toggled ?? isInUse)}
      onToggle={(event) => {
        setToggled(event.currentTarget.open);
      }}
    >
      <summary className="button -ms-3 w-fit list-none [&::-webkit-details-marker]:hidden" data-quiet>
        <ChevronRight aria-hidden size={16} className="transition-transform group-open:rotate-90" />
        More
        <span className="font-normal">started by, body, mode, redirect</span>
      </summary>
      <div className="mt-3 grid gap-5 border-s-2 border-line ps-4 sm:grid-cols-2">
        <InitiatorFields {...props} initiators={RUNNABLE} />
      </div>
    </details>
  );
}
