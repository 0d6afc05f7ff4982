import { expect, it } from "vitest";

import { failureOf, openVectorKey, startWorker } from "./started.js";

it("opens a credential document, with safe names for its files", async () => {
  const { worker } = startWorker();
  const { publicPem, handle } = await openVectorKey(worker);
  const name = '../<img src=x onerror="alert(1)">.csv';
  const encrypted = await worker.encryptCredential(
    {
      provider: "aws",
      signInUrl: "https://123.signin.aws.amazon.com/console",
      username: "ana",
      password: "<b>&\u0000",
      files: [new File(["id,secret"], name)],
    },
    [publicPem],
  );
  expect(encrypted.file.name).toBe("credential.age");
  expect(encrypted.text).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);

  const opened = await worker.open({ source: encrypted.text, keys: [handle], passphrase: null });
  if (opened.kind !== "credential") throw new Error(opened.kind);
  expect(opened.document).toMatchObject({ username: "ana", password: "<b>&\u0000" });
  expect(opened.signInLink).toBe("https://123.signin.aws.amazon.com/console");
  expect(opened.file.name).toBe("credential.json");
  const [file] = opened.files;
  expect(file?.name).toBe('<img src=x onerror="alert(1)">.csv');
  expect(await file?.text()).toBe("id,secret");
});

it("opens a text with a sender's name as a text, and a credential with a note as a credential", async () => {
  const { worker } = startWorker();
  const { publicPem, handle } = await openVectorKey(worker);
  const open = async (fields: object) => {
    const { text } = await worker.encryptCredential({ ...fields, files: [] }, [publicPem]);
    return worker.open({ source: text, keys: [handle], passphrase: null });
  };
  const alone = await open({ note: "hola\n\u05D0👩‍🚀", from: "Ana", provider: "other" });
  expect(alone).toMatchObject({ kind: "text", text: "hola\n\u05D0👩‍🚀", from: "Ana", problem: null });
  expect(alone.file.name).toBe("secret.txt");
  expect(await alone.file.text()).toBe("hola\n\u05D0👩‍🚀");
  for (const field of ["username", "password", "account", "signInUrl"]) {
    expect((await open({ note: "hola", [field]: "x" })).kind).toBe("credential");
  }
  expect((await open({ from: "Ana" })).kind).toBe("credential");
});

it("names a credential by its ciphertext", async () => {
  const { worker } = startWorker();
  const { publicPem, handle } = await openVectorKey(worker);
  const fields = { password: "x", files: [] };
  const hashes = [];
  const { text } = await worker.encryptCredential(fields, [publicPem]);
  const { text: other } = await worker.encryptCredential(fields, [publicPem]);
  for (const source of [text, `Hola, Ana:\n\n${text}\n\nMarta`, other]) {
    const opened = await worker.open({ source, keys: [handle], passphrase: null });
    hashes.push(opened.kind === "credential" ? opened.ciphertextHash : "");
  }
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(hashes[1]).toBe(hashes[0]);
  expect(hashes[2]).not.toBe(hashes[0]);
});

it("offers no sign-in link that could run code or deceive", async () => {
  const { worker } = startWorker();
  const { publicPem, handle } = await openVectorKey(worker);
  for (const signInUrl of [
    "javascript:alert(1)",
    "http://example.org",
    "https://aws@evil.example",
  ]) {
    const { text } = await worker.encryptCredential({ signInUrl, files: [] }, [publicPem]);
    const opened = await worker.open({ source: text, keys: [handle], passphrase: null });
    expect(opened).toMatchObject({ kind: "credential", signInLink: null });
  }
});

it("returns a damaged credential as text, with the problem", async () => {
  const { worker } = startWorker();
  const { publicPem, handle } = await openVectorKey(worker);
  const json = '{ "type": "pct.credential.v1", "username": 7 }';
  const { text } = await worker.encryptText({ text: json, recipients: [publicPem], format: "age" });
  const opened = await worker.open({ source: text, keys: [handle], passphrase: null });
  expect(opened).toMatchObject({
    kind: "text",
    text: json,
    problem: { code: "credential-malformed" },
  });
});

it("returns as text only short text without control characters", async () => {
  const { worker } = startWorker();
  const { publicPem, handle } = await openVectorKey(worker);
  const kindOf = async (content: BlobPart): Promise<string> => {
    const request = { recipients: [publicPem], format: "age", armor: false } as const;
    const file = new File([content], "x");
    const { file: source } = await worker.encryptFile({ ...request, file });
    return (await worker.open({ source, keys: [handle], passphrase: null })).kind;
  };
  expect(await kindOf("contraseña\r\n\tcon ñ")).toBe("text");
  expect(await kindOf("\u001b[31mred")).toBe("file");
  expect(await kindOf("fdp.\u202Eexe")).toBe("file");
  expect(await kindOf(Uint8Array.of(0xff, 0xfe, 0x00))).toBe("file");
  expect(await kindOf("a".repeat(64 * 1024 + 1))).toBe("file");
});

it("asks for a key or a passphrase, or reports that decryption failed", async () => {
  const { worker } = startWorker();
  const { publicPem, handle } = await openVectorKey(worker);
  const other = await worker.newKeyPair();
  const opening = (source: string, keys: string[], passphrase: string | null) =>
    failureOf(worker.open({ source, keys, passphrase }));

  const request = { text: "x", format: "auto" } as const;
  const { text } = await worker.encryptText({ ...request, recipients: [publicPem] });
  expect((await opening(text, [], null)).code).toBe("identity-required");
  expect((await opening(text, [other.handle], null)).code).toBe("decryption-failed");
  expect((await opening("", [handle], null)).code).toBe("ciphertext-empty");
  expect((await opening(publicPem, [handle], null)).code).toBe("ciphertext-not-recognized");

  const sealed = await worker.encryptText({ ...request, passphrase: "correcta" });
  expect((await opening(sealed.text, [], null)).code).toBe("passphrase-required");
  expect((await opening(sealed.text, [], "otra")).code).toBe("passphrase-wrong");
});

it("chooses the format as the command line does", async () => {
  const { worker } = startWorker();
  const { publicPem } = await openVectorKey(worker);
  const other = await worker.newKeyPair();
  const encryptText = (text: string, recipients: string[], format: "auto" | "classic" = "auto") =>
    worker.encryptText({ text, recipients, format });

  expect(await encryptText("x".repeat(382), [publicPem])).toMatchObject({
    format: "classic",
    text: expect.stringMatching(/^[A-Za-z0-9+/]{683}=$/) as string,
  });
  expect((await encryptText("x".repeat(383), [publicPem])).format).toBe("age");
  expect((await encryptText("x", [publicPem, other.publicPem])).format).toBe("age");
  expect((await encryptText("x", [publicPem])).file.name).toBe("file_encrypted.txt");
  expect(await failureOf(encryptText("x".repeat(383), [publicPem], "classic"))).toEqual({
    code: "secret-too-long",
    params: { bytes: 383, maximum: 382 },
  });
  const forTwo = encryptText("x", [publicPem, other.publicPem], "classic");
  expect((await failureOf(forTwo)).code).toBe("classic-for-one");
  expect((await failureOf(encryptText("", [publicPem]))).code).toBe("secret-empty");
});

it("opens the password of a Windows server at Google from what its serial port printed", async () => {
  const { worker } = startWorker();
  const { publicPem, handle } = await openVectorKey(worker);
  const der = Uint8Array.from(atob(publicPem.split("-----")[2] ?? ""), (c) => c.charCodeAt(0));
  const algorithm = { name: "RSA-OAEP", hash: "SHA-512" };
  const imported = await crypto.subtle.importKey("spki", der, algorithm, true, ["encrypt"]);
  const { n = "" } = await crypto.subtle.exportKey("jwk", imported);
  const modulus = n
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .padEnd(Math.ceil(n.length / 4) * 4, "=");
  const { text: encryptedPassword } = await worker.encryptText({
    text: "aB3$kL9!mN2@",
    recipients: [publicPem],
    format: "classic",
  });
  const answer = { encryptedPassword, userName: "ana", modulus, hashFunction: "sha512" };
  const source = `GCEWindowsAgent: started\r\n${JSON.stringify(answer)}\r\n`;
  expect(await worker.detectFormat(source)).toBe("windows-answer");
  const opened = await worker.open({ source, keys: [handle], passphrase: null });
  expect(opened).toMatchObject({ kind: "text", text: "aB3$kL9!mN2@" });
  expect(await opened.file.text()).toBe("aB3$kL9!mN2@");
  const forAnother = JSON.stringify({ ...answer, modulus: "xQ==" });
  const failure = await failureOf(
    worker.open({ source: forAnother, keys: [handle], passphrase: null }),
  );
  expect(failure).toEqual({ code: "windows-answer-unusable", params: { fault: "other-key" } });
});
