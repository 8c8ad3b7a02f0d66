import type { Metadata } from "next";
import type { ReactNode } from "react";
import { OfflineForm } from "#components/offline/offline-form.tsx";
import { EMPTY_OFFLINE } from "#components/offline/form-state.ts";
import { postOffline } from "./actions.ts";

export const metadata: Metadata = {
  title: "Debug a server that only you can reach",
  description: "Run the requests of the browser yourself, paste what the server answers, and get the same diagnosis.",
};

export default function OfflinePage(): ReactNode {
  return (
    <>
      <div className="mb-8 max-w-3xl">
        <h1 className="text-xl font-semibold tracking-tight sm:text-2xl">Debug a server that only you can reach</h1>
        <p className="mt-3 max-w-[70ch] text-ink-soft">
          For <code>localhost</code>, an intranet, a VPN, or a server behind a login: run the browser’s requests
          yourself, paste what the server answers, and get the same diagnosis. Preflight contacts nothing.
        </p>
      </div>
      <OfflineForm initial={EMPTY_OFFLINE} action={postOffline} />
    </>
  );
}
