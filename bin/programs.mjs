import fs from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

/**
 * The programs that the tests need, each with the variable that may name it, where it is looked for, and the packages
 * that bring it.
 *
 * @type {Record<
 *   "chromium" | "firefox" | "miniBrowser" | "xvfb" | "openssl",
 *   { title: string; variable: string; candidates: () => (string | null)[]; packages: string[] }
 * >}
 */
export const PROGRAMS = {
  chromium: {
    title: "Chromium",
    variable: "CHROMIUM_PATH",
    candidates: () => [
      ...["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].map(findExecutable),
      chromium.executablePath(),
    ],
    packages: ["chromium", "fonts-liberation"],
  },
  firefox: {
    title: "Firefox",
    variable: "FIREFOX_PATH",
    candidates: () => ["firefox-esr", "firefox"].map(findExecutable),
    packages: ["firefox-esr"],
  },
  miniBrowser: {
    title: "WebKitGTK's MiniBrowser",
    variable: "MINIBROWSER_PATH",
    candidates: () => fs.globSync("/usr/lib{,exec,64}{,/*}/webkit2gtk-4.*/MiniBrowser"),
    packages: ["webkit2gtk-driver"],
  },
  xvfb: { title: "Xvfb", variable: "XVFB_PATH", candidates: () => [findExecutable("Xvfb")], packages: ["xvfb"] },
  openssl: {
    title: "openssl",
    variable: "OPENSSL_PATH",
    candidates: () => [findExecutable("openssl")],
    packages: ["openssl"],
  },
};

/**
 * The full path of an executable on the PATH, or null.
 *
 * @param {string} name
 * @returns {string | null}
 */
export function findExecutable(name) {
  const directories = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return directories.map((directory) => join(directory, name)).find(isExecutable) ?? null;
}

/**
 * The path of a program that is there already: the one that its variable names, or the first candidate; or null.
 *
 * @param {keyof typeof PROGRAMS} name
 * @returns {string | null}
 */
export function findProgram(name) {
  const { variable, candidates } = PROGRAMS[name];
  const configured = process.env[variable];
  if (configured) return isExecutable(configured) ? configured : null;
  return candidates().find((path) => path && isExecutable(path)) ?? null;
}

function isExecutable(path) {
  try {
    fs.accessSync(path, fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
