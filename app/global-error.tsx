"use client";

import type { ReactNode } from "react";
import ErrorPage from "./error.tsx";
import "./globals.css";

interface Props {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function GlobalError(props: Props): ReactNode {
  return (
    <html lang="en">
      <body>
        <title>Preflight made a mistake</title>
        <main className="mx-auto max-w-6xl px-4 py-10">
          <ErrorPage {...props} />
        </main>
      </body>
    </html>
  );
}
