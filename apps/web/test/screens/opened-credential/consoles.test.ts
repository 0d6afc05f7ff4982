import { expect, it } from "vitest";

import { knownConsole } from "#/screens/opened-credential/consoles.js";

it("returns the sign-in page of each provider", () => {
  expect(knownConsole({ provider: "aws" })).toBe("https://console.aws.amazon.com/");
  expect(knownConsole({ provider: "azure", account: "contoso" })).toBe("https://portal.azure.com/");
  expect(knownConsole({ provider: "gcp" })).toBe("https://console.cloud.google.com/");
  expect(knownConsole({ provider: "other" })).toBeNull();
  expect(knownConsole({})).toBeNull();
});

it.each(["123456789012", "my-company", " 123456789012 "])(
  "returns the sign-in page of the AWS account %j",
  (account) => {
    expect(knownConsole({ provider: "aws", account })).toBe(
      `https://${account.trim()}.signin.aws.amazon.com/console`,
    );
  },
);

it.each(["evil.example/#", "a@evil.example", "evil.example\\", "x", "-alias", "https://e"])(
  "ignores the invalid AWS account %j",
  (account) => {
    const url = new URL(knownConsole({ provider: "aws", account }) ?? "");
    expect(url.origin).toBe("https://console.aws.amazon.com");
  },
);
