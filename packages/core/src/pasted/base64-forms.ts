import { decodeBase64 } from "../base64.js";

/** Not the first or last line of armor whose spaces a program replaced. */
const DATA_LINE = /^(?!.*---)[A-Za-z0-9+/_-]+={0,3}$/;

/** Whether a line is base64 or base64url. */
export function isDataLine(line: string): boolean {
  return DATA_LINE.test(line);
}

/** The bytes of base64 or base64url with any padding; `null` if it is not canonical. */
export function decodeLoosely(text: string): Uint8Array | null {
  const characters = text.replace(/={1,3}$/, "");
  const isUrl = /[-_]/.test(characters);
  if (isUrl && /[+/]/.test(characters)) return null;
  const standard = isUrl ? characters.replaceAll("-", "+").replaceAll("_", "/") : characters;
  return decodeBase64(standard.padEnd(Math.ceil(standard.length / 4) * 4, "="));
}

/**
 * Lines of base64 that follow each other, also with blank lines between them.
 *
 * @param token - Base64 inside a line of other text; each match is a run of its own.
 */
export function dataRuns(text: string, token?: RegExp): string[][] {
  const runs: string[][] = [];
  let run: string[] = [];
  for (const line of text.split("\n").map((line) => line.trim())) {
    if (isDataLine(line)) {
      run.push(line);
    } else if (line !== "") {
      const tokens = token === undefined ? [] : (line.match(token) ?? []);
      runs.push(run, ...tokens.map((found) => [found]));
      run = [];
    }
  }
  return [...runs, run].filter((lines) => lines.length > 0);
}
