import { execFile, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { checkPassword, verifyPassword } from "@pct/security";
import type * as Security from "@pct/security";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { environment, output, PCT } from "./peers.js";

/** The guide to moving from BackEndBase: its commands print what it shows, and its code is safe to copy. */

vi.mock("@pct/security", async (importOriginal) => {
  const original = await importOriginal<typeof Security>();
  return {
    ...original,
    checkPassword: vi.fn(original.checkPassword),
    verifyPassword: vi.fn(original.verifyPassword),
  };
});

/** The part of libsql that these tests use. */
interface Database {
  prepare(sql: string): {
    run(...values: unknown[]): { readonly changes: number };
    get(...values: unknown[]): unknown;
  };
  close(): void;
}

interface Accounts {
  readonly readKeys: (...files: string[]) => Security.BackEndBaseKeys[];
  readonly kindOf: (hash: unknown) => string;
  readonly login: (
    database: Database,
    keys: readonly Security.BackEndBaseKeys[],
    username: string,
    password: string,
  ) => Promise<boolean>;
}

const example = fileURLToPath(new URL("../docs/guide/backendbase", import.meta.url));
const { readKeys, kindOf, login } = (await import(join(example, "accounts.mjs"))) as Accounts;
const Database = createRequire(join(example, "package.json"))("libsql") as new (
  file: string,
) => Database;

const python = pythonWithWerkzeug();

/** A Python with `werkzeug`, or `null` and a warning. With `CI=true` a missing one is an error. */
function pythonWithWerkzeug(): string | null {
  const found = ["python3", "/usr/bin/python3"].find(
    (command) => spawnSync(command, ["-c", "import werkzeug"]).status === 0,
  );
  if (found !== undefined) return found;
  const message = "Python with werkzeug is not installed: its tests are skipped";
  if (process.env.CI === "true") throw new Error(message);
  console.warn(message);
  return null;
}

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "pct-guide-"));
  mkdirSync(join(root, "bin"));
  symlinkSync(PCT, join(root, "bin", "pct"));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** Copies the example into a folder like a clone, where a test can change it. */
function copyExample(clone: string): string {
  const folder = join(root, clone, "docs", "guide", "backendbase");
  cpSync(example, folder, { recursive: true, filter: (path) => !path.endsWith("node_modules") });
  symlinkSync(join(example, "node_modules"), join(folder, "node_modules"));
  return folder;
}

interface Block {
  readonly kind: string;
  readonly text: string;
}

function blocksOf(language: string): Block[] {
  const guide = readFileSync(join(example, "..", language, "backendbase.md"), "utf8");
  return [...guide.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, kind = "", text = ""]) => ({
    kind,
    text,
  }));
}

/** The output of a terminal in which a person types the commands of a block one after the other. */
async function transcript(block: string, cwd: string, language: string): Promise<string> {
  const commands = block
    .split("\n")
    .filter((line) => line.startsWith("$ "))
    .map((line) => `printf '%s\\n' '${line.replaceAll("'", `'\\''`)}'\n${line.slice(2)}`);
  const script = ["exec 2>&1", ...commands, "exit 0"];
  const path = [join(root, "bin"), dirname(process.execPath), process.env.PATH ?? ""];
  const { stdout } = await promisify(execFile)("bash", ["-c", script.join("\n")], {
    cwd,
    env: { ...environment(), PATH: path.join(delimiter), PCT_LANG: language },
  });
  return stdout;
}

/** Executes a statement of the guide on the reader's copy of the table. */
function execute(sql: string, folder: string): unknown {
  const copy = readdirSync(folder).find((name) => /^cop.*\.sqlite$/.test(name)) ?? "";
  const database = new Database(join(folder, copy));
  const statement = database.prepare(sql);
  const result: unknown = sql.startsWith("SELECT") ? statement.get() : statement.run().changes;
  database.close();
  return result;
}

it.concurrent.each(["es", "en"])(
  "the commands of the guide in %s print what it shows",
  async (language) => {
    const folder = copyExample(language);
    let cwd = join(root, language);
    const results = [];
    for (const { kind, text } of blocksOf(language)) {
      if (kind === "console") {
        expect(await transcript(text, cwd, language)).toBe(text);
        // The first block starts in the root of the clone and changes to the example.
        cwd = folder;
      } else if (kind === "sql") results.push(execute(text, folder));
    }
    // Erases Eva's hash; then no old hash is left, so the last statement erases none.
    expect(results).toEqual([1, expect.objectContaining({ "count(*)": 0 }), 0]);
  },
);

it("both guides contain the same code", () => {
  const code = (language: string): Block[] =>
    blocksOf(language).filter(({ kind }) => kind !== "console");
  expect(code("es").map(({ kind }) => kind)).toEqual(["python", "js", "sql", "sql", "sql"]);
  expect(code("es")).toEqual(code("en"));
});

describe("login", () => {
  const keys = readKeys(join(example, "backendbase.env"), join(example, "backendbase.old.env"));
  let database: Database;
  let logged: string[] = [];

  beforeEach(() => {
    const file = join(mkdtempSync(join(root, "login-")), "users.sqlite");
    cpSync(join(example, "users.sqlite"), file);
    database = new Database(file);
    logged = [];
    const spy = vi.spyOn(console, "error").mockImplementation((line: string) => {
      logged.push(line);
    });
    return () => {
      spy.mockRestore();
      database.close();
    };
  });

  const hashOf = (username: string): unknown => {
    const row = database.prepare("SELECT password_hash FROM users WHERE username = ?");
    return (row.get(username) as { password_hash: unknown }).password_hash;
  };
  const store = (username: string, hash: unknown): void => {
    const statement = "UPDATE users SET password_hash = ? WHERE username = ?";
    expect(database.prepare(statement).run(hash, username).changes).toBe(1);
  };

  it.each([
    ["ana", "contraseña 1", "the current keys"],
    ["luis", "¿Qué tal?", "the keys before them"],
  ])("accepts %s with %s, made with %s, and replaces the hash once", async (name, password) => {
    expect(await login(database, keys, name, password)).toBe(true);
    const fresh = hashOf(name);
    expect(fresh).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await login(database, keys, name, password)).toBe(true);
    expect(hashOf(name)).toBe(fresh);
    expect(await login(database, keys, name, `${password}x`)).toBe(false);
  });

  it("rejects a wrong password and keeps the hash", async () => {
    const before = hashOf("ana");
    for (const password of ["", "contraseña 2", "anacontraseña 1"]) {
      expect(await login(database, keys, "ana", password)).toBe(false);
    }
    expect(hashOf("ana")).toBe(before);
  });

  it("rejects every password for a hash of the None fault", async () => {
    const before = hashOf("eva");
    for (const password of ["secreta", "None", ""]) {
      expect(await login(database, keys, "eva", password)).toBe(false);
    }
    expect(hashOf("eva")).toBe(before);
  });

  it("accepts NFC and NFD alike, before and after the replacement", async () => {
    expect(await login(database, keys, "ana", "contraseña 1".normalize("NFD"))).toBe(true);
    expect(await login(database, keys, "ana", "contraseña 1".normalize("NFC"))).toBe(true);
    expect(await login(database, keys, "ana", "contraseña 1".normalize("NFD"))).toBe(true);
    // As the guide says: accents and spaces count now.
    expect(await login(database, keys, "ana", "contrasena_1")).toBe(false);
    expect(await login(database, keys, "luis", "¿Que_tal?")).toBe(true);
  });

  it("replaces an argon2id hash whose cost is too low", async () => {
    const cheap =
      "$argon2id$v=19$m=8192,t=1,p=1$d2Vhay1hcmdvbjItc2FsdA$AcH6BFs9Z+CKLYBMBfa7KYev0TMJjmERwOidw7iVlpw";
    store("ana", cheap);
    expect(await login(database, keys, "ana", "contraseña 2")).toBe(false);
    expect(hashOf("ana")).toBe(cheap);
    expect(await login(database, keys, "ana", "contraseña 1")).toBe(true);
    expect(hashOf("ana")).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("does not overwrite a hash that changed during the check", async () => {
    const pending = login(database, keys, "ana", "contraseña 1");
    store("ana", "changed meanwhile");
    expect(await pending).toBe(true);
    expect(hashOf("ana")).toBe("changed meanwhile");
  });

  it("rejects a row without a valid hash, logs only its number, and serves the others", async () => {
    for (const hash of [null, "pbkdf2:sha512:50000$salt"]) {
      logged = [];
      store("ana", hash);
      expect(await login(database, keys, "ana", "contraseña 1")).toBe(false);
      expect(logged).toEqual(["user 1: no hash that can be checked"]);
    }
    expect(await login(database, keys, "luis", "¿Qué tal?")).toBe(true);
  });

  it("rejects over-long and malformed passwords for every name", async () => {
    for (const name of ["ana", "nobody"]) {
      for (const password of ["x".repeat(4097), "half \uD83D"]) {
        expect(await login(database, keys, name, password)).toBe(false);
      }
    }
    expect(logged).toEqual([]);
  });

  it("rejects the login even if a dummy hash matches", async () => {
    await login(database, keys, "luis", "¿Qué tal?");
    store("ana", null);
    for (const name of ["nobody", "ana"]) {
      vi.mocked(verifyPassword).mockResolvedValueOnce(true);
      vi.mocked(checkPassword).mockResolvedValueOnce(true);
      expect(await login(database, keys, name, "wrong")).toBe(false);
    }
    vi.mocked(verifyPassword).mockResolvedValueOnce(true);
    expect(await login(database, keys, "eva", "wrong")).toBe(false);
    vi.mocked(checkPassword).mockResolvedValueOnce(true);
    expect(await login(database, keys, "luis", "wrong")).toBe(false);
  });

  it("does the work of both checks for every name", async () => {
    await login(database, keys, "luis", "¿Qué tal?");
    database.prepare("INSERT INTO users (username, password_hash) VALUES ('no hash', NULL)").run();
    for (const name of ["nobody", "no hash", "ana", "luis", "eva"]) {
      const checks = [vi.mocked(verifyPassword), vi.mocked(checkPassword)];
      for (const check of checks) check.mockClear();
      expect(await login(database, keys, name, "wrong")).toBe(false);
      for (const { mock } of checks) {
        expect(mock.calls).toHaveLength(1);
        await expect(mock.results[0]?.value).resolves.toBe(false);
      }
      expect(checks[0]?.mock.calls[0]?.[0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      expect(checks[1]?.mock.calls[0]?.[0]).toMatch(/^pbkdf2:sha512:50000\$/);
    }
  });
});

describe("kindOf", () => {
  it.each([
    ["null", null],
    ["an empty text", ""],
    ["bytes", Buffer.from("pbkdf2:sha512:50000$salt$00")],
    ["a password", "plain$$contraseña 1"],
    ["half a hash", "pbkdf2:sha512:50000$salt"],
    ["a bare digest", `sha256$salt$${"0".repeat(64)}`],
    ["another method", `$2b$12$${"A".repeat(53)}`],
    ["too many rounds", "pbkdf2:sha512:99999999999$salt$00"],
    ["too much memory", `$argon2id$v=19$m=99999999,t=2,p=1$${"A".repeat(22)}$${"A".repeat(43)}`],
  ])("reports %s as unreadable", (_, hash) => {
    expect(kindOf(hash)).toBe("unreadable");
  });
});

describe("readKeys", () => {
  it("reads the JSON that Flask writes", () => {
    const file = join(root, "backendbase.json");
    const odd = { SECRET_KEY: "\x1c\x9f '#\"", CSRF_SESSION_KEY: " b ", HASH_KEY: "ñ" };
    writeFileSync(file, JSON.stringify(odd));
    expect(readKeys(file)).toEqual([
      { secretKey: "\x1c\x9f '#\"", csrfSessionKey: " b ", hashKey: "ñ" },
    ]);
  });

  it("throws when one of the keys is missing", () => {
    const file = join(root, "incomplete.env");
    writeFileSync(file, "SECRET_KEY=a\nHASH_KEY=\n");
    expect(() => readKeys(file)).toThrow(
      `${file}: needs SECRET_KEY, CSRF_SESSION_KEY and HASH_KEY`,
    );
  });
});

describe("the Python code", () => {
  it.runIf(python !== null)("makes a table like the packaged one", async () => {
    const folder = copyExample("python");
    output(python ?? "", ["make-users.py", "new.sqlite"], { cwd: folder });
    const keys = readKeys(join(folder, "backendbase.env"), join(folder, "backendbase.old.env"));
    const audit = output(process.execPath, ["audit.mjs", "new.sqlite"], { cwd: folder });
    expect(audit.toString()).toBe("ana        old\nluis       old\neva        open\n");
    const database = new Database(join(folder, "new.sqlite"));
    expect(await login(database, keys, "ana", "contraseña 1")).toBe(true);
    expect(await login(database, keys, "luis", "¿Qué tal?")).toBe(true);
    expect(await login(database, keys, "eva", "secreta")).toBe(false);
    database.close();
  });

  it.runIf(python !== null)("writes keys that readKeys returns byte for byte", () => {
    const folder = join(root, "flask");
    const secret = "\x1c\x9f '#\"\\ñ\n";
    mkdirSync(join(folder, "app/ext/security"), { recursive: true });
    const literal = JSON.stringify(secret);
    writeFileSync(
      join(folder, "flask.py"),
      `class current_app:\n    config = {"SECRET_KEY": ${literal}, "CSRF_SESSION_KEY": "b", "X": 1}\n`,
    );
    writeFileSync(join(folder, "app/ext/security/crypto.py"), `hash_key = ${literal}\n`);
    const snippet = blocksOf("en").find(({ kind }) => kind === "python")?.text ?? "";
    output(python ?? "", ["-c", snippet], { cwd: folder });
    expect(readKeys(join(folder, "backendbase.json"))).toEqual([
      { secretKey: secret, csrfSessionKey: "b", hashKey: secret },
    ]);
  });
});
