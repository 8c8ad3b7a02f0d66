import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The full path of an executable on the PATH, or null. */
export function findExecutable(name) {
  const directories = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return directories.map((directory) => join(directory, name)).find(isExecutable) ?? null;
}

/** The path of a Chromium that is there already: `CHROMIUM_PATH`, the system's, Playwright's own; or null. */
export function findChromium() {
  const configured = process.env.CHROMIUM_PATH;
  if (configured) return isExecutable(configured) ? configured : null;
  for (const name of SYSTEM_NAMES) {
    const path = findExecutable(name);
    if (path) return path;
  }
  const own = chromium.executablePath();
  return own && isExecutable(own) ? own : null;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
