import { CREDENTIAL_TYPE, writeCredential } from "@pct/delivery/credential";
import { expect, it } from "vitest";

import { readAnswer } from "#/read-answer.js";

const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

it("reads a document for this request", () => {
  const bytes = writeCredential({ type: CREDENTIAL_TYPE, request: id, username: "ana" });
  const answer = readAnswer(bytes, id);
  expect(answer.document?.username).toBe("ana");
  expect(answer).toMatchObject({ problem: null, isForAnotherRequest: false });
});

it.each([
  ["another request", { request: "another" }],
  ["no request", {}],
])("reports a document for %s", (_, fields) => {
  const bytes = writeCredential({ type: CREDENTIAL_TYPE, ...fields });
  expect(readAnswer(bytes, id).isForAnotherRequest).toBe(true);
});

it("does not ask for a request of a file that came by another way", () => {
  const bytes = writeCredential({ type: CREDENTIAL_TYPE, request: "another" });
  expect(readAnswer(bytes, null).isForAnotherRequest).toBe(false);
});

it("leaves content that is not a document to its reader", () => {
  expect(readAnswer(utf8("hunter2"), id)).toEqual({
    document: null,
    problem: null,
    isForAnotherRequest: false,
  });
});

it.each([
  ["a damaged document", '{ "type": "pct.credential.v1", "username": 1 }', "credential-malformed"],
  [
    "a document of a later version",
    '{ "type": "pct.credential.v9" }',
    "credential-version-unknown",
  ],
])("says why it can't read %s", (_, json, code) => {
  const answer = readAnswer(utf8(json), id);
  expect(answer.document).toBeNull();
  expect(answer.problem?.code).toBe(code);
});
