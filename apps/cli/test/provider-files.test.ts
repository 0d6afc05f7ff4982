import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { answerWith, ask, person, receive, send, sender } from "./delivery.js";
import type { Asked, Person } from "./delivery.js";
import { memoryRelay } from "./memory-relay.js";
import type { MemoryRelay } from "./memory-relay.js";
import { pct, problem } from "./run.js";
import type { Result } from "./run.js";

/** `pct send` with the files that providers hand out: they fill the fields, as in the portal. */

let relay: MemoryRelay;
let ana: Person;
let luis: Person;
let asked: Asked;

beforeAll(async () => {
  relay = await memoryRelay();
});
afterAll(() => relay.stop());
beforeEach(async () => {
  relay.calls.length = 0;
  ana = person(relay.url);
  luis = sender();
  asked = await ask(relay.url, ana);
});

const SIGN_IN = "https://123456789012.signin.aws.amazon.com/console";
const CONSOLE = `User name,Password,Console sign-in URL\nana,aB3!x,${SIGN_IN}\n`;
const KEY = "Access key ID,Secret access key\nAKIAIOSFODNN7EXAMPLE,wJalrXUtnFEMI/EXAMPLEKEY\n";
const CREATED = JSON.stringify({
  AccessKey: { UserName: "ana", AccessKeyId: "AKIAI44QH8DHBEXAMPLE", SecretAccessKey: "je7MtGb" },
});
const PRINCIPAL = JSON.stringify({
  appId: "1111",
  displayName: "azure-cli",
  password: "abc8Q~secret",
  tenant: "9999",
});
const ACCOUNT = JSON.stringify({
  type: "service_account",
  project_id: "my-project",
  private_key: "-----BEGIN PRIVATE KEY-----\nMIIE\n",
  client_email: "backup@my-project.iam.gserviceaccount.com",
});
const TEAM = `User name,Password,Console sign-in URL\nana,first,${SIGN_IN}\nluis,second,${SIGN_IN}\n`;
const BOTH = `User name,Password,Access key ID,Secret access key,Console login link
ana,first,AKIAIOSFODNN7EXAMPLE,key-of-ana,${SIGN_IN}
luis,second,AKIAI44QH8DHBEXAMPLE,key-of-luis,${SIGN_IN}
`;

function give(content: string, name = "given"): string {
  writeFileSync(join(luis.cwd, name), content);
  return name;
}

interface Received {
  readonly type?: string;
  readonly receipt?: string;
  readonly request?: string;
  readonly files?: readonly { readonly name: string; readonly data: string }[];
}

/** What the recipient gets, without what every document has. */
async function received(): Promise<Omit<Received, "type" | "receipt" | "request">> {
  const { stdout } = await receive(["--json"], ana);
  const { credential } = JSON.parse(stdout) as { readonly credential: Received };
  const common = ["type", "receipt", "request"];
  return Object.fromEntries(Object.entries(credential).filter(([name]) => !common.includes(name)));
}

function contentOf({ files = [] }: Received): string {
  return Buffer.from(files[0]?.data ?? "", "base64").toString();
}

/** The last error and its hint: the words come before it. */
function failure({ stderr, ...result }: Result): { what: string; hint: string } {
  expect(result.code).toBe(2);
  const [last = ""] = /pct: error: .*\npct: hint: .*\n$/.exec(stderr) ?? [];
  return problem({ ...result, stderr: last });
}

describe("a provider's file", () => {
  it.each([
    [
      "the console password of AWS",
      CONSOLE,
      {
        provider: "aws",
        account: "123456789012",
        signInUrl: SIGN_IN,
        username: "ana",
        password: "aB3!x",
        mustChangePassword: true,
      },
    ],
    [
      "an access key of AWS",
      KEY,
      {
        provider: "aws",
        username: "AKIAIOSFODNN7EXAMPLE",
        password: "wJalrXUtnFEMI/EXAMPLEKEY",
        mustChangePassword: false,
      },
    ],
    [
      "aws iam create-access-key",
      CREATED,
      {
        provider: "aws",
        username: "AKIAI44QH8DHBEXAMPLE",
        password: "je7MtGb",
        mustChangePassword: false,
      },
    ],
    [
      "az ad sp create-for-rbac",
      PRINCIPAL,
      {
        provider: "azure",
        account: "9999",
        username: "1111",
        password: "abc8Q~secret",
        mustChangePassword: false,
      },
    ],
  ])("fills the fields: %s", async (_, content, fields) => {
    const { code, stderr } = await send(asked.link, [give(content)], luis);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Fields filled from given, for /m);
    expect(stderr).not.toContain(fields.password);
    expect(await received()).toEqual(fields);
  });

  it.each([
    ["a pipe", [], CREATED],
    ["a pipe that is named", ["-"], `${CREATED}\n`],
  ])("fills them from %s", async (_, operand, input) => {
    const { stderr } = await send(asked.link, operand, luis, input);
    expect(stderr).toMatch(
      /^Fields filled from standard input, for ana: Provider, User, Password/m,
    );
    expect(await received()).toMatchObject({ username: "AKIAI44QH8DHBEXAMPLE" });
  });

  it.each([
    ["my.json", "my.json"],
    ["-", "key.json"],
  ])("goes along where the fields can't hold its key: %s", async (operand, name) => {
    give(ACCOUNT, "my.json");
    const { stderr } = await send(asked.link, [operand], luis, ACCOUNT);
    expect(stderr).toContain("The file goes along");
    const credential = await received();
    expect(credential).toMatchObject({
      provider: "gcp",
      account: "my-project",
      username: "backup@my-project.iam.gserviceaccount.com",
      files: [{ name }],
    });
    expect(contentOf(credential)).toBe(ACCOUNT);
  });
});

describe("a file with several people", () => {
  it.each([
    ["en", "given has the credentials of several: ana, luis. Nothing was sent."],
    ["es", "En given hay varias credenciales: ana, luis. No se envió nada."],
  ])("asks whose it is (%s)", async (language, what) => {
    const env = { ...luis.env, PCT_LANG: language };
    const result = await send(asked.link, [give(TEAM)], { ...luis, env });
    expect(failure(result).what).toBe(what);
    expect(failure(result).hint).toMatch(/: --pick ana$/);
    expect(relay.calls).not.toContain("PUT delivery");
  });

  it.each(["luis", "LUIS"])("sends the one of %s, and nothing of the others", async (name) => {
    expect((await send(asked.link, [give(BOTH), "--pick", name], luis)).code).toBe(0);
    const credential = await received();
    expect(credential).toMatchObject({ username: "luis", password: "second" });
    expect(contentOf(credential)).toContain("key-of-luis");
    expect(JSON.stringify(credential) + contentOf(credential)).not.toMatch(/first|key-of-ana/);
  });

  it("lists the names where none fits, quoted for the shell in the example", async () => {
    const file = give(TEAM.replace("ana", "Ana María").replace("luis", "Lu\u202Eis"));
    const { what, hint } = failure(await send(asked.link, [file, "--pick", "eva"], luis));
    expect(what).toContain("no credential with this name, but these: Ana María, Lu");
    expect(what).not.toContain("\u202E");
    expect(hint).toMatch(/: --pick 'Ana María'$/);
  });

  it("lists at most twenty names", async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `user${i.toString()},p,${SIGN_IN}`);
    const file = give(["User name,Password,Console sign-in URL", ...rows].join("\n"));
    const { what } = failure(await send(asked.link, [file], luis));
    expect(what).toContain("user19, …. ");
    expect(what).not.toContain("user20");
  });

  it("tells two keys of one person apart", async () => {
    const twice = `User name,Access key ID,Secret access key
ana,AKIAIOSFODNN7EXAMPLE,key-1
ana,AKIAI44QH8DHBEXAMPLE,key-2
`;
    const { what, hint } = failure(await send(asked.link, [give(twice), "--pick", "ana"], luis));
    expect(what).toContain("ana (AKIAIOSFODNN7EXAMPLE), ana (AKIAI44QH8DHBEXAMPLE)");
    expect(hint).toMatch(/: --pick 'ana \(AKIAIOSFODNN7EXAMPLE\)'$/);
    for (const [pick, password] of [
      ["ana (AKIAIOSFODNN7EXAMPLE)", "key-1"],
      ["AKIAI44QH8DHBEXAMPLE", "key-2"],
    ] as const) {
      const { link } = await ask(relay.url, ana);
      await send(link, ["given", "--pick", pick], luis);
      expect((await receive([link, "--json"], ana)).stdout).toContain(`"${password}"`);
    }
  });
});

it("gives way to the options, and to --as-is", async () => {
  const options = ["--account", "my alias", "--service", "Jira", "--note", "for Monday"];
  await send(asked.link, [give(CONSOLE), ...options], luis);
  const filled = await received();
  expect(filled).toMatchObject({ service: "Jira", account: "my alias", note: "for Monday" });
  expect(filled).toMatchObject({ username: "ana", password: "aB3!x", signInUrl: SIGN_IN });
  expect(filled).not.toHaveProperty("provider");

  const unchanged = await ask(relay.url, ana);
  await send(unchanged.link, ["--as-is"], luis, CREATED);
  expect((await receive([], ana)).stdout).toBe(CREATED);
  const file = await ask(relay.url, ana);
  await send(file.link, ["given", "--as-is"], luis);
  expect((await receive([], ana)).stdout).toBe(CONSOLE);
});

it("is not looked for in other files, where there is nothing to pick", async () => {
  await send(asked.link, [give("user,password\na,b\n")], luis);
  expect((await receive([], ana)).stdout).toBe("user,password\na,b\n");
  const other = await ask(relay.url, ana);
  const { what, hint } = failure(await send(other.link, ["given", "--pick", "a"], luis));
  expect(what).toMatch(/^given is not a list of credentials/);
  expect(hint).toBe("Leave out --pick.");
  const { cwd, env } = luis;
  const both = await pct(["send", other.link, "given", "--pick", "a", "--as-is"], { cwd, env });
  expect(failure(both).what).toBe("--as-is and --pick cannot be used together.");
});

describe("pct receive", () => {
  it.each([
    ["en", "vpn", "Service  VPN\n"],
    ["es", "vpn", "Servicio  VPN\n"],
    ["en", "database", "Service  Database\n"],
    ["es", "database", "Servicio  Base de datos\n"],
    ["es", "Google Workspace", "Servicio  Google Workspace\n"],
    ["es", "Mi servicio", "Servicio  Mi servicio\n"],
  ])("shows the name of a service in the language of its reader (%s): %s", async (...row) => {
    const [language, service, line] = row;
    const document = { type: "pct.credential.v1", provider: "other", service };
    await answerWith(relay.url, asked, JSON.stringify(document));
    const env = { ...ana.env, PCT_LANG: language };
    expect((await receive([], { ...ana, env })).stdout).toBe(line);
  });
});
