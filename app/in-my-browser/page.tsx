import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { plan } from "#lib/diagnosis/plan.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import { curlCommand } from "#lib/render/curl.ts";
import { InMyBrowserForm } from "#components/in-my-browser/in-my-browser-form.tsx";
import { RawText } from "#components/text/raw-text.tsx";

export const metadata: Metadata = {
  title: "Run in my browser",
  description:
    "Makes a request in your own browser, with your network and your cookies, and compares what it does with the prediction.",
};

export default function InMyBrowserPage(): ReactNode {
  return (
    <>
      <div className="mb-8 max-w-[70ch]">
        <h1 className="text-xl font-semibold tracking-tight sm:text-2xl">Run in my browser</h1>
        <p className="mt-3 text-ink-soft">
          Your browser makes the request itself, so it reaches what you reach: <code>localhost</code>, an intranet, what
          your cookies open. It asks as this page, not as yours, and what it gets stands beside what Preflight predicts
          for this page.
        </p>
      </div>
      <div className="only-with-script">
        <InMyBrowserForm />
      </div>
      <div className="only-without-script max-w-[70ch] space-y-4">
        <p>
          Only a script can make such a request and be told what came of it, and this browser runs no scripts here.
          There are two other ways:
        </p>
        <ul className="list-disc space-y-2 ps-5">
          <li>
            If the target can be reached from the internet,{" "}
            <Link className="link" href="/" prefetch={false}>
              have Preflight’s server ask it
            </Link>
            . That needs no JavaScript.
          </li>
          <li>
            If only you can reach it, send what a browser would send with <code>curl</code>, and{" "}
            <a className="link" href="/offline">
              paste the response headers
            </a>{" "}
            for a verdict. A <code>PUT</code> of JSON from <code>https://app.example.com</code> is these two requests,
            the second only if the answer to the first allows it:
          </li>
        </ul>
        {exampleCommands().map((command) => (
          <pre key={command} className="rounded-md bg-sunken px-3 py-2 text-sm whitespace-pre-wrap">
            <RawText>{command}</RawText>
          </pre>
        ))}
      </div>
    </>
  );
}

/** The requests of a page, as commands. */
function exampleCommands(): readonly string[] {
  const read = readFields({
    url: "http://localhost:8080/items/7",
    origin: "https://app.example.com",
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  return read.ok ? plan(read.request).requests.map(curlCommand) : [];
}
