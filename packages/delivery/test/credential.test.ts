import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  belongsToRequest,
  CREDENTIAL_LIMITS,
  CREDENTIAL_TYPE,
  credentialFile,
  readCredential,
  signInLink,
  writeCredential,
} from "@pct/delivery";
import type { CredentialDocument } from "@pct/delivery";

import { outcome, refusal } from "./refusal.js";

const type = CREDENTIAL_TYPE;
const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
const { bytes: limit, characters } = CREDENTIAL_LIMITS;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const read = (text: string): CredentialDocument | null => readCredential(utf8(text));
/** The JSON of an untrusted document with these fields. */
const json = (fields: string): string => `{"type":"pct.credential.v1",${fields}}`;

const full = {
  type,
  request: id,
  provider: "aws",
  signInUrl: "https://123456789012.signin.aws.amazon.com/console",
  account: "123456789012",
  username: "ana",
  password: 'p"ä\\\u0007 😀',
  note: "línea 1\nlínea 2",
  from: "Beto",
  mustChangePassword: true,
  files: [credentialFile("credentials.csv", utf8("id,secret\n"))],
} as const satisfies CredentialDocument;

describe("writeCredential", () => {
  it("writes readable JSON", () => {
    expect(textOf(writeCredential({ username: "ana", password: "x", type }))).toBe(
      '{\n  "type": "pct.credential.v1",\n  "username": "ana",\n  "password": "x"\n}\n',
    );
  });

  it("keeps every field", () => {
    expect(readCredential(writeCredential(full))).toEqual(full);
    expect(readCredential(writeCredential({ type }))).toEqual({ type });
    expect(readCredential(writeCredential({ type, request: null }))).toEqual({
      type,
      request: null,
    });
  });

  it("leaves out undefined fields", () => {
    const document = { type, username: undefined } as unknown as CredentialDocument;
    expect(readCredential(writeCredential(document))).toEqual({ type });
  });

  it("makes file names safe and distinct", () => {
    const file = { name: "../../x", data: "AA==" };
    const written = readCredential(writeCredential({ type, files: [file, file] }));
    expect(written?.files?.map(({ name }) => name)).toEqual(["x", "x (2)"]);
  });

  it("rejects what readCredential would reject", async () => {
    const files = [credentialFile("x", new Uint8Array(limit))];
    expect(await outcome(() => writeCredential({ type, files }))).toBe("credential-too-large");
    expect(await outcome(() => writeCredential({ type, password: "\uD800" }))).toBe(
      "credential-malformed",
    );
    expect(await outcome(() => writeCredential({ type, from: "x".repeat(257) }))).toBe(
      "credential-field-too-long",
    );
    const deep: unknown = JSON.parse("[".repeat(20) + "]".repeat(20));
    const document = { type, deep } as CredentialDocument;
    expect(await outcome(() => writeCredential(document))).toBe("credential-malformed");
  });

  it.each([undefined, null, 42, "text", [], {}, { type: "pct.credential.v2" }])(
    "throws TypeError for %j",
    (value) => {
      expect(() => writeCredential(value as never)).toThrow(TypeError);
    },
  );
});

describe("readCredential after writeCredential", () => {
  const text = (maximum: number): fc.Arbitrary<string> =>
    fc.string({ unit: "binary", maxLength: Math.min(maximum, 64) });
  const unknownFields = fc.dictionary(
    fc.string().filter((key) => !(key in full) && key !== "__proto__"),
    fc.jsonValue({ maxDepth: 3 }),
    { maxKeys: 3 },
  );
  const documents = fc
    .record(
      {
        request: fc.option(fc.constant(id)),
        provider: fc.constantFrom("aws", "azure", "gcp", "other"),
        signInUrl: text(characters.signInUrl),
        account: text(characters.account),
        username: text(characters.username),
        password: text(characters.password),
        note: text(characters.note),
        from: text(characters.from),
        mustChangePassword: fc.boolean(),
        files: fc.uniqueArray(
          fc
            .tuple(fc.string({ maxLength: 30 }), fc.uint8Array())
            .map(([name, content]) => credentialFile(name, content)),
          { maxLength: 4, selector: ({ name }) => name.toLowerCase() },
        ),
      },
      { requiredKeys: [] },
    )
    .chain((known) => unknownFields.map((unknown) => ({ ...unknown, ...known, type })));

  it("returns any document, with unknown fields", () => {
    fc.assert(
      fc.property(documents, (document) => {
        const written = writeCredential(document as CredentialDocument);
        const again = readCredential(written);
        // JSON has no negative zero.
        expect(again).toEqual(JSON.parse(JSON.stringify(document)));
        expect(again === null ? again : writeCredential(again)).toEqual(written);
      }),
    );
  });

  it("throws only DeliveryError for any changed byte", async () => {
    const original = writeCredential(full);
    await fc.assert(
      fc.asyncProperty(fc.nat(original.length - 1), fc.nat(255), async (at, byte) => {
        const bytes = Uint8Array.from(original);
        bytes[at] = byte;
        expect(["accepted", "credential-malformed", "credential-version-unknown"]).toContain(
          await outcome(() => readCredential(bytes)),
        );
      }),
    );
  });

  it("rejects a document cut at any byte", async () => {
    const original = writeCredential(full);
    const recognizable = '{\n  "type": "pct.credential.'.length;
    // The last two are the closing bracket and a line feed.
    for (let length = 0; length < original.length - 1; length++) {
      const result = await outcome(() => readCredential(original.subarray(0, length)));
      expect(result).toBe(length < recognizable ? "accepted" : "credential-malformed");
    }
  });

  it("never throws for other bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), async (bytes) => {
        expect(await outcome(() => readCredential(bytes))).toBe("accepted");
      }),
    );
  });
});

describe("readCredential of other content", () => {
  it.each([
    ["nothing", ""],
    ["text", "correct horse battery staple"],
    ["a number", "42"],
    ["a string", '"pct.credential.v1"'],
    ["null", "null"],
    ["a list", '[{"type":"pct.credential.v1"}]'],
    ["an object", "{}"],
    ["a service account", '{"type":"service_account","private_key":"x"}'],
    ["a type that is no text", '{"type":["pct.credential.v1"]}'],
    ["a type in capitals", '{"type":"PCT.credential.v1"}'],
    ["JSON that goes on", '{"a":1} {"type":"pct.credential.v1"}'],
    ["brackets", "[".repeat(100_000)],
    ["balanced brackets", "[".repeat(100_000) + "]".repeat(100_000)],
    ["quotation marks", '"\\'.repeat(400_000)],
  ])("returns null for %s", (_, text) => {
    expect(read(text)).toBeNull();
  });

  it.each([
    ["a binary file", Uint8Array.of(0x7b, 0xff, 0x00)],
    ["UTF-16", Uint8Array.of(0x7b, 0, 0x7d, 0)],
    ["2 MiB of zeros", new Uint8Array(2 * limit)],
    ["2 MiB of text", utf8("password ".repeat(233_017))],
  ])("returns null for %s", (_, bytes) => {
    expect(readCredential(bytes)).toBeNull();
  });

  it.each([undefined, null, "text", new ArrayBuffer(8), [123]])(
    "throws TypeError for %s",
    (value) => {
      expect(() => readCredential(value as never)).toThrow(TypeError);
    },
  );
});

describe("readCredential reads a document", () => {
  it.each([
    ["compact", '{"type":"pct.credential.v1","username":"ana"}'],
    ["with a byte-order mark", '\uFEFF{"type":"pct.credential.v1","username":"ana"}'],
    ["with its type at the end", '{"username":"ana","type":"pct.credential.v1"}'],
    ["with a key twice", json('"username":"beto","username":"ana"')],
    ["with a prototype", json('"__proto__":{"password":"x"},"username":"ana"')],
    ["with a constructor", json('"constructor":{"prototype":{"x":1}},"username":"ana"')],
  ])("%s", (_, text) => {
    const document = read(text);
    expect(document?.username).toBe("ana");
    expect(document?.password).toBeUndefined();
    expect(Object.getPrototypeOf(document)).toBe(Object.prototype);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it("with brackets in its texts", () => {
    const note = '"\\[{'.repeat(1000);
    expect(readCredential(writeCredential({ type, note }))?.note).toBe(note);
  });

  it("of an unknown provider", () => {
    expect(read(json('"provider":"oracle"'))?.provider).toBe("other");
  });

  it("with markup, unchanged", () => {
    const name = "<img src=x onerror=alert(1)>";
    const document = read(json(`"note":"${name}","files":[{"name":"${name}","data":""}]`));
    expect(document?.note).toBe(name);
    expect(document?.files?.[0]?.name).toBe(name);
  });

  it("with unknown fields in its files", () => {
    const document = read(json('"files":[{"name":"a","data":"AA==","mode":384}]'));
    expect(document?.files).toEqual([{ name: "a", data: "AA==", mode: 384 }]);
  });
});

describe("readCredential rejects a document", () => {
  it.each([
    ["a number for a text", '"username":42', "username"],
    ["null for a text", '"password":null', "password"],
    ["an object for a text", '"note":{"toString":"x"}', "note"],
    ["half a surrogate pair", '"password":"\\ud83d"', "password"],
    ["a text for yes or no", '"mustChangePassword":"yes"', "mustChangePassword"],
    ["a request that is a number", '"request":1', "request"],
    ["a provider that is a list", '"provider":["aws"]', "provider"],
    ["files that are none", '"files":{"length":1}', "files"],
    ["a file that is none", '"files":[null]', "files"],
    ["a file without a name", '"files":[{"data":"AA=="}]', "files"],
    ["a file without content", '"files":[{"name":"a"}]', "files"],
    ["base64 without padding", '"files":[{"name":"a","data":"AA"}]', "files"],
    ["base64 with white space", '"files":[{"name":"a","data":"AA==\\n"}]', "files"],
    ["base64 with stray bits", '"files":[{"name":"a","data":"AB=="}]', "files"],
    ["base64 of another alphabet", '"files":[{"name":"a","data":"_-=="}]', "files"],
  ])("%s", async (_, fields, field) => {
    const error = await refusal(() => read(json(fields)));
    expect({ code: error.code, params: error.params }).toEqual({
      code: "credential-malformed",
      params: { field },
    });
  });

  it.each([
    ["cut short", '{"type":"pct.credential.v1","user'],
    ["with text behind it", '{"type":"pct.credential.v1"} x'],
    ["nested without end", json(`"x":${"[".repeat(900_000)}`)],
    ["nested too deeply", json(`"x":${"[".repeat(100_000)}${"]".repeat(100_000)}`)],
    ["with brackets in a text that does not end", json(`"x":"${'\\"['.repeat(200_000)}`)],
  ])("%s", async (_, text) => {
    const start = performance.now();
    const error = await refusal(() => read(text));
    expect({ code: error.code, params: error.params }).toEqual({
      code: "credential-malformed",
      params: { field: null },
    });
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it("with invalid UTF-8", async () => {
    const bytes = utf8(json('"password":"~"')).map((byte) => (byte === 0x7e ? 0xff : byte));
    expect(await outcome(() => readCredential(bytes))).toBe("credential-malformed");
  });

  it.each(["pct.credential.v2", "pct.credential.v10", "pct.credential.x"])(
    "of version %s",
    async (version) => {
      const error = await refusal(() => read(`{"type":"${version}","password":{}}`));
      expect(error.code).toBe("credential-version-unknown");
    },
  );

  it("of 2 MiB", async () => {
    const error = await refusal(() => read(json(`"x":"${"x".repeat(2 * limit)}"`)));
    expect({ code: error.code, params: error.params }).toEqual({
      code: "credential-too-large",
      params: { maximum: 1_048_576 },
    });
  });

  it("one byte over the limit, not at the limit", async () => {
    const room = limit - json('"x":""').length;
    expect(await outcome(() => read(json(`"x":"${"x".repeat(room)}"`)))).toBe("accepted");
    expect(await outcome(() => read(json(`"x":"${"x".repeat(room + 1)}"`)))).toBe(
      "credential-too-large",
    );
  });

  it.each(Object.entries(characters).filter(([field]) => field !== "fileName"))(
    "%s of more than %i characters",
    async (field, maximum) => {
      const sized = (length: number): string => json(`"${field}":"${"x".repeat(length)}"`);
      expect(await outcome(() => read(sized(maximum)))).toBe("accepted");
      const error = await refusal(() => read(sized(maximum + 1)));
      expect({ code: error.code, params: error.params }).toEqual({
        code: "credential-field-too-long",
        params: { field, maximum },
      });
    },
  );

  it("with too many files, or a file name that is too long", async () => {
    const files = (count: number): string =>
      json(`"files":[${Array.from({ length: count }, () => '{"name":"a","data":""}').join(",")}]`);
    expect(read(files(16))?.files).toHaveLength(16);
    const error = await refusal(() => read(files(17)));
    expect(error.params).toEqual({ field: "files", maximum: 16 });
    const name = "x".repeat(1025);
    const long = await refusal(() => read(json(`"files":[{"name":"${name}","data":""}]`)));
    expect(long.params).toEqual({ field: "files", maximum: 1024 });
  });

  it("without its content in the error", async () => {
    const error = await refusal(() => read(json('"password":{"hunter2":1},"hunter2":"hunter2"')));
    expect(JSON.stringify([error.message, error.params, error.stack, error.cause])).not.toContain(
      "hunter2",
    );
  });
});

describe("belongsToRequest", () => {
  it("compares the request ID", () => {
    expect(belongsToRequest({ type, request: id }, id)).toBe(true);
    expect(belongsToRequest({ type, request: id.replace("9", "8") }, id)).toBe(false);
    expect(belongsToRequest({ type, request: null }, id)).toBe(false);
    expect(belongsToRequest({ type }, id)).toBe(false);
  });
});

describe("signInLink", () => {
  it.each([
    ["https://example.org", "https://example.org/"],
    ["  https://example.org/a?b=c#d ", "https://example.org/a?b=c#d"],
    ["HTTPS://EXAMPLE.ORG", "https://example.org/"],
    ["https://ñandú.example", "https://xn--and-6ma2c.example/"],
  ])("returns a URL for %j", (signInUrl, href) => {
    expect(signInLink({ type, signInUrl })?.href).toBe(href);
  });

  it.each([
    "",
    "example.org",
    "//example.org",
    "http://example.org",
    "http://localhost",
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    " javascript://example.org/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://example.org/x",
    "ftp://example.org",
    "https:example.org",
    "https:\\\\example.org",
    "https://example.org\\@evil.example",
    "https://console.aws.amazon.com@evil.example",
    "https://user:pass@example.org",
    "https://",
    "https://exa mple.org",
    "https://example.org/\u0000 x",
    "https://[::1",
  ])("returns null for %j", (signInUrl) => {
    expect(signInLink({ type, signInUrl })).toBeNull();
  });

  it("returns null without an address", () => {
    expect(signInLink({ type })).toBeNull();
  });
});
