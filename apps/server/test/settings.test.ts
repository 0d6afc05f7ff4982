import { serverSentences } from "@pct/messages/server";
import { afterEach, expect, it, vi } from "vitest";

import { readSettings } from "#/settings.js";
import { StartFailure } from "#/start-failure.js";

/** Invalid settings; program.test.ts checks how the program prints them. */

afterEach(() => {
  vi.unstubAllEnvs();
});

function failureOf(name: string, value: string): StartFailure {
  vi.stubEnv(name, value);
  try {
    readSettings();
  } catch (error) {
    if (error instanceof StartFailure) return error;
    throw error;
  }
  throw new Error("the value was accepted");
}

it.each(["abc", "-1", "65536", "3000 ", "0x50", "1e3"])("rejects PORT=%j", (value) => {
  const { say, exitCode } = failureOf("PORT", value);
  for (const t of Object.values(serverSentences)) expect(say(t)).toEqual(t.portInvalid({ value }));
  expect(exitCode).toBe(2);
});

it.each(["portal.example", "ftp://a.example", "https://a.b/c", "https://a@b.c", "https://["])(
  "rejects PCT_PUBLIC_URL=%s",
  (value) => {
    const { say, exitCode } = failureOf("PCT_PUBLIC_URL", value);
    for (const t of Object.values(serverSentences)) {
      expect(say(t)).toEqual(t.publicUrlInvalid({ value }));
    }
    expect(exitCode).toBe(2);
  },
);

it.each(["a".repeat(41), "two\nlines", " ", "a\u202Eb", "a  b"])("rejects PCT_NAME=%j", (value) => {
  const { say, exitCode } = failureOf("PCT_NAME", value);
  for (const t of Object.values(serverSentences)) {
    expect(say(t)).toEqual(t.nameInvalid({ value, maximum: "40" }));
  }
  expect(exitCode).toBe(2);
});
