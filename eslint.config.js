import js from "@eslint/js";
import tsdoc from "eslint-plugin-tsdoc";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/** Patterns of the apps beside this one. */
function otherApps(name) {
  const others = ["cli", "server", "web"].filter((other) => other !== name);
  return others.flatMap((other) => [`@pct/${other}`, `@pct/${other}/*`, `**/apps/${other}/**`]);
}

/** Who may import whom (ARCHITECTURE.md): for each folder, what is forbidden and why. */
const arrows = Object.entries({
  "packages/core/**": [
    [
      ["@pct/*", "!@pct/core", "!@pct/tooling"],
      "core imports no sibling: whoever audits it reads nothing else.",
    ],
  ],
  "packages/security/**": [
    [
      ["@pct/*", "!@pct/security", "!@pct/tooling"],
      "security imports no sibling: who audits it reads nothing else.",
    ],
  ],
  "packages/delivery/**": [
    [
      ["@pct/*", "!@pct/core", "!@pct/delivery", "!@pct/tooling"],
      "delivery → core is its only arrow.",
    ],
  ],
  "packages/messages/**": [
    [["@pct/*", "!@pct/messages"], "messages is sentences only: it must not know who speaks them."],
  ],
  "packages/csp/**": [
    [["@pct/*", "!@pct/csp"], "csp imports no sibling: build and server read it."],
  ],
  "apps/cli/**": [[otherApps("cli"), "apps never import each other: share a package."]],
  "apps/web/**": [[otherApps("web"), "apps never import each other: share a package."]],
  "apps/web/{app,src,service-worker,postbuild}/**": [
    [otherApps("web"), "apps never import each other: share a package."],
    [
      [
        ...["@pct/core", "@pct/security", "**/worker/*"],
        ...["@pct/delivery/*", "!@pct/delivery/limits", "!@pct/delivery/safe-text"],
      ],
      "Cryptography loads with the worker, never with a page; types may be imported.",
      { allowTypeImports: true },
    ],
    [
      /^@pct\/delivery$/,
      "A page imports limits and safe-text alone; the rest of delivery loads with the worker.",
      { allowTypeImports: true },
    ],
  ],
  // After the line above, whose place it takes for this folder.
  "apps/web/src/relay/**": [
    [otherApps("web"), "apps never import each other: share a package."],
    [
      ["@pct/core", "@pct/security", "**/worker/*"],
      "The relay carries what the worker has locked: here is the network, not cryptography.",
      { allowTypeImports: true },
    ],
  ],
  "apps/server/**": [[otherApps("server"), "apps never import each other: share a package."]],
  // For its sources, this replaces the line above.
  "apps/server/src/**": [
    [
      /^@pct\/(?!csp$|core\/public-key$|delivery\/(?:wire|safe-text)$|messages\/server$)/,
      "The server contains no code that decrypts: an attacker who takes it over cannot use any.",
    ],
  ],
}).map(([folder, forbidden]) => ({
  files: [folder],
  rules: {
    "@typescript-eslint/no-restricted-imports": [
      "error",
      {
        patterns: forbidden.map(([names, message, more]) => ({
          ...(names instanceof RegExp ? { regex: names.source } : { group: names }),
          message,
          ...more,
        })),
      },
    ],
  },
}));

const isomorphic = "This code runs in browsers, workers and Node: use web-standard globals only.";

export default defineConfig(
  {
    ignores: [
      ...["**/dist/**", "**/coverage/**", "**/vectors/**", "**/fixtures/**"],
      ...[
        "apps/web/{.next,out,public}/**",
        "apps/web/next-env.d.ts",
        "apps/web/src/crypto/worker-url.js",
      ],
    ],
  },
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
    files: ["packages/{core,security,delivery}/src/**"],
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
    ignores: ["apps/cli/src/program/environment.ts"],
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
