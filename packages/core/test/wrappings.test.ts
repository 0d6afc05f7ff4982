import { base64 } from "@scure/base";
import { describe, expect, it } from "vitest";

import { decrypt, encrypt, encryptSecret, importPublicKey } from "@pct/core";
import { explainFailure, readCiphertext } from "@pct/core/ciphertext";
import { findKeys } from "@pct/core/pasted";

import { isPctError } from "#/errors.js";
import { sampleBytes, utf8 } from "./byte-streams.js";
import { text } from "./vectors.js";

/** Wrappings that programs put around keys and ciphertexts, each made here from the same key. */

const PEM = text("pasted/variants/keys/public_key.pem");
const identities = [text("pasted/variants/keys/private_key.pem")];

const publicKey = await importPublicKey(PEM);
const sealed = await encrypt(sampleBytes(3000), { recipients: [publicKey], armor: true });
const ARMOR = new TextDecoder().decode(sealed);
const CLASSIC = await encryptSecret("s3creto-ñ", publicKey);
const LINES = (CLASSIC.match(/.{1,76}/g) ?? []).join("\n");

const eachLine = (content: string, change: (line: string) => string): string =>
  content.trimEnd().split("\n").map(change).join("\n");
const asHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const inBase64 = (content: string): string => base64.encode(utf8(content));
const asForm = (content: string): string => encodeURIComponent(content).replaceAll("%20", "+");
const beforeSpace = (content: string): string => content.replaceAll("\n", " \\\n");

type Wrap = (content: string) => string;

/** Wrappings of any text of several lines. */
const ANY: Readonly<Record<string, Wrap>> = {
  "a colour of a terminal": (content) => `\u001B[32m${content}\u001B[0m`,
  "a link in a terminal": (content) =>
    `\u001B]8;;https://a.example\u0007${content}\u001B]8;;\u0007`,
  "continued lines of a shell": beforeSpace,
  "line numbers": (content) => {
    let number = 0;
    return eachLine(content, (line) => `${(++number).toString()}: ${line}`);
  },
  "added lines of a patch": (content) => eachLine(content, (line) => `+${line}`),
  "nested quoting": (content) => eachLine(content, (line) => `>> > ${line}`),
  "a table": (content) => eachLine(content, (line) => `| ${line} |`),
  "a tuple of Python": (content) => `(${eachLine(content, (line) => `'${line}'`)})`,
  "a sum of JavaScript": (content) =>
    eachLine(content, (line) => `${JSON.stringify(`${line}\n`)} +`),
  "a list of JSON": (content) => `[${eachLine(content, (line) => `${JSON.stringify(line)},`)}]`,
  "a string of JSON": (content) => JSON.stringify({ to: "ana", secret: content, at: 10 }),
  "a string of JSON with escaped slashes": (content) =>
    JSON.stringify({ secret: content }).replaceAll("/", "\\/"),
  "a string of PowerShell": (content) => `"${content.replaceAll("\n", "`n")}"`,
  "a block of YAML": (content) => `secret: |\n${eachLine(content, (line) => `  ${line}`)}`,
  "a web form": asForm,
  HTML: (content) => `<pre>${content.replaceAll("+", "&#43;").replaceAll("=", "&equals;")}</pre>`,
};

const CLASSIC_ONLY: Readonly<Record<string, Wrap>> = {
  "base64 twice": (content) => inBase64(content),
};

const ARMOR_ONLY: Readonly<Record<string, Wrap>> = {
  "base64 twice": (content) => inBase64(content),
  "base64 twice, in lines": (content) => (inBase64(content).match(/.{1,76}/g) ?? []).join("\n"),
  "no dashes at the end": (content) =>
    content.replace("-----END AGE ENCRYPTED FILE-----", "END AGE ENCRYPTED FILE"),
};

const KEY_ONLY: Readonly<Record<string, Wrap>> = {
  "a secret of Kubernetes": (content) => `kind: Secret\ndata:\n  key: ${inBase64(content)}\n`,
  "base64 in lines": (content) => (inBase64(content).match(/.{1,76}/g) ?? []).join("\n"),
  "labels with plus signs": (content) =>
    content.replace(/-(?:BEGIN|END) PUBLIC KEY-/g, (label) => label.replaceAll(" ", "+")),
  "headers of RFC 1421": (content) => content.replace("\n", "\nComment: ana\nVersion: 1\n\n"),
};

async function read(pasted: string): Promise<string> {
  const given = utf8(pasted);
  try {
    const { content } = await readCiphertext(given);
    try {
      return new TextDecoder().decode(await decrypt(content ?? given, { identities }));
    } catch (error) {
      throw await explainFailure(error, content ?? given);
    }
  } catch (error) {
    if (!isPctError(error)) throw error;
    return [error.code, ...Object.values<unknown>(error.params)].join(" ");
  }
}

describe("[X4] opens a classic file in", () => {
  it.each(Object.entries({ ...ANY, ...CLASSIC_ONLY }))("%s", async (_, wrap) => {
    expect(await read(wrap(LINES))).toBe("s3creto-ñ");
  });
});

describe("[X4] opens armor in", () => {
  const content = new TextDecoder().decode(sampleBytes(3000));

  it.each(Object.entries({ ...ANY, ...ARMOR_ONLY }))("%s", async (_, wrap) => {
    expect(await read(wrap(ARMOR))).toBe(content);
  });
});

describe("[X4] finds a key in", () => {
  it.each(Object.entries({ ...ANY, ...KEY_ONLY }))("%s", async (_, wrap) => {
    const { keys } = findKeys(wrap(PEM));
    const found = await Promise.all(keys.map(({ text }) => importPublicKey(text)));
    expect(found.map(({ spki }) => asHex(spki))).toEqual([asHex(publicKey.spki)]);
  });
});

describe("[X4] finds a line of", () => {
  const ssh = text("pasted/variants/keys/rs.pub").trim();
  const age = /^AGE-SECRET-KEY-1\w+$/m.exec(text("pasted/variants/keys/age.txt"))?.[0] ?? "";
  const broken = (ssh.match(/.{1,70}/g) ?? []).join("\n");

  it.each([
    ["SSH in a patch", `+${ssh}`, "ssh"],
    ["SSH that a mail program broke, with its comment", broken, "ssh"],
    ["SSH that was broken and quoted", eachLine(broken, (line) => `> ${line}`), "ssh"],
    ["SSH in base64", inBase64(ssh), "ssh"],
    ["age in base64", `KEY=${inBase64(age)}`, "age"],
  ])("%s", (_, pasted, kind) => {
    const expected = kind === "age" ? age : findKeys(ssh).keys[0]?.text;
    expect(findKeys(pasted).keys.map((key) => key.text)).toEqual([expected]);
  });
});

describe("[X11] says of base64", () => {
  const NOT = "ciphertext-not-recognized";

  it.each([
    ["with an ellipsis", CLASSIC.replace(/.{60}(?=.{40}$)/, "..."), "cut"],
    ["in lines with an ellipsis", LINES.replace(/.{40}\n/, "…\n"), "cut"],
    ["whose plus signs were replaced", LINES.replaceAll("+", "?"), "mangled"],
    ["in hexadecimal", asHex(base64.decode(CLASSIC)), "mangled"],
    ["in small letters", CLASSIC.toLowerCase(), "mangled"],
    ["in capital letters", CLASSIC.toUpperCase(), "mangled"],
    ["that is a token", `eyJhbGciOi.${CLASSIC.replaceAll(/[+/=]/g, "a")}.x`, "unknown"],
    ["that is an address", `https://a.example/?q=${CLASSIC.replaceAll(/[+/=]/g, "a")}`, "unknown"],
    ["that is a hash with fields", `$6$rounds=5000$${CLASSIC.slice(0, 90)}`, "unknown"],
  ])("%s that it is %s", async (_, given, found) => {
    expect(await read(given)).toBe(`${NOT} ${found}`);
  });
});
