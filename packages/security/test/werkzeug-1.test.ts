import { expect, it } from "vitest";

import { needsRehash, verifyPassword } from "#/index.js";
import { refusal } from "./errors.js";
import { werkzeug } from "./vectors.js";
import { describeThird } from "./werkzeug-vectors.js";

describeThird(0);

it("checks one fast round only with the option", async () => {
  const legacy = werkzeug.vectors.find(
    (vector) => vector.policy?.startsWith("legacy") && vector.expect === true,
  );
  if (legacy === undefined) throw new Error("no legacy vector");
  const { hash, password } = legacy;
  expect(await refusal(() => verifyPassword(hash, password))).toBe("hash-legacy");
  expect(await verifyPassword(hash, password, { legacy: true })).toBe(true);
  expect(needsRehash(hash)).toBe(true);
});
