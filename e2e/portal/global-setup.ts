import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromiumPath } from "@pct/tooling/chromium";
import { vectorsFolder } from "@pct/tooling/vectors";
import type { TestProject } from "vitest/node";

import { writeCameraFilm } from "./camera.js";
import { BUILT_PORTAL } from "./built-portal.js";

declare module "vitest" {
  interface ProvidedContext {
    /** A copy of the built portal whose worker takes its keys from the vectors. */
    readonly portalWithReadyKeys: string;
    /** What Chromium plays as its camera. */
    readonly cameraFilm: string;
  }
}

/** Prepares what the tests of the portal share. */
export default function setup({ provide }: TestProject): (() => void) | undefined {
  if (chromiumPath() === undefined) return undefined;
  if (!existsSync(BUILT_PORTAL)) throw new Error("the portal is not built: npm run build");
  const folder = mkdtempSync(join(tmpdir(), "pct-portal-"));
  const portal = join(folder, "out");
  cpSync(BUILT_PORTAL, portal, { recursive: true });
  takeKeysFromVectors(join(portal, "worker"));
  const film = join(folder, "camera.y4m");
  writeCameraFilm(film);
  provide("portalWithReadyKeys", portal);
  provide("cameraFilm", film);
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}

/**
 * Makes the worker import keys of the vectors where it would generate one of 4096 bits. Generating one
 * takes a second of CPU time, and each page that may need one generates it on load.
 */
function takeKeysFromVectors(folder: string): void {
  const keys = ["rsa4096-a", "rsa4096-b"].map((name) => {
    const file = join(vectorsFolder("core").folder, `classic/keys/${name}.private_key.pem`);
    return readFileSync(file, "utf8").replace(/-----[^-]*-----|\s/g, "");
  });
  for (const name of readdirSync(folder)) {
    if (!/^crypto-[^.]*\.js/.test(name)) continue;
    const path = join(folder, name);
    // Its compressed copies would be served in its place.
    if (/\.(?:br|gz)$/.test(name)) rmSync(path);
    else writeFileSync(path, readyKeys(keys) + readFileSync(path, "utf8"));
  }
}

/** @param keys - PKCS#8 in base64. */
function readyKeys(keys: readonly string[]): string {
  return `{
    const keys = ${JSON.stringify(keys)};
    const generateKey = SubtleCrypto.prototype.generateKey;
    let next = 0;
    SubtleCrypto.prototype.generateKey = async function (algorithm, extractable, usages) {
      if (algorithm.modulusLength !== 4096) {
        return generateKey.call(this, algorithm, extractable, usages);
      }
      const bytes = atob(keys[next++ % keys.length]);
      const pkcs8 = Uint8Array.from(bytes, (char) => char.charCodeAt(0));
      const { name, hash } = algorithm;
      return { privateKey: await this.importKey("pkcs8", pkcs8, { name, hash }, extractable, ["decrypt"]) };
    };
  }\n`;
}
