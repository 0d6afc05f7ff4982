import fc from "fast-check";
import { inject } from "vitest";

/** One seed for all property tests of a run, printed by the configuration. */

declare module "vitest" {
  export interface ProvidedContext {
    fastCheckSeed: number;
  }
}

fc.configureGlobal({ seed: inject("fastCheckSeed") });
