import { copyFile, mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

/** Fonts under the OFL 1.1, which requires that the licence is distributed with them. */
const FONTS = ["atkinson-hyperlegible-next", "atkinson-hyperlegible-mono"];

export async function copyLicences(folder: string): Promise<void> {
  const { resolve } = createRequire(import.meta.url);
  const target = join(folder, "licences");
  await mkdir(target, { recursive: true });
  await Promise.all(
    FONTS.map(async (font) => {
      const licence = resolve(`@fontsource-variable/${font}/LICENSE`);
      await copyFile(licence, join(target, `${font}.txt`));
    }),
  );
}
