import { expect, it } from "vitest";

import { credentialTitle } from "#/screens/opened-credential/credential-title.js";

it("names the service of a credential", () => {
  expect(credentialTitle({ provider: "aws" })).toEqual({ key: "aws", name: "" });
  expect(credentialTitle({ provider: "other", service: "github" })).toEqual({
    key: "github",
    name: "",
  });
  expect(credentialTitle({ provider: "other", service: "Jira" })).toEqual({
    key: "named",
    name: "Jira",
  });
  expect(credentialTitle({ service: "\u202EariJ" }).name).not.toContain("\u202E");
  expect(credentialTitle({})).toEqual({ key: "other", name: "" });
});
