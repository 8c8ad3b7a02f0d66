import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { getPublicUrl } from "#lib/composition.ts";
import { Footer } from "#components/chrome/footer.tsx";
import { Header } from "#components/chrome/header.tsx";
import { readTheme, THEME_COOKIE } from "#components/chrome/theme.ts";
import { geistMono, geistSans } from "./fonts/fonts.ts";
import "./globals.css";

/** What holds for every page. A page's own title and description take their place here and in what is shared. */
export async function generateMetadata(): Promise<Metadata> {
  return {
    metadataBase: new URL(await getPublicUrl()),
    title: { default: "Preflight: why is the browser blocking my request?", template: "%s · Preflight" },
    description: "Replays what a browser sends across origins, and says which line of the answer blocks the page.",
    applicationName: "Preflight",
    // Each page at its own path, without the query that fills in the form.
    alternates: { canonical: "./" },
    openGraph: { type: "website", siteName: "Preflight", locale: "en", url: "./" },
    twitter: { card: "summary" },
    formatDetection: { telephone: false, email: false, address: false },
  };
}

export const viewport: Viewport = { colorScheme: "light dark" };

export default async function RootLayout({ children }: { readonly children: ReactNode }): Promise<ReactNode> {
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html
      lang="en"
      className={`${geistSans.variable} ${geistMono.variable}`}
      {...(theme === "system" ? {} : { "data-theme": theme })}
    >
      <body className="flex min-h-dvh flex-col antialiased">
        <a href="#main" className="button absolute start-4 top-2 z-10 -translate-y-20 focus-visible:translate-y-0">
          Skip to the content
        </a>
        <Header theme={theme} />
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-6xl grow px-4 pt-6 pb-20 outline-none sm:px-6 sm:pt-10"
        >
          {children}
        </main>
        <Footer />
      </body>
    </html>
  );
}
