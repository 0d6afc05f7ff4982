import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  accountName,
  generateHotp,
  generateTotp,
  parseTotpUri,
  readAuthenticators,
  totpUri,
  verifyTotp,
} from "#/index.js";
import type { OtpAlgorithm } from "#/index.js";
import { refusal } from "./errors.js";
import { base32, otp } from "./vectors.js";

const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

describe("codes of RFC 6238, RFC 4226 and oathtool", () => {
  it.each(otp.totp)("TOTP $algorithm $digits digits at $time", (vector) => {
    const { secretBase32, time, digits, step: period, code } = vector;
    const algorithm = vector.algorithm.toUpperCase() as OtpAlgorithm;
    expect(generateTotp(secretBase32, { time, digits, period, algorithm })).toBe(code);
    expect(verifyTotp(code, secretBase32, { time, digits, period, algorithm, window: 0 })).toBe(
      Math.floor(time / period),
    );
  });

  it.each(otp.hotp)("HOTP $counter", ({ secretHex, counter, digits, code }) => {
    expect(generateHotp(base32(secretHex), counter, { digits })).toBe(code);
  });

  it.each(otp.verifyWindow)("window $window, $code: $expect", (vector) => {
    const { code, secretHex, now: time, window } = vector;
    const step = verifyTotp(code, base32(secretHex), { time, window });
    expect(step !== null).toBe(vector.expect);
  });
});

describe("verification", () => {
  it("returns the step, so that a caller can refuse a second use", () => {
    const time = 2_000_000_000;
    const step = Math.floor(time / 30);
    for (const offset of [-1, 0, 1]) {
      const code = generateTotp(secret, { time: time + offset * 30 });
      expect(verifyTotp(code, secret, { time })).toBe(step + offset);
    }
    const late = generateTotp(secret, { time: time + 60 });
    expect(verifyTotp(late, secret, { time })).toBeNull();
    expect(verifyTotp(late, secret, { time, window: 2 })).toBe(step + 2);
  });

  it("accepts a code with a space and no other form", () => {
    expect(verifyTotp("287 082", secret, { time: 59 })).toBe(1);
    for (const code of ["", "28708", "0287082", "287083", "２８７０８２", "abcdef"]) {
      expect(verifyTotp(code, secret, { time: 59 })).toBeNull();
    }
  });

  it("has no step before the first", () => {
    expect(verifyTotp(generateHotp(secret, 0), secret, { time: 0 })).toBe(0);
  });
});

describe("secrets", () => {
  it.each(otp.secretParsing)("$input", async ({ input, expectHex }) => {
    if (expectHex === undefined) {
      expect(await refusal(() => generateHotp(input, 0))).toBe("otp-secret-malformed");
    } else {
      expect(generateHotp(input, 0)).toBe(generateHotp(base32(expectHex), 0));
    }
  });

  it.each(["ABC", "ABCDEF", "A=======", "GEZDGNB0", "áBCDEFGH", "=", "- -"])(
    "rejects %j",
    async (text) => {
      expect(await refusal(() => generateTotp(text))).toBe("otp-secret-malformed");
    },
  );
});

describe("options", () => {
  it.each([
    { digits: 5 },
    { digits: 11 },
    { digits: 6.5 },
    { period: 0 },
    { period: 3601 },
    { time: -1 },
    { time: NaN },
    { algorithm: "MD5" as OtpAlgorithm },
  ])("rejects %j", async (options) => {
    expect(await refusal(() => generateTotp(secret, options))).toBe("otp-options-invalid");
  });

  it.each([-1, 1.5, 2 ** 53])("rejects counter %d", async (counter) => {
    expect(await refusal(() => generateHotp(secret, counter))).toBe("otp-options-invalid");
  });

  it.each([-1, 11, 0.5])("rejects window %d", async (window) => {
    expect(await refusal(() => verifyTotp("000000", secret, { window }))).toBe(
      "otp-options-invalid",
    );
  });
});

describe("otpauth URIs", () => {
  it("have no colon in names", async () => {
    for (const names of [{ account: "a:b" }, { account: "a", issuer: "b:c" }]) {
      expect(await refusal(() => totpUri({ secret, ...names }))).toBe("otp-name-invalid");
    }
  });

  it("reject empty, long and malformed names", async () => {
    for (const name of ["", "x".repeat(256)]) {
      expect(await refusal(() => totpUri({ secret, account: name }))).toBe("otp-name-invalid");
      expect(await refusal(() => totpUri({ secret, account: "a", issuer: name }))).toBe(
        "otp-name-invalid",
      );
    }
    expect(await refusal(() => totpUri({ secret, account: "\uD800" }))).toBe("text-malformed");
  });

  it.each(otp.otpauth)("$uri", ({ uri, secretHex, ...enrolment }) => {
    expect(totpUri({ ...enrolment, secret: base32(secretHex) })).toBe(uri);
    expect(parseTotpUri(uri)).toEqual({ ...enrolment, secret: base32(secretHex) });
  });

  it("parse to any enrolment that they were made from", () => {
    const name = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
      .filter((text) => !text.includes(":") && text.length < 256);
    const enrolment = fc.record(
      {
        secret: fc.constant(secret),
        account: name,
        issuer: name,
        algorithm: fc.constantFrom<OtpAlgorithm>("SHA1", "SHA256", "SHA512"),
        digits: fc.integer({ min: 6, max: 10 }),
        period: fc.integer({ min: 1, max: 3600 }),
      },
      { requiredKeys: ["secret", "account", "algorithm", "digits", "period"] },
    );
    fc.assert(
      fc.property(enrolment, (it) => {
        expect(parseTotpUri(totpUri(it))).toEqual(it);
      }),
    );
  });

  it("parse to the enrolment that they were made from", () => {
    const enrolments = [
      { secret, account: "ana@example.org", algorithm: "SHA1", digits: 6, period: 30 },
      {
        secret,
        account: "ñ & = ? # %",
        issuer: "A/B C",
        algorithm: "SHA512",
        digits: 8,
        period: 60,
      },
    ] as const;
    for (const enrolment of enrolments) expect(parseTotpUri(totpUri(enrolment))).toEqual(enrolment);
  });

  it.each([
    "",
    "GEZDGNBVGY3TQOJQ",
    "https://example.org",
    "otpauth://totp/x",
    "otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQ&counter=0",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&digits=abc",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&digits=5",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&digits=99999999999999999999",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&period=3601",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&period=-30",
    "otpauth://totp/%E0%A4%A?secret=GEZDGNBVGY3TQOJQ",
    "otpauth://totp/?secret=GEZDGNBVGY3TQOJQ",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&issuer=%FF",
    "otpauth://totp/x?__proto__=GEZDGNBVGY3TQOJQ",
  ])("reject %j", async (uri) => {
    expect(await refusal(() => parseTotpUri(uri))).toBe("otp-uri-malformed");
  });
});

/** What people copy from services, apps and mails. */
describe("readAuthenticators", () => {
  const account = { account: "ana", algorithm: "SHA1", digits: 6, period: 30 };
  const uri = (query: string): string => `otpauth://totp/ana?${query}`;

  it.each([
    ["spaces", "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"],
    ["no-break and thin spaces", "GEZD\u00A0GNBV\u202FGY3T\u2009QOJQGEZDGNBVGY3TQOJQ"],
    ["zero-width spaces", "GEZD\u200BGNBV\uFEFFGY3TQOJQGEZDGNBVGY3TQOJQ\u200B"],
    ["hyphens", "GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ"],
    ["dashes of a word processor", "GEZD\u2013GNBV\u2014GY3T\u2011QOJQGEZDGNBVGY3TQOJQ"],
    ["lower case", "gezdgnbvgy3tqojqgezdgnbvgy3tqojq"],
    ["padding", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ======"],
    ["a line break", "GEZDGNBVGY3TQOJQ\r\nGEZDGNBVGY3TQOJQ\n"],
  ])("reads a secret with %s, alone and in a URI, by one rule", (_, text) => {
    expect(readAuthenticators(text).accounts).toEqual([{ secret, account: "" }]);
    expect(readAuthenticators(`“${text}”`).accounts).toEqual([{ secret, account: "" }]);
    for (const inUri of [text, encodeURIComponent(text)]) {
      expect(readAuthenticators(uri(`secret=${inUri}`)).accounts).toEqual([{ ...account, secret }]);
    }
    expect(generateTotp(text, { time: 59 })).toBe("287082");
  });

  it.each(["ABC", "ABCDEF", "A=======", "GEZDGNB0", "áBCDEFGH", "GEZD.GNBV", "-", "1"])(
    "rejects the secret %j, alone and in a URI, with one reason",
    async (text) => {
      expect(await refusal(() => readAuthenticators(text))).toBe("otp-secret-malformed");
      for (const inUri of [text, encodeURIComponent(text)]) {
        expect(await refusal(() => readAuthenticators(uri(`secret=${inUri}`)))).toBe(
          "otp-secret-malformed",
        );
      }
    },
  );

  it.each([
    ["secret=S&", {}],
    ["secret=S&foo", {}],
    ["secret=S&&foo=&issuer=", {}],
    ["secret=S&amp;digits=8&amp;period=60", { digits: 8, period: 60 }],
    ["SECRET=S&Digits=7&ISSUER=AWS", { digits: 7, issuer: "AWS" }],
    ["digits=8&secret=S", { digits: 8 }],
    ["secret=S&digits=6&digits=6", {}],
    ["secret=S&digits=&period=", {}],
    ["secret=GEZD+GNBV+GY3T+QOJQ+GEZD+GNBV+GY3T+QOJQ", {}],
    ["secret=S#anything", {}],
    ["secret=S&image=https://example.org/a.png?x", {}],
    ["secret=S&algorithm=SHA-1", {}],
    ["secret=S&algorithm=sha1", {}],
    ["secret=S&algorithm=HmacSHA1", {}],
    ["secret=S&algorithm=SHA-256", { algorithm: "SHA256" }],
    ["secret=S&algorithm=sha_256", { algorithm: "SHA256" }],
    ["secret=S&algorithm=SHA-512", { algorithm: "SHA512" }],
    ["secret=S&algorithm=HmacSHA512", { algorithm: "SHA512" }],
    ["secret=S&algorithm=HMAC-SHA-512", { algorithm: "SHA512" }],
    ["secret=S&algorithm=HMAC_SHA256", { algorithm: "SHA256" }],
  ] as const)("reads otpauth://totp/ana?%s", (query, more) => {
    expect(readAuthenticators(uri(query.replace("=S", `=${secret}`))).accounts).toEqual([
      { ...account, secret, ...more },
    ]);
  });

  it.each([
    ["AWS:ana", { issuer: "AWS", account: "ana" }],
    ["AWS%3Aana", { issuer: "AWS", account: "ana" }],
    ["AWS%3a%20ana", { issuer: "AWS", account: " ana" }],
    ["AWS: ana", { issuer: "AWS", account: "ana" }],
    ["Amazon Web Services:ana@1234", { issuer: "Amazon Web Services", account: "ana@1234" }],
    [
      "AWS:arn%3Aaws%3Aiam%3A%3A1234%3Amfa%2Fana",
      { issuer: "AWS", account: "arn:aws:iam::1234:mfa/ana" },
    ],
    [":ana", { account: "ana" }],
    ["a#1", { account: "a#1" }],
  ])("reads the names in %s", async (label, names) => {
    const [read] = readAuthenticators(`OTPAUTH://TOTP/${label}?secret=${secret}`).accounts;
    expect(read).toEqual({ ...account, secret, ...names });
    // Written again, a name with a colon would be read as another.
    const hasColon = names.account.includes(":");
    expect(await refusal(() => totpUri(read))).toBe(hasColon ? "otp-name-invalid" : "accepted");
  });

  it.each([
    [uri(`secret=${secret}&secret=${secret}`), "otp-secret-repeated"],
    [uri(`secret=${secret}&SECRET=JBSWY3DPEHPK3PXP`), "otp-secret-repeated"],
    [uri(`secret=${secret}&amp;secret=JBSWY3DPEHPK3PXP`), "otp-secret-repeated"],
    [uri(`secret=${secret}&encoder=steam`), "otp-encoder-unsupported"],
    [uri(`secret=${secret}&digits=5&Encoder=Steam`), "otp-encoder-unsupported"],
    [`otpauth://steam/ana?secret=${secret}`, "otp-encoder-unsupported"],
    [`otpauth://totp/Steam:ana?secret=${secret}&digits=5`, "otp-encoder-unsupported"],
    [`steam://${secret}`, "otp-encoder-unsupported"],
    [uri(`secret=${secret}&algorithm=MD5`), "otp-algorithm-unsupported"],
    [uri(`secret=${secret}&algorithm=SHA3-256`), "otp-algorithm-unsupported"],
    [uri(`secret=${secret}&algorithm=SHA-384`), "otp-algorithm-unsupported"],
    [uri(`secret=${secret}&algorithm=SHA`), "otp-algorithm-unsupported"],
    [uri("algorithm=SHA256"), "otp-uri-malformed"],
    [uri(`secret=${secret}&digits=6&digits=8`), "otp-uri-malformed"],
    [uri(`secret=${secret}&period=30&period=60`), "otp-uri-malformed"],
    [uri(`secret=${secret}&digits=0x6`), "otp-uri-malformed"],
    [`otpauth://hotp/ana?secret=${secret}&counter=0`, "otp-uri-malformed"],
    [`otpauth:totp/ana?secret=${secret}`, "otp-uri-malformed"],
    [`otpauth://totp/ana/secret=${secret}`, "otp-uri-malformed"],
    ["https://example.org", "otp-secret-malformed"],
  ])("rejects %s: %s", async (text, code) => {
    expect(await refusal(() => readAuthenticators(text))).toBe(code);
  });

  it.each([
    [{ account: "ana" }, "ana"],
    [{ account: "ana", issuer: "AWS" }, "AWS: ana"],
    [{ account: "", issuer: "AWS" }, "AWS"],
    [{ account: "" }, ""],
  ])("names %j: %s", (names, name) => {
    expect(accountName({ secret, ...names })).toBe(name);
  });
});

/** Made by hand from the published message types, as Google Authenticator writes them. */
describe("exports of Google Authenticator", () => {
  const hello = "JBSWY3DPEHPK3PXP";
  const bytes = (...values: (number | string)[]): number[] =>
    values.flatMap((value) =>
      typeof value === "number" ? [value] : [...new TextEncoder().encode(value)],
    );
  const field = (number: number, content: readonly number[]): number[] => [
    number * 8 + 2,
    content.length,
    ...content,
  ];
  const SECRET_BYTES = [0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x21, 0xde, 0xad, 0xbe, 0xef];
  const entry = (
    name: string,
    { issuer = "", algorithm = 1, digits = 1, type = 2, secret: of = SECRET_BYTES } = {},
  ): number[] =>
    field(1, [
      ...field(1, of),
      ...field(2, bytes(name)),
      ...(issuer === "" ? [] : field(3, bytes(issuer))),
      ...[0x20, algorithm, 0x28, digits, 0x30, type],
    ]);
  const link = (message: readonly number[]): string =>
    `otpauth-migration://offline?data=${encodeURIComponent(btoa(String.fromCharCode(...message)))}`;
  const END = [0x10, 1, 0x18, 1, 0x20, 0, 0x28, 0xc7, 0xa8, 0x0f];
  const ana = {
    secret: hello,
    account: "ana",
    issuer: "AWS",
    algorithm: "SHA1",
    digits: 6,
    period: 30,
  };

  it("reads one of the wild", () => {
    // The example of github.com/dim13/otpauth.
    const text =
      "otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8SGEV4YW1wbGU6YWxpY2VAZ29vZ2xlLmNvbRoHRXhhbXBsZTAC";
    expect(readAuthenticators(text)).toEqual({
      accounts: [{ ...ana, account: "alice@google.com", issuer: "Example" }],
      leftOut: 0,
      part: 1,
      parts: 1,
    });
  });

  const both = [
    ...entry("AWS:ana", { issuer: "AWS" }),
    ...entry("luis", { algorithm: 3, digits: 2 }),
    ...END,
  ];
  const luis = { secret: hello, account: "luis", algorithm: "SHA512", digits: 8, period: 30 };

  it.each([
    ["as it is", link(both)],
    ["unencoded", decodeURIComponent(link(both))],
    ["with spaces for plus signs", decodeURIComponent(link(both)).replaceAll("+", " ")],
    [
      "in base64url, without padding",
      decodeURIComponent(link(both))
        .replaceAll("+", "-")
        .replaceAll("/", "_")
        .replace("otpauth-migration:__offline", "otpauth-migration://offline")
        .replace(/=+$/, ""),
    ],
    ["in quotes and lines", `"${link(both).replace(/.{60}/g, "$&\n")}"`],
  ])("reads several accounts, %s", (_, text) => {
    expect(readAuthenticators(text)).toEqual({
      accounts: [ana, luis],
      leftOut: 0,
      part: 1,
      parts: 1,
    });
  });

  it("says which part of an export it is, and how many accounts are left out", () => {
    const counter = entry("bank", { type: 1 });
    const md5 = entry("old", { algorithm: 4 });
    const text = link([...counter, ...both.slice(0, -END.length), ...md5, 0x18, 3, 0x20, 1]);
    expect(readAuthenticators(text)).toMatchObject({ leftOut: 2, part: 2, parts: 3 });
  });

  it("skips fields that it does not know", () => {
    const unknown = [
      0x3d,
      1,
      2,
      3,
      4,
      0x41,
      1,
      2,
      3,
      4,
      5,
      6,
      7,
      8,
      ...field(12, [1, 2]),
      0x78,
      0xff,
      0xff,
      0xff,
      0xff,
      0xff,
      0xff,
      0xff,
      0xff,
      0xff,
      1,
    ];
    expect(readAuthenticators(link([...unknown, ...both])).accounts).toEqual([ana, luis]);
  });

  it.each([
    ["no data", "otpauth-migration://offline"],
    ["empty data", "otpauth-migration://offline?data="],
    ["other data", "otpauth-migration://offline?data=aGVsbG8"],
    ["no base64", "otpauth-migration://offline?data=%%%"],
    ["an impossible part", link([...both, 0x20, 5])],
    ["an account without a secret", link(entry("x", { secret: [] }))],
    ["a name that is not text", link(field(1, [...field(1, SECRET_BYTES), ...field(2, [0xff])]))],
    ["a group", link([0x0b, ...both])],
    ["many fields", link(Array.from({ length: 300 }, () => [0x10, 1]).flat())],
    ["a number without an end", link([0x10, ...Array.from({ length: 11 }, () => 0xff)])],
  ])("rejects %s", async (_, text) => {
    expect(await refusal(() => readAuthenticators(text))).toBe("otp-migration-malformed");
  });

  it("rejects an export that was cut anywhere inside an account", async () => {
    const whole = entry("AWS:ana", { issuer: "AWS" });
    for (let length = 1; length < whole.length; length++) {
      expect(await refusal(() => readAuthenticators(link(whole.slice(0, length))))).toBe(
        "otp-migration-malformed",
      );
    }
  });

  it("rejects an export of counters alone", async () => {
    expect(await refusal(() => readAuthenticators(link(entry("x", { type: 1 }))))).toBe(
      "otp-counter-only",
    );
  });
});
