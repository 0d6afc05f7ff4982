import { expect } from "vitest";

import { give, givePair } from "./pct-files.js";
import type { Situation } from "./pct-files.js";

/** The situations around keys and passwords of clouds in which pct advises a command of its own. */

export const CLOUD_SITUATIONS: Readonly<Record<string, Situation>> = {
  "clouds.exportOfLocked.hint": async (reader) => {
    give(reader, "classic/keys/rsa4096-a.pbes2-aes256-sha256-i2048.pem", "private_key.pem");
    give(reader, "classic/keys/rsa4096-a.public_key.pem", "public_key.pem");
    const said = await reader.pct(["export", "private_key.pem"]);
    expect(said.code).toBe(1);
    const values = { FILE: "public_key.pem" };
    const { stdout } = await reader.type(reader.read(said)[0], values);
    expect(stdout).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
  },

  "clouds.notWindowsPassword.hint": async (reader) => {
    givePair(reader);
    await reader.pct(["encrypt", "-o", "my file"], { input: "s3cret" });
    await reader.pct(["encrypt", "my file", "-o", "my file.age"]);
    const said = await reader.pct(["windows-password", "my file.age"]);
    expect(said.code).toBe(1);
    const opened = await reader.type(reader.read(said)[0], { FILE: "'my file.age'" });
    expect((await reader.pct(["decrypt", "-"], { input: opened.data })).stdout).toBe("s3cret");
  },
};
