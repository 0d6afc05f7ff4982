import { describe, expect, it } from "vitest";

import { wycheproof } from "virtual:vectors";

import { importRsaPrivateKey, oaepDecrypt } from "#/webcrypto.js";
import { decompress } from "./byte-streams.js";
import { fromBase64, fromHex, toHex } from "./vectors.js";

/** C2SP/wycheproof: RSAES-OAEP with the two parameter sets that PCT uses. */

interface Group {
  readonly keySize: number;
  readonly sha: string;
  readonly mgfSha: string;
  readonly privateKeyPkcs8: string;
  readonly tests: readonly {
    readonly tcId: number;
    readonly comment: string;
    readonly msg: string;
    readonly ct: string;
    readonly label: string;
    readonly result: "valid" | "invalid" | "acceptable";
  }[];
}

async function groups(base64: string): Promise<readonly Group[]> {
  const json = await decompress(fromBase64(base64), "gzip");
  const { testGroups } = JSON.parse(new TextDecoder().decode(json)) as {
    testGroups: readonly Group[];
  };
  return testGroups.filter(
    ({ sha, mgfSha, keySize }) =>
      sha === mgfSha && (sha === "SHA-256" || sha === "SHA-512") && keySize >= 2048,
  );
}

const all = await Promise.all(
  Object.entries(wycheproof).map(async ([name, base64]) => ({
    name,
    groups: await groups(base64),
  })),
);
const files = all.filter(({ groups }) => groups.length > 0);

/** A stranger's clone has no Wycheproof files; vitest.config.ts says so. */
const hasFiles = Object.keys(wycheproof).length > 0;

describe.skipIf(!hasFiles)("Wycheproof", () => {
  it("has groups for both hashes", () => {
    const hashes = files.flatMap(({ groups }) => groups.map(({ sha }) => sha));
    expect(new Set(hashes)).toEqual(new Set(["SHA-256", "SHA-512"]));
  });

  it.each(files)("[C8] [A9] $name", async ({ groups }) => {
    for (const { sha, privateKeyPkcs8, tests } of groups) {
      const keys = await importRsaPrivateKey(fromHex(privateKeyPkcs8), false);
      const key = sha === "SHA-256" ? keys.oaepSha256 : keys.oaepSha512;
      for (const { tcId, ct, label, msg, result } of tests) {
        const opened = await oaepDecrypt(key, fromHex(ct), fromHex(label)).then(toHex, () => null);
        const context = `test ${tcId.toString()}`;
        if (result === "valid") expect(opened, context).toBe(msg);
        else if (result === "invalid") expect(opened, context).toBeNull();
        else expect(opened, context).toBe(msg);
      }
    }
  });
});
