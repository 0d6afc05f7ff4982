import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { readProviderFile } from "@pct/delivery";
import type { ProviderEntry } from "@pct/delivery";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string): readonly ProviderEntry[] | null => readProviderFile(utf8(text));

const ID = "AKIAIOSFODNN7EXAMPLE";
const SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const SIGN_IN = "https://123456789012.signin.aws.amazon.com/console";
/** Every character that IAM puts into a password. */
const PASSWORD = "aB3!@#$%^&*()_+-=[]{}|'";

const entry = (
  person: string,
  fields: ProviderEntry["fields"],
  needsFile = false,
): ProviderEntry => ({ person, fields, needsFile, ownRows: null });

const ana = entry("ana", {
  provider: "aws",
  signInUrl: SIGN_IN,
  account: "123456789012",
  username: "ana",
  password: PASSWORD,
  mustChangePassword: true,
});
const anaWithKey = { ...ana, needsFile: true };
const accessKey = (person: string): ProviderEntry =>
  entry(person, { provider: "aws", username: ID, password: SECRET, mustChangePassword: false });

const ENTRA_HEADINGS =
  "Name [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,Block sign in (Yes/No) [accountEnabled] Required,First name [givenName],Last name [surname],Job title [jobTitle]";
const GOOGLE_HEADINGS =
  "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Password Hash Function [UPLOAD ONLY],Org Unit Path [Required],New Primary Email [UPLOAD ONLY],Recovery Email,Change Password at Next Sign-In,New Status [UPLOAD ONLY]";

const entraAna = entry("Ana Pérez", {
  provider: "azure",
  account: "example.org",
  username: "ana@example.org",
  password: "Xy;12,z",
  mustChangePassword: true,
});
const googleAna = entry("Ana Pérez", {
  provider: "other",
  service: "google-workspace",
  account: "example.org",
  username: "ana@example.org",
  password: "hunter2!",
  mustChangePassword: true,
});

const SERVICE_ACCOUNT = {
  type: "service_account",
  project_id: "my-project",
  private_key_id: "0123456789abcdef0123456789abcdef01234567",
  private_key: "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n",
  client_email: "backup@my-project.iam.gserviceaccount.com",
  client_id: "123456789012345678901",
  auth_uri: "https://accounts.google.com/o/oauth2/auth",
  token_uri: "https://oauth2.googleapis.com/token",
};
const serviceAccount = entry(
  SERVICE_ACCOUNT.client_email,
  { provider: "gcp", account: "my-project", username: SERVICE_ACCOUNT.client_email },
  true,
);
const PRINCIPAL = {
  appId: "11111111-2222-3333-4444-555555555555",
  displayName: "azure-cli-2026-11-30",
  password: "abc8Q~secret",
  tenant: "99999999-8888-7777-6666-555555555555",
};
const principal = (person = PRINCIPAL.displayName): ProviderEntry =>
  entry(person, {
    provider: "azure",
    account: PRINCIPAL.tenant,
    username: PRINCIPAL.appId,
    password: PRINCIPAL.password,
    mustChangePassword: false,
  });
const CREATED_KEY = {
  AccessKey: {
    UserName: "ana",
    AccessKeyId: ID,
    Status: "Active",
    SecretAccessKey: SECRET,
    CreateDate: "2026-11-30T10:00:00+00:00",
  },
};

/** Every file of one credential, by what wrote it. */
const FILES: readonly (readonly [from: string, text: string, found: ProviderEntry])[] = [
  [
    "an AWS console password of today",
    `User name,Password,Console sign-in URL\r\nana,${PASSWORD},${SIGN_IN}\r\n`,
    ana,
  ],
  [
    "an AWS user until 2022, with both",
    `User name,Password,Access key ID,Secret access key,Console login link\nana,${PASSWORD},${ID},${SECRET},${SIGN_IN}\n`,
    anaWithKey,
  ],
  [
    "an AWS user until 2022, of a program",
    `User name,Password,Access key ID,Secret access key,Console login link\nana,,${ID},${SECRET},${SIGN_IN}\n`,
    accessKey("ana"),
  ],
  [
    "an AWS user until 2022, of the console alone",
    `User name,Password,Access key ID,Secret access key,Console login link\nana,${PASSWORD},,,${SIGN_IN}\n`,
    ana,
  ],
  [
    "an AWS user, without the link",
    `User name,Password,Access key ID,Secret access key\nana,,${ID},${SECRET}\n`,
    accessKey("ana"),
  ],
  ["an AWS access key of today", `Access key ID,Secret access key\n${ID},${SECRET}`, accessKey(ID)],
  [
    "an AWS access key before 2017",
    `User Name,Access Key Id,Secret Access Key\n"ana",${ID},${SECRET}\n`,
    accessKey("ana"),
  ],
  [
    "an AWS console in Spanish",
    `Nombre de usuario,Contraseña,URL de inicio de sesión\nana,${PASSWORD},${SIGN_IN}\n`,
    ana,
  ],
  [
    "an AWS access key in Japanese",
    `アクセスキー ID,シークレットアクセスキー\n${ID},${SECRET}\n`,
    accessKey(ID),
  ],
  [
    "an Entra template of today",
    `version:v1.0,,,,,,\n${ENTRA_HEADINGS}\n"Ana Pérez",ana@example.org,"Xy;12,z",No,Ana,Pérez,\n`,
    entraAna,
  ],
  [
    "an older Entra template in another language, with semicolons",
    `version:v1.0\nNombre (ejemplo: Chris Green) [displayName] *;Usuario [userPrincipalName] *;Contraseña [passwordProfile] *\nAna Pérez;ana@example.org;"Xy;12,z"\n`,
    entraAna,
  ],
  [
    "a Google Workspace export",
    `${GOOGLE_HEADINGS}\nAna,Pérez,ana@example.org,hunter2!,,/,,,True,\n`,
    googleAna,
  ],
  [
    "an older Google Workspace template",
    `First Name,Last Name,Email Address,Password,Org Unit Path\nAna,Pérez,ana@example.org,hunter2!,/\n`,
    { ...googleAna, fields: { ...googleAna.fields, mustChangePassword: false } },
  ],
  ["a Google service account", JSON.stringify(SERVICE_ACCOUNT, null, 2), serviceAccount],
  ["az ad sp create-for-rbac", JSON.stringify(PRINCIPAL, null, 2), principal()],
  [
    "az ad sp create-for-rbac before 2.0, with its warning",
    `WARNING: The output includes {credentials} that you must protect.\n${JSON.stringify({ ...PRINCIPAL, name: "http://azure-cli" }, null, 2)}\n`,
    principal(),
  ],
  [
    "az ad sp create-for-rbac --json-auth",
    JSON.stringify({
      clientId: PRINCIPAL.appId,
      clientSecret: PRINCIPAL.password,
      subscriptionId: "0",
      tenantId: PRINCIPAL.tenant,
    }),
    principal(PRINCIPAL.appId),
  ],
  [
    "az ad app credential reset",
    JSON.stringify({ ...PRINCIPAL, displayName: undefined }),
    principal(PRINCIPAL.appId),
  ],
  ["aws iam create-access-key", JSON.stringify(CREATED_KEY, null, 4), accessKey("ana")],
];

describe("one credential", () => {
  it.each(FILES)("is read from %s", (_, text, found) => {
    expect(read(text)).toEqual([found]);
  });

  /** What spreadsheets and shells do to a file. */
  const utf16 = (text: string, isLittle: boolean): Uint8Array => {
    const bytes = new Uint8Array(text.length * 2);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), isLittle);
    return bytes;
  };
  it.each([
    ["a byte-order mark", (text: string) => utf8(`\uFEFF${text}`)],
    ["CRLF", (text: string) => utf8(text.replaceAll(/\r?\n/g, "\r\n"))],
    ["CR", (text: string) => utf8(text.replaceAll(/\r?\n/g, "\r"))],
    ["UTF-16, little-endian", (text: string) => utf16(`\uFEFF${text}`, true)],
    ["UTF-16, big-endian", (text: string) => utf16(`\uFEFF${text}`, false)],
    ["UTF-16 without a mark", (text: string) => utf16(text, true)],
    ["blank lines at the end", (text: string) => utf8(`${text}\n \n\n`)],
  ])("is read with %s", (change, write) => {
    for (const [from, text, found] of FILES) {
      if (change === "UTF-16 without a mark" && text.charCodeAt(0) > 0xff) continue;
      expect(readProviderFile(write(text)), from).toEqual([found]);
    }
  });

  it.each([",", ";", "\t"])(
    "is read with every cell in quotes and the delimiter %j",
    (delimiter) => {
      const password = `"${PASSWORD},; `;
      const csv = [
        ["Console sign-in URL", " user NAME ", "Password", "Comment"],
        [SIGN_IN, " ana ", password, "x"],
      ]
        .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter))
        .join("\n");
      const expected = [{ ...ana, fields: { ...ana.fields, password } }];
      expect(read(csv)).toEqual(expected);
      expect(read(`sep=${delimiter}\r\n${csv}`)).toEqual(expected);
    },
  );

  it("keeps the account alias and the partition of a sign-in address", () => {
    const file = (url: string): string => `User name,Password,Console sign-in URL\nana,x,${url}\n`;
    for (const url of [
      "https://my-company.signin.aws.amazon.com/console",
      "https://my-company.signin.amazonaws-us-gov.com/console",
      "https://my-company.signin.amazonaws.cn/console",
    ]) {
      expect(read(file(url))?.[0]?.fields).toMatchObject({
        signInUrl: url,
        account: "my-company",
      });
    }
    const elsewhere = read(file("https://x.awsapps.com/start"))?.[0]?.fields;
    expect(elsewhere?.signInUrl).toBe("https://x.awsapps.com/start");
    expect(elsewhere).not.toHaveProperty("account");
  });
});

describe("several credentials", () => {
  it("are one entry each, with the rows of that person alone", () => {
    const heading = "User name,Password,Access key ID,Secret access key,Console login link";
    const luis = `luis,,${ID},${SECRET},${SIGN_IN}`;
    const text = `${heading}\nana,"${PASSWORD},",,,${SIGN_IN}\n${luis}\n`;
    const found = read(text);
    expect(found?.map(({ person }) => person)).toEqual(["ana", "luis"]);
    expect(found?.[0]?.ownRows).toBe(`${heading}\r\nana,"${PASSWORD},",,,${SIGN_IN}\r\n`);
    expect(found?.[1]?.ownRows).toBe(`${heading}\r\n${luis}\r\n`);
    for (const each of found ?? []) {
      expect(read(each.ownRows ?? "")).toEqual([{ ...each, ownRows: null }]);
    }
  });

  it("leave out Entra's row of examples", () => {
    const version = "version:v1.0,,,,,,";
    const example = "Example: Chris Green,chris@contoso.com,myPassword1234,No,Chris,Green,Manager";
    const row = 'Ana Pérez,ana@example.org,"Xy;12,z",No,,,';
    const found = read([version, ENTRA_HEADINGS, example, row].join("\n"));
    const ownRows = `${[version, ENTRA_HEADINGS, row].join("\r\n")}\r\n`;
    expect(found).toEqual([{ ...entraAna, ownRows }]);
  });

  it("leave out Google's unchanged and hashed passwords", () => {
    const rows = [
      "Luis,Gil,luis@example.org,****,,/,,,,",
      "Eva,Gil,eva@example.org,5baa61e4c9b93f3f,SHA-1,/,,,,",
      "Ana,Pérez,ana@example.org,hunter2!,,/,,,True,",
    ];
    const found = read([GOOGLE_HEADINGS, ...rows].join("\n"));
    expect(found).toMatchObject([{ ...googleAna, ownRows: expect.any(String) as string }]);
    expect(found?.[0]?.ownRows).not.toContain("eva");
    expect(read([GOOGLE_HEADINGS, ...rows.slice(0, 2)].join("\n"))).toBeNull();
  });
});

describe("any other file", () => {
  it.each([
    ["an empty one", ""],
    ["text", "hunter2"],
    ["a list of passwords", "user,password\nana,hunter2\n"],
    ["headings without rows", "Access key ID,Secret access key\n"],
    ["a row without a secret", "Access key ID,Secret access key\nAKIAIOSFODNN7EXAMPLE,\n"],
    [
      "IAM's credential report, which has no secret",
      "user,arn,user_creation_time,password_enabled,password_last_used\nana,arn:aws:iam::1:user/ana,2026,true,2026\n",
    ],
    ["a heading twice", `Access key ID,Secret access key,Access key ID\n${ID},${SECRET},${ID}\n`],
    ["a comma inside of an unquoted value", `Access key ID,Secret access key\n${ID},a,b\n`],
    ["a short row", `User name,Password,Access key ID,Secret access key\nana,half,otherhalf\n`],
    ["an open quote", `Access key ID,Secret access key\n${ID},"${SECRET}\n`],
    ["text after a quote", `Access key ID,Secret access key\n${ID},"${SECRET}"x\n`],
    ["a quote after a space", `Access key ID,Secret access key\n${ID}, "${SECRET}"\n`],
    ["a control character", `Access key ID,Secret access key\n${ID},"a\u0007b"\n`],
    ["a line break in a value", `Access key ID,Secret access key\n${ID},"a\nb"\n`],
    ["a value over the limit", `Access key ID,Secret access key\n${ID},${"a".repeat(4097)}\n`],
    [
      "another kind of Google JSON",
      JSON.stringify({ ...SERVICE_ACCOUNT, type: "authorized_user" }),
    ],
    ["temporary AWS credentials", JSON.stringify({ Credentials: CREATED_KEY.AccessKey })],
    ["a principal with a certificate", JSON.stringify({ ...PRINCIPAL, password: null })],
    ["JSON that was cut", JSON.stringify(CREATED_KEY).slice(0, -2)],
    ["a JSON list", JSON.stringify([PRINCIPAL, PRINCIPAL])],
    ["a lone surrogate", '{"appId":"\\ud800","password":"x","tenant":"y"}'],
  ])("stays a file: %s", (_, text) => {
    expect(read(text)).toBeNull();
  });

  it("stays a file where its encoding is not certain", () => {
    const latin1 = Uint8Array.from(`Access key ID,Secret access key\n${ID},a\xF1b\n`, (each) =>
      each.charCodeAt(0),
    );
    expect(readProviderFile(latin1)).toBeNull();
  });

  it("stays a file where it is too large", () => {
    const file = `Access key ID,Secret access key\n${ID},${SECRET}\n`;
    expect(read(file + "\n".repeat(1_048_576 - file.length))).toHaveLength(1);
    expect(read(file + "\n".repeat(1_048_577 - file.length))).toBeNull();
  });

  it("never throws, and reads a password back exactly", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => readProviderFile(bytes)).not.toThrow();
      }),
    );
    const passwords = fc.string({ minLength: 1, unit: "grapheme" });
    fc.assert(
      fc.property(passwords, fc.constantFrom(",", ";"), (password, delimiter) => {
        fc.pre(!/\p{Cc}/u.test(password));
        const cells = ["ana", password, SIGN_IN].map((each) => `"${each.replaceAll('"', '""')}"`);
        const heading = ["User name", "Password", "Console sign-in URL"].join(delimiter);
        const [found] = read(`${heading}\n${cells.join(delimiter)}\n`) ?? [];
        expect(found?.fields.password).toBe(password);
      }),
    );
  });
});
