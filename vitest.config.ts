import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { findProgram } from "./bin/programs.mjs";

export default defineConfig({
  resolve: {
    // The real module throws outside a React server bundle.
    alias: { "server-only": fileURLToPath(new URL("tests/server-only.ts", import.meta.url)) },
  },
  test: {
    reporters: ["default"],
    allowOnly: false,
    sequence: { shuffle: true },
    projects: [
      {
        test: {
          name: "unit",
          include: ["tests/{unit,corpus}/**/*.test.{ts,tsx}", "tests/architecture/*.test.ts"],
        },
      },
      {
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts", "tests/architecture/canaries/*.test.ts"],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["tests/{e2e,oracle,recipes}/**/*.test.ts"],
          env: { CHROMIUM_PATH: findProgram("chromium") ?? "" },
          // One browser at a time: two on two cores miss their own time-outs.
          fileParallelism: false,
          sequence: { groupOrder: 1, shuffle: { tests: true } },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
