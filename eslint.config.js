import js from "@eslint/js";
import next from "@next/eslint-plugin-next";
import a11y from "eslint-plugin-jsx-a11y-x";
import hooks from "eslint-plugin-react-hooks";
import tsdoc from "eslint-plugin-tsdoc";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/** Packages by their subpaths: a command or page loads only the modules that it names. */
const SUBPATHS = ["(?:core|security|delivery|exchange)/.+", "messages(?:/.+)?", "csp"];
/** What a page may load: modules without cryptography and without schemas. */
const FOR_PAGES = [
  "(?:core|security|delivery|exchange)/errors",
  "(?:core|security|delivery)/limits",
  "delivery/(?:safe-text|service|sign-in-address|provider-file)",
  "exchange/(?:limits|request-status|backoff|follow-request|deliver-answer)",
  "messages(?:/.+)?",
  "csp",
];

/**
 * Who may import whom; ARCHITECTURE.md has the same table. `may` lists patterns of names after `@pct/`,
 * `mayNameTypesOf` those of which a type import is allowed as well. The later of two entries replaces the
 * earlier one for the files of both.
 */
const ARROWS = [
  {
    folder: "packages/{core,security}/src",
    may: [],
    why: "core and security import no sibling: an auditor reads one package.",
  },
  {
    folder: "packages/delivery/src",
    may: [],
    why: "delivery imports no sibling: it does not know how anything is encrypted.",
  },
  {
    folder: "packages/exchange/src",
    may: ["(?:core|delivery)/.+"],
    why: "exchange → core, delivery: it has no terminal, no screen and no language.",
  },
  {
    folder: "packages/messages",
    may: ["messages(?:/.+)?"],
    why: "messages holds sentences only: it does not know its callers.",
  },
  {
    folder: "packages/csp",
    may: ["csp"],
    why: "csp imports no sibling: the portal's build and the server both import it.",
  },
  {
    folder: "apps/{cli,server,web}",
    may: SUBPATHS,
    why: "Apps never import each other: what two of them need is a package.",
  },
  {
    folder: "apps/server/src",
    may: ["delivery/(?:wire|link|safe-text)", "core/public-key", "messages/server", "csp"],
    why: "The server contains no code that decrypts: an attacker who takes it over finds none.",
  },
  {
    folder: "apps/web/{app,src,service-worker,postbuild}",
    may: FOR_PAGES,
    mayNameTypesOf: SUBPATHS,
    why: "Only worker/ imports what encrypts: a page holds no key and loads no cryptography.",
  },
  {
    folder: "apps/web/src/relay",
    may: [...FOR_PAGES, "delivery/.+"],
    mayNameTypesOf: SUBPATHS,
    why: "The portal's network carries ciphertext: only worker/ imports what encrypts.",
  },
];

const allBut = (allowed) => `^@pct/(?!(?:${allowed.join("|")})$)`;

const arrows = ARROWS.map(({ folder, may, mayNameTypesOf, why }) => ({
  files: [`${folder}/**`],
  rules: {
    "@typescript-eslint/no-restricted-imports": [
      "error",
      {
        patterns: [
          { regex: allBut(mayNameTypesOf ?? may), message: why },
          ...(mayNameTypesOf === undefined
            ? []
            : [{ regex: `${allBut(may)}|/worker/`, allowTypeImports: true, message: why }]),
          { regex: "/apps/", message: "Apps never import each other." },
          {
            regex: String.raw`^(?:\.\./){3}(?!package\.json)`,
            message: "Write #/…, from the package's src.",
          },
        ],
      },
    ],
  },
}));

/** A plugin's rules, with its warnings as errors: a warning in a log changes nothing. */
const asErrors = ({ plugins, rules }) => ({
  plugins,
  rules: Object.fromEntries(
    Object.entries(rules).map(([name, level]) => [name, level === "warn" ? "error" : level]),
  ),
});

const react = {
  files: ["apps/web/{app,src,test}/**/*.{ts,tsx}"],
  extends: [
    asErrors(hooks.configs.flat["recommended-latest"]),
    asErrors(a11y.configs.strict),
    asErrors(next.configs["core-web-vitals"]),
  ],
  settings: { next: { rootDir: "apps/web" } },
  rules: {
    // "#" is a valid address here: a fragment chooses the view, and this link removes it.
    "jsx-a11y-x/anchor-is-valid": ["error", { aspects: ["noHref", "preferButton"] }],
    // A block that scrolls takes the focus, so that the keyboard can scroll it (WCAG 2.1.1).
    "jsx-a11y-x/no-noninteractive-tabindex": ["error", { tags: ["pre"] }],
  },
};

/** Node and browsers keep a connection while the body of its response is neither read nor cancelled. */
const READS_EVERY_BODY = [
  "packages/delivery/src/relay-client.ts",
  "apps/web/src/relay/brand.ts",
  "apps/web/src/relay/relay.ts",
  "apps/server/src/relay/events/webhook.ts",
  "apps/web/service-worker/service-worker.ts",
];
const noFetch = {
  name: "fetch",
  message:
    "An unread body holds its connection: call the relay client, or READS_EVERY_BODY's files.",
};

const isomorphic = "This code runs in browsers, workers and Node: use web-standard globals only.";

const foreignGlobals = ["window", "document", "localStorage", "process", "Buffer"].map((name) => ({
  name,
  message: isomorphic,
}));

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
  react,
  {
    files: ["packages/{core,security,delivery,exchange}/src/**"],
    ignores: ["packages/*/src/node/**"],
    rules: {
      "no-restricted-globals": ["error", ...foreignGlobals, noFetch],
    },
  },
  {
    files: ["apps/*/{app,src,worker,service-worker,postbuild}/**/*.{ts,tsx}"],
    rules: { "no-restricted-globals": ["error", noFetch] },
  },
  { files: READS_EVERY_BODY, rules: { "no-restricted-globals": ["error", ...foreignGlobals] } },
  {
    files: ["packages/{core,security,delivery,exchange}/src/**"],
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
    files: ["apps/*/{app,src,worker,service-worker,postbuild}/**/*.{ts,tsx}"],
    ignores: [
      "apps/cli/src/program/environment.ts",
      "apps/server/src/settings.ts",
      // Next replaces NODE_ENV where it is written out.
      "apps/web/src/screens/shell/offline-registration.tsx",
    ],
    rules: {
      "no-restricted-properties": [
        "error",
        {
          object: "process",
          property: "env",
          message: "One file of each app reads the environment.",
        },
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
