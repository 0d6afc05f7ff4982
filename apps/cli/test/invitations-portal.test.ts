import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, describe, expect, it } from "vitest";

import { person } from "./delivery.js";
import type { Person } from "./delivery.js";
import { startPortal } from "./portal.js";
import { pct } from "./run.js";
import type { Result } from "./run.js";

/** Twenty people on Monday, through the built server: from a table of people to proofs of opening. */

const { hasRelay, url, data, log, restart, stop } = await startPortal();

const title = hasRelay
  ? "twenty people"
  : "twenty people (left out: needs apps/server built, with its relay)";

afterAll(stop);

const SIGN_IN = "https://123456789012.signin.aws.amazon.com/console";
const NUMBERS = Array.from({ length: 20 }, (_, i) => i.toString().padStart(2, "0"));

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly safetyWords: { readonly es: readonly string[] };
}

describe.skipIf(!hasRelay)(title, () => {
  const run = (who: Person, args: readonly string[]): Promise<Result> => {
    return pct(args, { cwd: who.cwd, env: { ...who.env, PCT_LANG: "es" } });
  };
  const list = async (luis: Person): Promise<Listed[]> => {
    return JSON.parse((await run(luis, ["invitations", "--json"])).stdout) as Listed[];
  };

  it("are invited from a CSV, answer, are sent to from a CSV of AWS, and open it, with proof", async () => {
    const luis = person(url);
    const people = NUMBERS.map(() => person(url));
    const rows = NUMBERS.map((n) => `Persona ${n};p${n}@example.org;p${n}`);
    writeFileSync(join(luis.cwd, "people.csv"), `nombre;correo;usuario\n${rows.join("\n")}\n`);
    const args = ["invite", "people.csv", "--label", "AWS", "--from", "Luis"];
    const invited = await run(luis, args);
    expect(invited.code).toBe(0);
    const links = [...invited.stdout.matchAll(/"(http[^"]+)"\r\n/g)].map(([, link = ""]) => link);
    expect(links).toHaveLength(20);

    // The words that each person sees and reads out by phone.
    const heard: string[] = [];
    for (const [i, each] of people.entries()) {
      const answered = await run(each, ["request", links[i] ?? "", "--no-wait"]);
      expect(answered.code).toBe(0);
      heard.push(/(?<=Las seis palabras: ).+/.exec(answered.stderr)?.[0] ?? "");
    }
    await restart();
    const ready = await list(luis);
    expect(ready.map(({ name, state }) => `${name}: ${state}`)).toEqual(
      NUMBERS.map((n) => `Persona ${n}: ready`),
    );
    expect(ready.map(({ safetyWords }) => safetyWords.es.join(" "))).toEqual(heard);
    for (const { id } of ready) {
      expect((await run(luis, ["invitations", id, "--checked"])).code).toBe(0);
    }

    const credentials = NUMBERS.map((n) => `p${n},canary-${n}-password,${SIGN_IN}`).reverse();
    const csv = `User name,Password,Console sign-in URL\n${credentials.join("\n")}\n`;
    writeFileSync(join(luis.cwd, "credentials.csv"), csv);
    const sent = await run(luis, ["send", "--batch", "credentials.csv", "--yes"]);
    expect(sent.code).toBe(0);
    expect(sent.stderr).toContain("20/20 ");
    expect(sent.stderr).toContain("Enviadas: 20.");

    for (const [i, each] of people.entries()) {
      const { stdout } = await run(each, ["receive", "--json"]);
      const n = NUMBERS[i] ?? "";
      expect(JSON.parse(stdout)).toMatchObject({
        credential: { username: `p${n}`, password: `canary-${n}-password`, from: "Luis" },
      });
    }
    expect((await list(luis)).map(({ state }) => state)).toEqual(NUMBERS.map(() => "saved"));

    // Neither the server nor the administrator's list has a password, and the server no name.
    const kept = [data, join(luis.requests, "..")].map((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
        .join("\n"),
    );
    expect(kept.join("\n")).not.toContain("canary");
    expect(`${kept[0] ?? ""}${log()}`).not.toMatch(/Persona|example\.org|Luis/);
  });
});
