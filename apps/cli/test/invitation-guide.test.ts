import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { execFile } from "node:child_process";

import { createRelayClient } from "@pct/delivery/relay-client";
import type { Invitation } from "@pct/exchange/invitation";
import { encryptAnswer, wrapAnswer } from "@pct/exchange/prepare-answer";
import { sendToInvited } from "@pct/exchange/send-to-invited";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { person } from "./delivery.js";
import type { Person } from "./delivery.js";
import { memoryRelay } from "./memory-relay.js";
import type { MemoryRelay } from "./memory-relay.js";
import { COMMAND } from "./process.js";
import { environment, pct } from "./run.js";

/** The guide to invitations: its commands run, with stand-ins for the programs of the clouds. */

const GUIDES = resolve(import.meta.dirname, "../../../docs/guide");
const guides = ["en", "es"].map((language) => {
  return readFileSync(join(GUIDES, language, "invitations.md"), "utf8");
});

/** The blocks of a guide in one language. */
function blocks(guide: string, name: "sh" | "ts"): string[] {
  return [...guide.matchAll(/```(\w+)\n([^]*?)```/g)]
    .filter(([, language]) => language === name)
    .map(([, , code = ""]) => code);
}

let relay: MemoryRelay;
beforeAll(async () => {
  relay = await memoryRelay();
});
afterAll(() => relay.stop());

/** An administrator and Ana, who has answered and whose words are confirmed. */
async function confirmed(): Promise<{ luis: Person; ana: Person; id: string }> {
  const [luis, ana] = [person(relay.url), person(relay.url)];
  const { stdout } = await pct(["invite", "ana", "--json"], luis);
  const { id, link } = JSON.parse(stdout) as { id: string; link: string };
  expect((await pct(["request", link, "--no-wait"], ana)).code).toBe(0);
  expect((await pct(["invitations", "ana", "--checked"], luis)).code).toBe(0);
  return { luis, ana, id };
}

/** What the stand-ins print, as the clouds' programs do. */
const CLOUDS = {
  aws: `case "$2" in
create-access-key) echo '{"AccessKey":{"UserName":"ana","AccessKeyId":"AKIAIOSFODNN7EXAMPLE","Status":"Active","SecretAccessKey":"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"}}' ;;
*) cat /dev/stdin > login-profile ;;
esac`,
  az: `for last; do :; done; printf %s "$last" > az-password`,
  gcloud: `echo '{"type":"service_account","project_id":"my-project","private_key":"-----BEGIN PRIVATE KEY-----","client_email":"backup@my-project.iam.gserviceaccount.com"}' > "$5"`,
};

/** Runs a block of the guide; throws if it fails. */
async function shell(code: string, { cwd, env }: Person): Promise<void> {
  const programs = join(cwd, "bin");
  mkdirSync(programs);
  const [node, program] = COMMAND;
  writeFileSync(join(programs, "pct"), `#!/bin/sh\nexec '${node}' '${program}' "$@"\n`);
  for (const [name, script] of Object.entries(CLOUDS)) {
    writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`);
  }
  for (const name of ["pct", ...Object.keys(CLOUDS)]) chmodSync(join(programs, name), 0o755);
  const PATH = `${programs}:${dirname(process.execPath)}:${process.env.PATH ?? ""}`;
  // The relay answers in this process meanwhile.
  await promisify(execFile)("bash", ["-euo", "pipefail", "-c", code], {
    cwd,
    env: { ...environment(env), PATH },
  });
}

it("shows the same commands in both languages", () => {
  const [english = "", spanish = ""] = guides;
  expect(blocks(spanish, "sh")).toEqual(blocks(english, "sh"));
  expect(blocks(spanish, "ts")).toEqual(blocks(english, "ts"));
});

describe("a cloud's own command", () => {
  const clouds = blocks(guides[0] ?? "", "sh").filter((code) => /\b(?:aws|az|gcloud) /.test(code));
  const EXPECTED = [
    { provider: "aws", username: "ana", password: expect.stringMatching(/^\S{20}$/) as string },
    { provider: "aws", username: "AKIAIOSFODNN7EXAMPLE" },
    { provider: "azure", username: "ana@example.org" },
    { provider: "gcp", username: "backup@my-project.iam.gserviceaccount.com" },
  ];

  it("has an example for each of the four", () => {
    expect(clouds).toHaveLength(EXPECTED.length);
  });

  it.each(
    clouds.map(
      (code, i) =>
        [(/\b(?:aws|az|gcloud) [a-z -]+/.exec(code) ?? [])[0], code, EXPECTED[i]] as const,
    ),
  )("%s ends in pct send", async (_, code, expected) => {
    const { luis, ana } = await confirmed();
    await shell(code, luis);
    const { stdout } = await pct(["receive", "--json"], ana);
    const { credential } = JSON.parse(stdout) as { credential: { password?: string } };
    expect(credential).toMatchObject(expected ?? {});
    // The cloud has the same password.
    for (const name of ["login-profile", "az-password"]) {
      const path = join(luis.cwd, name);
      if (existsSync(path)) expect(readFileSync(path, "utf8")).toContain(credential.password);
    }
  });
});

async function sendPassword(
  invitation: Invitation,
  password: string,
  remember: (changed: Invitation) => Promise<void>,
): Promise<Invitation> {
  const bytes = new TextEncoder().encode(password);
  const content = { bytes, part: { password }, fields: { provider: "aws" } } as const;
  return sendToInvited(invitation, {
    relay: createRelayClient({ baseUrl: invitation.server }),
    seal: async (request, receipt) => {
      const wrapped = wrapAnswer(content, request, receipt);
      const ciphertext = await encryptAnswer(wrapped.plaintext, request);
      return { ciphertext, receipt: wrapped.receipt };
    },
    remember,
  });
}

it("sends from a program with the function that the guide shows", async () => {
  const own = readFileSync(import.meta.filename, "utf8");
  const [, shown = ""] =
    /export (async function [^]*)$/.exec(blocks(guides[0] ?? "", "ts")[0] ?? "") ?? [];
  expect(shown.length).toBeGreaterThan(500);
  expect(own).toContain(shown);
  const { luis, ana, id } = await confirmed();
  const path = join(luis.requests, `../invitations/${id}.json`);
  const invitation = JSON.parse(readFileSync(path, "utf8")) as Invitation;
  const stored: Invitation[] = [];
  const sent = await sendPassword(invitation, "hunter2", (changed) => {
    stored.push(changed);
    return Promise.resolve();
  });
  expect(stored).toEqual([sent]);
  expect((await pct(["receive"], ana)).stdout).toContain("hunter2");
});
