import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import nextCoreWebVitals from "eslint-config-next/core-web-vitals";
import tseslint from "typescript-eslint";

const TYPESCRIPT = ["**/*.{ts,tsx}"];
const PAGES = ["app/**/*.tsx", "components/**/*.tsx"];
const PURE = ["lib/{contract,fetch,browsers,recipes,diagnosis,intake,render,examples}/**/*.ts"];
const TESTS = ["tests/**/*.{ts,tsx}"];

const jsxA11y = nextCoreWebVitals.find(({ plugins }) => plugins?.["jsx-a11y"]).plugins["jsx-a11y"];

const environment = [
  ":not(MemberExpression[property.name='NODE_ENV']) > MemberExpression[object.name='process'][property.name='env']",
  "VariableDeclarator[init.name='process'] > ObjectPattern",
].map((selector) => ({
  selector,
  message: "lib/config/env.ts parses the environment once; take the value as a parameter.",
}));
const mocks = ["mock", "doMock", "stubGlobal"].map((property) => ({
  object: "vi",
  property,
  message: "Give the subject a port and pass a real or scripted implementation in.",
}));
const impure = [
  ["Date", "now"],
  ["Math", "random"],
  ["crypto", "randomUUID"],
  ["crypto", "getRandomValues"],
].map(([object, property]) => ({
  object,
  property,
  message: "This layer is pure: take the clock or the random value as a parameter.",
}));
const impureGlobals = ["fetch", "process", "console", "performance", "setTimeout", "setInterval", "window", "document"]
  .concat("navigator", "location", "localStorage", "sessionStorage", "indexedDB", "XMLHttpRequest", "Buffer")
  .map((name) => ({ name, message: "This layer is pure and runs in Node and in the tab: pass the result in." }));

const syntax = [
  { selector: "TSEnumDeclaration", message: "Write a union of strings: Node only strips types." },
  { selector: "ExportAllDeclaration", message: "No barrels: import from the module that declares the name." },
];
const clockReading = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: "This layer is pure: take the clock as a parameter.",
};
const sleep = {
  selector: "NewExpression[callee.name='Promise'] CallExpression[callee.name='setTimeout']",
  message: "Wait for the event itself (once, vi.waitFor), not for time to pass.",
};

const processImport = { name: "node:process", message: "Use the global, so that the rules on process.env apply." };

export default defineConfig(
  globalIgnores([".next/", "data/", "test-results/", "next-env.d.ts"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: PAGES,
    extends: [nextCoreWebVitals, { rules: jsxA11y.flatConfigs.recommended.rules }],
    rules: {
      // A region that scrolls must be reachable with the keyboard.
      "jsx-a11y/no-noninteractive-tabindex": ["error", { tags: [], roles: ["region"] }],
    },
    settings: { react: { version: "19.3" } },
  },
  {
    files: TYPESCRIPT,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      // Spreading a string into its code points is what a parser wants.
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: "only-allowed-literals" },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      // A method of a port is async for the adapters that need it.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  {
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "max-lines": ["error", 400],
      "no-console": "error",
      // Header bytes include control characters.
      "no-control-regex": "off",
      "no-restricted-exports": [
        "error",
        {
          restrictDefaultExports: {
            direct: true,
            named: true,
            defaultFrom: true,
            namedFrom: true,
            namespaceFrom: true,
          },
        },
      ],
      "no-restricted-imports": ["error", { paths: [processImport] }],
      "no-restricted-properties": ["error", ...mocks],
      "no-restricted-syntax": ["error", ...syntax, ...environment],
      "object-shorthand": "error",
    },
  },
  {
    files: PURE,
    rules: {
      "no-restricted-globals": ["error", ...impureGlobals],
      "no-restricted-properties": ["error", ...mocks, ...impure],
      "no-restricted-syntax": ["error", ...syntax, ...environment, clockReading],
    },
  },
  {
    files: TESTS,
    rules: {
      "no-restricted-syntax": ["error", ...syntax, sleep],
      // A wrong guess fails the test, which is what a test is for.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
    },
  },
  {
    // Next, and the tools that are configured, ask for default exports.
    files: [
      "app/**/{page,layout,template,loading,error,global-error,not-found,default,forbidden,unauthorized}.tsx",
      "app/**/{opengraph-image,twitter-image,icon,apple-icon}.tsx",
      "app/{sitemap,robots,manifest}.ts",
      "{next,vitest,eslint,postcss}.config.{ts,mjs}",
      ".dependency-cruiser.mjs",
      ".size-limit.mjs",
    ],
    rules: { "no-restricted-exports": "off" },
  },
  {
    files: ["lib/config/env.ts", "bin/**/*.mjs", "scripts/**"],
    rules: { "no-restricted-syntax": ["error", ...syntax] },
  },
  {
    files: ["**/*.mjs"],
    languageOptions: {
      globals: Object.fromEntries(
        ["process", "console", "URL", "setTimeout", "clearTimeout", "performance"].map((name) => [name, "readonly"]),
      ),
    },
  },
  {
    // A table of data.
    files: ["tests/corpus/pastes/written.ts"],
    rules: { "max-lines": "off" },
  },
  {
    files: ["bin/**/*.mjs", "scripts/**", "tests/bench/**", "tests/{lighthouse,oracle,recipes}/run.ts"],
    rules: { "no-console": "off" },
  },
);
