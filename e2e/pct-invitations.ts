import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "vitest";

import { person } from "../apps/cli/test/delivery.js";
import { answerWithLink } from "../apps/cli/test/invited.js";
import { recipient } from "./pct-delivery.js";
import { write } from "./pct-files.js";
import type { Situation } from "./pct-files.js";
import type { Reader } from "./pct-reader.js";

/** The situations around invitations in which pct advises a command of its own. */

const PEOPLE = "name,mail\nAna,ana@example.org\nEva,eva@example.org\n";

interface Invited {
  readonly id: string;
  readonly link: string;
  /** The environment of the person who was invited. */
  readonly ana: Readonly<Record<string, string>>;
}

/** An administrator, as the reader, who has invited Ana. */
async function invited(reader: Reader): Promise<Invited> {
  const { ana } = await recipient(reader);
  const server = ana.env.PCT_SERVER ?? "";
  reader.env = person(server).env;
  const { stdout } = await reader.pct(["invite", "Ana", "--json"]);
  const { id, link } = JSON.parse(stdout) as { id: string; link: string };
  return { id, link, ana: person(server).env };
}

async function answered(reader: Reader): Promise<Invited> {
  const made = await invited(reader);
  const { code } = await reader.pct(["request", made.link, "--no-wait"], { env: made.ana });
  expect(code).toBe(0);
  return made;
}

/** Sends to Ana, whose words were compared in another way. */
async function sendsTo(reader: Reader): Promise<ReturnType<Reader["pct"]>> {
  return reader.pct(["send", "--invitation", "Ana", "--checked"], { input: "s3cret" });
}

export const INVITATION_SITUATIONS: Readonly<Record<string, Situation>> = {
  "invitations.made": async (reader) => {
    await invited(reader);
    write(reader, "people.csv", PEOPLE);
    const said = await reader.pct(["invite", "people.csv"]);
    const { stdout } = await reader.type(reader.read(said)[0]);
    expect(stdout.split("\n")).toHaveLength(4);
  },

  "invitations.warnUnusable": async (reader) => {
    const { link, ana } = await answered(reader);
    await reader.pct(["invitations"]);
    // The same answer, as a relay could replay it.
    const { stdout } = await reader.pct(["invitations", "--json"]);
    expect(stdout).toContain(link);
    const second = await reader.pct(["invite", "Eva", "--json"]);
    const eva = JSON.parse(second.stdout) as { id: string; link: string };
    const own = await reader.pct(["receive", "--list", "--json"], { env: ana });
    const [request] = JSON.parse(own.stdout) as { link: string }[];
    await answerWithLink(eva.link, request?.link ?? "");
    const said = await reader.pct(["invitations"]);
    await reader.type(reader.read(said)[0]);
    const states = await reader.pct(["invitations", "Eva", "--json"]);
    expect(states.stdout).toContain('"state": "withdrawn"');
  },

  "invitations.sentTo": async (reader) => {
    const { ana } = await answered(reader);
    const said = await sendsTo(reader);
    expect((await reader.pct(["receive"], { env: ana })).stdout).toContain("s3cret");
    const { stdout } = await reader.type(reader.read(said)[0]);
    expect(stdout).toMatch(/with proof|con comprobante/);
  },

  "invitations.notFound.hint": async (reader) => {
    const { id } = await invited(reader);
    const said = await reader.pct(["send", "--invitation", "Leo"], { input: "s3cret" });
    expect(said.code).toBe(1);
    expect((await reader.type(reader.read(said)[0])).stdout).toContain(id.slice(0, 10));
  },

  "help.commands.invite.examples.run": async (reader) => {
    await invited(reader);
    write(reader, "people.csv", PEOPLE);
    const [table, one] = reader.read(await reader.pct(["invite", "--help"]));
    await reader.type(table);
    expect(readFileSync(join(reader.cwd, "messages.csv"), "utf8")).toContain("eva@example.org");
    expect((await reader.type(one)).stdout).toMatch(/\/i\/\S+#for=AWS&to=Ana\n/);
  },

  "help.commands.invitations.examples.run": async (reader) => {
    await answered(reader);
    const [all, withdraw] = reader.read(await reader.pct(["invitations", "--help"]));
    expect((await reader.type(all)).stdout).toMatch(/words: |palabras: /);
    await reader.type(withdraw);
    const { stdout } = await reader.pct(["invitations", "--json"]);
    expect(stdout).toContain('"state": "withdrawn"');
  },
};

/** The examples of `pct request` and `pct send` that have to do with an invitation. */
export async function answersInvitation(
  reader: Reader,
  command: string | undefined,
): Promise<void> {
  const { link, ana } = await invited(reader);
  const values = { "https://pct.example.org/i/…": link };
  await reader.type(command, values, { env: ana }, ["--no-wait"]);
  const { stdout } = await reader.pct(["invitations", "--json"]);
  expect(stdout).toContain('"state": "ready"');
}

export async function sendsToInvited(
  reader: Reader,
  [one, batch]: readonly (string | undefined)[],
): Promise<void> {
  const { ana } = await answered(reader);
  // The words need a terminal: the option says that they were compared.
  await reader.type(one, {}, { input: "s3cret" }, ["--checked"]);
  expect((await reader.pct(["receive"], { env: ana })).stdout).toContain("s3cret");
  const second = await answered(reader);
  await reader.pct(["invitations", second.id, "--checked"]);
  write(reader, "credentials.csv", "user,password\nana,from a table\n");
  await reader.type(batch, {}, {}, ["--yes"]);
  const { stdout } = await reader.pct(["receive"], { env: second.ana });
  expect(stdout).toContain("from a table");
}
