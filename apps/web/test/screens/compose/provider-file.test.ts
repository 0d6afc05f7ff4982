import { beforeEach, describe, expect, it } from "vitest";

import { Draft } from "#/screens/compose/draft.js";
import type { CredentialDraft } from "#/screens/compose/draft.js";
import {
  attachFile,
  chooseEntry,
  dropProviderFile,
  takeFiles,
  takeText,
} from "#/screens/compose/provider-file.js";

const HEADING = "User name,Password,Access key ID,Secret access key,Console login link";
const SIGN_IN = "https://my-company.signin.aws.amazon.com/console";
const KEY = "AKIAIOSFODNN7EXAMPLE,wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const ANA = `ana,first,${KEY},${SIGN_IN}`;
const LUIS = `luis,second,,,${SIGN_IN}`;
const csv = (...rows: string[]): File =>
  new File([[HEADING, ...rows, ""].join("\r\n")], "credentials.csv", { type: "text/csv" });

let draft: Draft;
beforeEach(() => {
  draft = new Draft();
});
const fields = (): CredentialDraft => draft.store.get().credential;
const sent = (): Promise<string[]> => Promise.all(fields().files.map((file) => file.text()));

describe("a provider's file", () => {
  it("fills the fields, and goes along where it holds more than they do", async () => {
    draft.changeCredential({ note: "hola", from: "Luis", account: "typed" });
    expect(await takeFiles(draft, [csv(ANA)])).toBe("filled");
    expect(fields()).toMatchObject({
      service: "aws",
      account: "my-company",
      signInUrl: SIGN_IN,
      username: "ana",
      password: "first",
      mustChangePassword: true,
      note: "hola",
      from: "Luis",
    });
    expect(await sent()).toEqual([[HEADING, ANA, ""].join("\r\n")]);
  });

  it("stays here where the fields hold all of it, unless the person wants it", async () => {
    await takeFiles(draft, [csv(LUIS)]);
    expect(fields().files).toEqual([]);
    attachFile(draft, true);
    attachFile(draft, true);
    expect(await sent()).toHaveLength(1);
    attachFile(draft, false);
    expect(fields().files).toEqual([]);
  });

  it("fills nothing with several people until one is chosen, and sends no other's row", async () => {
    draft.changeCredential({ username: "typed" });
    await takeFiles(draft, [csv(ANA, LUIS)]);
    expect(fields().username).toBe("typed");
    expect(fields().files).toEqual([]);
    chooseEntry(draft, 0);
    expect(fields()).toMatchObject({ username: "ana", password: "first" });
    expect((await sent()).join("")).not.toContain("luis");
    chooseEntry(draft, 1);
    expect(fields()).toMatchObject({ username: "luis", password: "second" });
    expect(fields().files).toEqual([]);
    attachFile(draft, true);
    expect(await sent()).toEqual([[HEADING, LUIS, ""].join("\r\n")]);
    chooseEntry(draft, 7);
    expect(fields().username).toBe("luis");
  });

  it("replaces the one before, with its attachment", async () => {
    await takeFiles(draft, [csv(ANA)]);
    const json = {
      type: "service_account",
      client_email: "b@p",
      private_key: "k",
      project_id: "p",
    };
    await takeFiles(draft, [new File([JSON.stringify(json)], "key.json")]);
    expect(fields()).toMatchObject({ service: "gcp", username: "b@p", password: "", account: "p" });
    expect(await sent()).toEqual([JSON.stringify(json)]);
  });

  it("can be removed from what is sent", async () => {
    await takeFiles(draft, [csv(ANA)]);
    const [attached] = fields().files;
    if (attached !== undefined) draft.removeFile(attached);
    expect(draft.store.get().providerFile?.attached).toBeNull();
    dropProviderFile(draft);
    expect(draft.store.get().providerFile).toBeNull();
    expect(fields().username).toBe("ana");
  });

  it("is read from pasted text", async () => {
    const key = { AccessKey: { UserName: "ana", AccessKeyId: "AKIA", SecretAccessKey: "s" } };
    expect(await takeText(draft, JSON.stringify(key))).toBe("filled");
    expect(fields()).toMatchObject({ username: "AKIA", password: "s", mustChangePassword: false });
    expect(await takeText(draft, "hello")).toBe("nothing");
  });
});

describe("any other file", () => {
  it("is sent as it is, beside a provider's file", async () => {
    const other = new File(["x"], "id_ed25519");
    expect(await takeFiles(draft, [other])).toBe("attached");
    expect(await takeFiles(draft, [new File(["y"], "y"), csv(LUIS)])).toBe("filled");
    expect(fields().files.map(({ name }) => name)).toEqual(["id_ed25519", "y"]);
  });

  it("is refused beyond the number that a document holds", async () => {
    const many = Array.from({ length: 17 }, (_, index) => new File(["x"], index.toString()));
    expect(await takeFiles(draft, many)).toBe("tooMany");
    expect(fields().files).toHaveLength(16);
  });

  it("does not arrive in a draft that was reset meanwhile", async () => {
    const taking = [takeFiles(draft, [csv(ANA)]), takeFiles(draft, [new File(["x"], "x")])];
    draft.reset();
    expect(await Promise.all(taking)).toEqual(["nothing", "nothing"]);
    expect(draft.store.get()).toBe(draft.store.initial);
  });
});
