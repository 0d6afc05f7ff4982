import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

/**
 * Pins the container images of Dockerfile and compose.yaml by digest: a tag can change, a digest cannot.
 *
 * `npm run pin-images` asks the registry for the digest of each tag, through docker, and writes
 * `name:tag@sha256:…`; run it again to update. With `--check`, it changes nothing and fails if an image is not
 * pinned. `--root` is the folder of the two files.
 */

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    root: { type: "string", default: join(import.meta.dirname, "..") },
  },
});

/** An image after `FROM` or `image:`, with its digest if it has one. Names of build stages have no tag. */
const IMAGE = /^(\s*(?:FROM|image:)\s+)([\w./-]+:[\w.-]+)(@\S+)?/gm;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

let unpinned = 0;
for (const name of ["Dockerfile", "compose.yaml"]) {
  const path = join(values.root, name);
  const before = readFileSync(path, "utf8");
  const after = before.replace(IMAGE, (line, keyword, image, digest = "") => {
    if (!values.check) return `${keyword}${image}@${digestOf(image)}`;
    if (DIGEST.test(digest.slice(1))) return line;
    unpinned++;
    console.error(`${name}: ${image} is not pinned by digest`);
    return line;
  });
  if (after !== before) writeFileSync(path, after);
}
if (unpinned > 0) {
  console.error("Run: npm run pin-images");
  process.exitCode = 1;
}

/** The digest of the image for all platforms. */
function digestOf(image) {
  const format = "{{.Manifest.Digest}}";
  const args = ["buildx", "imagetools", "inspect", image, "--format", format];
  const { status, stdout, stderr, error } = spawnSync("docker", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${image}: ${error?.message ?? stderr}`);
  const digest = stdout.trim();
  if (!DIGEST.test(digest)) throw new Error(`${image}: docker gave no digest: ${digest}`);
  return digest;
}
