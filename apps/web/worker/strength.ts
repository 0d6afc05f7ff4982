import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import { dictionary as english } from "@zxcvbn-ts/language-en";
import { dictionary as spanish } from "@zxcvbn-ts/language-es-es";
import { expose } from "comlink";

import type { Strength, StrengthWarning, StrengthWorker } from "#/crypto/interface/passwords.js";
import { transferFailures } from "#/crypto/transfer.js";
import type { WorkerMethods } from "#/crypto/transfer.js";

/**
 * The strength worker: estimates how hard a passphrase that a person chose is to guess. It is a bundle of
 * its own, since its dictionaries have two megabytes and only pages with a strength meter need them.
 */

/** The estimator sees only the start: its work grows with the length, and longer input is strong or repeats. */
const ESTIMATED_CHARACTERS = 100;

// Without translations it returns the keys of its warnings, which our catalogue translates.
const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english, ...spanish },
  graphs: common.adjacencyGraphs,
});

/** How hard a passphrase is to guess for an attacker with dictionaries of both languages. */
function strength(passphrase: string): Strength {
  const { score, guessesLog10, feedback } = zxcvbn.check(passphrase.slice(0, ESTIMATED_CHARACTERS));
  return { score, guessesLog10, warning: feedback.warning as StrengthWarning | null };
}

const worker: WorkerMethods<StrengthWorker> = { strength };

transferFailures(() => ({ code: "unexpected", params: {} }));
expose(worker);
