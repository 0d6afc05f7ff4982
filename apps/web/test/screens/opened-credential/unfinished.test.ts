import { describe, expect, it } from "vitest";

import type { DecryptionResult } from "#/crypto/interface/decryption.js";
import { looksLikeCode } from "#/screens/opened-credential/code-text.js";
import { contentToLock } from "#/screens/opened-credential/content-to-lock.js";
import { tasksOf } from "#/screens/opened-credential/tasks.js";
import type { OpenedDocument } from "#/screens/opened-credential/tasks.js";
import { findUnfinished } from "#/screens/opened-credential/unfinished.js";

const file = new File(["hola"], "secret.txt");
const NOTHING = { ticked: new Set<never>(), made: [], isTaken: false };

function credential(fields: object, files: File[] = []): OpenedDocument {
  const document = { type: "pct.credential.v1", ...fields } as const;
  const rest = { signInLink: null, receipt: null, ciphertextHash: "", id: null };
  return { kind: "credential", document, files, file, ...rest };
}

const text: DecryptionResult & { kind: "text" } = {
  ...{ kind: "text", text: "hola", from: "", receipt: null, problem: null, file, id: null },
};

describe("tasksOf", () => {
  it("lists what can be done, in the order of the screen", () => {
    const full = { username: "ana", password: "x", signInUrl: "https://example.org" };
    expect(tasksOf(credential(full, [file]))).toEqual([
      ...["console", "username", "password", "change", "mfa", "files"],
    ]);
    expect(tasksOf(credential({ username: "ana" }))).toEqual(["console", "username", "mfa"]);
    expect(tasksOf(credential({}, [file]))).toEqual(["files"]);
    expect(tasksOf(credential({ note: "hola" }))).toEqual([]);
  });
});

describe("findUnfinished", () => {
  const opened = credential({ username: "ana", password: "x" });
  const all = new Set(tasksOf(opened));
  const password = { password: "p", madeAt: 0 };

  it("names the open steps", () => {
    expect(findUnfinished(opened, NOTHING)?.tasks).toHaveLength(5);
    const ticked = new Set([...all].filter((task) => task !== "mfa"));
    expect(findUnfinished(opened, { ...NOTHING, ticked })?.tasks).toEqual(["mfa"]);
    expect(findUnfinished(opened, { ...NOTHING, ticked: all })).toBeNull();
  });

  it("names a new password that was never copied, even with every step done", () => {
    const made = [{ ...password, isTaken: false }];
    expect(findUnfinished(opened, { ticked: all, made, isTaken: false })).toEqual({
      tasks: [],
      hasNewPassword: true,
      isUntaken: false,
    });
    const taken = [{ ...password, isTaken: true }];
    expect(findUnfinished(opened, { ticked: all, made: taken, isTaken: false })).toBeNull();
  });

  it("names a text or a file that was not taken", () => {
    expect(findUnfinished(text, NOTHING)?.isUntaken).toBe(true);
    expect(findUnfinished(text, { ...NOTHING, isTaken: true })).toBeNull();
    const other: DecryptionResult = { kind: "file", problem: null, file, id: null };
    expect(findUnfinished(other, NOTHING)?.isUntaken).toBe(true);
  });
});

describe("looksLikeCode", () => {
  it.each([
    "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----",
    "# for the server\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ ana@host",
    "PuTTY-User-Key-File-3: ssh-ed25519",
    "# created: 2026\nAGE-SECRET-KEY-1QQQQ",
    ' { "type": "service_account" }\n',
    '[{"id": 1}]',
  ])("takes %j for code", (given) => {
    expect(looksLikeCode(given)).toBe(true);
  });

  it.each([
    "Call me first.",
    "{ not JSON",
    "[sic] the password is 4-8-15",
    "",
    "ssh-keygen is on the server",
    "שלום 👩‍🚀",
  ])("takes %j for prose", (given) => {
    expect(looksLikeCode(given)).toBe(false);
  });
});

describe("contentToLock", () => {
  it("holds the new password, and the one that was sent", async () => {
    const opened = credential({ username: "ana", password: "sent" });
    const content = JSON.parse(await contentToLock(opened, "new").text()) as object;
    expect(content).toMatchObject({
      ...{ type: "pct.credential.v1", username: "ana" },
      ...{ password: "new", previousPassword: "sent", mustChangePassword: false },
    });
  });

  it("holds the credential as it came where no password was made, and a text as it is", async () => {
    const opened = credential({ password: "sent" });
    expect(JSON.parse(await contentToLock(opened, undefined).text())).toEqual(opened.document);
    expect(contentToLock(text, "new")).toBe(file);
  });
});
