import js from "@eslint/js";
import tsdoc from "eslint-plugin-tsdoc";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/** Who may import whom (ARCHITECTURE.md). Each rule carries its reason. */
const arrows = [
  {
    files: ["packages/core/**", "packages/security/**"],
    forbidden: ["@pct/*", "!@pct/core", "!@pct/security"],
    message: "core and security stand alone: whoever audits one must not have to read another.",
  },
  {
    files: ["packages/core/**"],
    forbidden: ["@pct/security", "@pct/security/*"],
    message: "core and security import no sibling.",
  },
  {
    files: ["packages/security/**"],
    forbidden: ["@pct/core", "@pct/core/*"],
    message: "core and security import no sibling.",
  },
  {
    files: ["packages/delivery/**"],
    forbidden: ["@pct/*", "!@pct/core"],
    message: "delivery → core is the only arrow that leaves delivery.",
  },
  {
    files: ["packages/messages/**"],
    forbidden: ["@pct/*"],
    message: "messages is sentences only: it must not know who speaks them.",
  },
  {
    files: ["apps/cli/**"],
    forbidden: ["@pct/web", "@pct/web/*"],
    message: "apps never import each other: share through a package.",
  },
  {
    files: ["apps/web/**"],
    forbidden: ["@pct/cli", "@pct/cli/*"],
    message: "apps never import each other: share through a package.",
  },
  {
    files: ["apps/web/server/**"],
    forbidden: ["@pct/core", "@pct/core/*"],
    message: "The server never holds code that decrypts: what it cannot do cannot be abused.",
  },
].map(({ files, forbidden, message }) => ({
  files,
  rules: {
    "@typescript-eslint/no-restricted-imports": [
      "error",
      { patterns: [{ group: forbidden, message }] },
    ],
  },
}));

const isomorphic = "This code runs in browsers, workers and Node: use web-standard globals only.";

export default defineConfig(
  { ignores: ["**/dist/**", "**/coverage/**", "**/vectors/**", "**/fixtures/**"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { tsdoc },
    rules: {
      "tsdoc/syntax": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "Not a cryptographic generator." },
      ],
    },
  },
  ...arrows,
  {
    files: ["packages/{core,security,delivery}/src/**"],
    ignores: ["packages/*/src/node/**"],
    rules: {
      "no-restricted-globals": [
        "error",
        ...["window", "document", "localStorage", "process", "Buffer"].map((name) => ({
          name,
          message: isomorphic,
        })),
      ],
    },
  },
  {
    files: ["packages/*/src/**"],
    ignores: ["packages/*/src/webcrypto.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "Identifier[name='crypto']",
          message:
            "Only webcrypto.ts touches globalThis.crypto: one place to read, one to replace.",
        },
      ],
    },
  },
  {
    files: ["apps/cli/src/**"],
    ignores: ["apps/cli/src/environment.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Read the environment in environment.ts." },
        { object: "Math", property: "random", message: "Not a cryptographic generator." },
      ],
    },
  },
  {
    files: ["**/*.{js,mjs,cjs}", "**/*.config.ts"],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: {
      globals: Object.fromEntries(
        ["process", "console", "Buffer", "URL", "setTimeout", "setInterval", "clearInterval"].map(
          (name) => [name, "readonly"],
        ),
      ),
    },
  },
  {
    files: ["**/*.cjs"],
    languageOptions: { sourceType: "commonjs", globals: { require: "readonly" } },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);
