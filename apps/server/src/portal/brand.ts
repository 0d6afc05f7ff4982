import { readFileSync } from "node:fs";

import { StartFailure } from "../start-failure.js";
import { causeOf } from "../relay/log.js";

/** The name and picture of the organization whose portal it is, for the header of every page. */

interface Picture {
  readonly type: string;
  readonly body: Buffer;
}

export interface Brand {
  readonly name?: string;
  readonly logo?: Picture;
}

const MAX_LOGO_KIB = 256;

/** How files of each type begin. */
const PICTURES: readonly (readonly [type: string, start: RegExp])[] = [
  ["image/png", /^\x89PNG\r\n/],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/webp", /^RIFF.{4}WEBP/s],
  ["image/svg+xml", /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]/s],
];

/**
 * Reads the picture of the settings.
 *
 * @throws {@link StartFailure} if it is none, or too large.
 */
export function readBrand(settings: {
  readonly brandName: string | null;
  readonly logoFile: string | null;
}): Brand {
  const { brandName, logoFile } = settings;
  return {
    ...(brandName === null ? {} : { name: brandName }),
    ...(logoFile === null ? {} : { logo: pictureIn(logoFile) }),
  };
}

function pictureIn(file: string): Picture {
  let body: Buffer;
  try {
    body = readFileSync(file);
  } catch (error) {
    const reason = causeOf(error);
    throw new StartFailure((t) => t.logoUnreadable({ file, reason }));
  }
  const start = body.toString("latin1", 0, 4096);
  const [type] = PICTURES.find(([, pattern]) => pattern.test(start)) ?? [];
  if (type === undefined || body.length > MAX_LOGO_KIB * 1024) {
    throw new StartFailure((t) => t.logoInvalid({ file, maximum: MAX_LOGO_KIB.toString() }), 2);
  }
  return { type, body };
}

/** The files that the pages read, by address. The build has an empty one in place of the first. */
export function brandFiles({ name, logo }: Brand): ReadonlyMap<string, Picture> {
  const content = JSON.stringify({ name, logo: logo === undefined ? undefined : "/brand/logo" });
  return new Map([
    ["/brand/portal.json", { type: "application/json", body: Buffer.from(content) }],
    ...(logo === undefined ? [] : ([["/brand/logo", logo]] as const)),
  ]);
}
