"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useState, type ReactNode } from "react";
import { THEME_COOKIE, THEMES, type Theme } from "./theme.ts";

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;
const ONE_YEAR_SECONDS = 31_536_000;

/** Steps through the system's theme, light and dark. The choice is a cookie, so that the server renders it at once. */
export function ThemeToggle({ initial }: { readonly initial: Theme }): ReactNode {
  const [theme, setTheme] = useState(initial);
  const Icon = ICONS[theme];
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";

  function change(): void {
    setTheme(next);
    document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=${next === "system" ? 0 : ONE_YEAR_SECONDS}; samesite=lax`;
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
  }

  return (
    <button
      type="button"
      className="button only-with-script w-10 p-0"
      data-quiet
      onClick={change}
      aria-label={`Theme: ${theme}. Change to ${next}`}
      title={`Theme: ${theme}`}
    >
      <Icon aria-hidden size={18} />
    </button>
  );
}
