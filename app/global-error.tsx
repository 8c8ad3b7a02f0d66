"use client";

import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import { useSyncExternalStore, type ReactNode } from "react";
import { readTheme, THEME_COOKIE, type Theme } from "#components/chrome/theme.ts";
import ErrorPage from "./error.tsx";
import "./globals.css";

interface Props {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** Stands in for the whole document, layout included, so it looks up the theme itself. */
export default function GlobalError(props: Props): ReactNode {
  const theme = useSyncExternalStore(
    () => () => undefined,
    chosenTheme,
    () => "system",
  );
  return (
    <html
      lang="en"
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      {...(theme === "system" ? {} : { "data-theme": theme })}
    >
      <body className="antialiased">
        <title>Preflight made a mistake</title>
        <main className="mx-auto w-full max-w-6xl px-4 py-10 sm:px-6">
          <ErrorPage {...props} />
        </main>
      </body>
    </html>
  );
}

function chosenTheme(): Theme {
  const cookie = document.cookie.split("; ").find((each) => each.startsWith(`${THEME_COOKIE}=`));
  return readTheme(cookie?.slice(THEME_COOKIE.length + 1));
}
