import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** Text files; images and fonts are compressed already. */
const TEXT = /\.(?:css|html|js|json|svg|txt|webmanifest)$/;

/** Smaller files fit into one packet without compression. */
const MIN_BYTES = 1024;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Writes `FILE.br` and `FILE.gz` beside each file that they make smaller, so the server need not compress. */
export async function compressFiles(folder: string, paths: readonly string[]): Promise<void> {
  await Promise.all(
    paths
      .filter((path) => TEXT.test(path))
      .map(async (path) => {
        const content = await readFile(join(folder, path));
        if (content.length >= MIN_BYTES) await compress(join(folder, path), content);
      }),
  );
}

async function compress(path: string, content: Buffer): Promise<void> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  const variants = [
    [".br", await brotli(content, { params })],
    [".gz", await gzipped(content, { level: constants.Z_BEST_COMPRESSION })],
  ] as const;
  for (const [suffix, bytes] of variants) {
    if (bytes.length < content.length) await writeFile(path + suffix, bytes);
  }
}
