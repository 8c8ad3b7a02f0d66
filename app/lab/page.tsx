import type { Metadata } from "next";
import type { ReactNode } from "react";
import { LAB_SCENARIOS } from "#lib/lab/catalog.ts";
import { NEXT, NextActions } from "#components/chrome/next-actions.tsx";
import { LabScenarioRow } from "#components/lab/lab-scenario-row.tsx";
import { postScenario } from "../actions.ts";

export const metadata: Metadata = {
  title: "Lab",
  description: "Deliberately broken servers, and correct ones beside them, each one click from its diagnosis.",
};

type Family = (typeof LAB_SCENARIOS)[number]["family"];

const FAMILIES: readonly { readonly family: Family; readonly title: string }[] = [
  { family: "origin", title: "Which origin is allowed" },
  { family: "credentials", title: "Credentials" },
  { family: "preflight", title: "The preflight" },
  { family: "redirect", title: "Redirects" },
  { family: "exposed-headers", title: "What the script can read" },
  { family: "hidden-error", title: "Errors behind CORS" },
  { family: "caching", title: "Caches" },
  { family: "request", title: "Mistakes in the request" },
  { family: "initiator", title: "Images, fonts, streams and uploads" },
];

export default function LabPage(): ReactNode {
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight sm:text-2xl">Lab</h1>
      <p className="mt-3 max-w-[65ch] text-ink-soft">
        Real servers that answer wrongly on purpose, and correct ones beside them. Each is diagnosed over the network
        like any other, so its diagnosis is a real one.
      </p>
      <nav aria-label="Families" className="mt-5 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {FAMILIES.map(({ family, title }) => (
          <a key={family} href={`#${family}`} className="link py-1">
            {title}
          </a>
        ))}
      </nav>
      {FAMILIES.map(({ family, title }) => {
        const scenarios = LAB_SCENARIOS.filter((scenario) => scenario.family === family);
        return (
          scenarios.length > 0 && (
            <section key={family} aria-labelledby={family} className="mt-10">
              <h2 id={family} className="mb-3 text-lg font-semibold">
                {title}
              </h2>
              <ul className="panel grid list-none gap-px overflow-hidden bg-line lg:grid-cols-2">
                {scenarios.map((scenario) => (
                  <LabScenarioRow key={scenario.id} scenario={scenario} action={postScenario} />
                ))}
              </ul>
            </section>
          )
        );
      })}
      <NextActions actions={[NEXT.learn, NEXT.diagnose, NEXT.findings]} />
    </>
  );
}
