import fc from "fast-check";
import { inject } from "vitest";

/** Sets the seed of all property tests; vitest.config.ts draws it and prints it. */

declare module "vitest" {
  export interface ProvidedContext {
    fastCheckSeed: number;
  }
}

fc.configureGlobal({ seed: inject("fastCheckSeed") });
