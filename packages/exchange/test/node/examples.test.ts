import { resolve } from "node:path";

import { describeExamples } from "@pct/tooling/examples";
import { sourceProgram } from "@pct/tooling/source-program";

describeExamples({
  program: sourceProgram(resolve(import.meta.dirname, "../..")),
  entries: [
    "src/errors.ts",
    "src/follow-request.ts",
    "src/format.ts",
    "src/limits.ts",
    "src/new-request.ts",
    "src/prepare-answer.ts",
    "src/read-answer.ts",
    "src/request-key.ts",
    "src/request-status.ts",
    "src/sent-answer.ts",
    "src/invitation.ts",
    "src/word-challenge.ts",
    "src/follow-invitation.ts",
    "src/send-to-invited.ts",
    "src/answer-invitation.ts",
    "src/withdraw-invitation.ts",
  ],
  modules: {
    "@pct/core/hybrid": () => import("@pct/core/hybrid"),
    "@pct/core/keys": () => import("@pct/core/keys"),
    "@pct/core/public-key": () => import("@pct/core/public-key"),
    "@pct/delivery/relay-client": () => import("@pct/delivery/relay-client"),
    "@pct/exchange/backoff": () => import("#/backoff.js"),
    "@pct/exchange/errors": () => import("#/errors.js"),
    "@pct/exchange/follow-request": () => import("#/follow-request.js"),
    "@pct/exchange/format": () => import("#/format.js"),
    "@pct/exchange/limits": () => import("#/limits.js"),
    "@pct/exchange/new-request": () => import("#/new-request.js"),
    "@pct/exchange/prepare-answer": () => import("#/prepare-answer.js"),
    "@pct/exchange/read-answer": () => import("#/read-answer.js"),
    "@pct/exchange/request-key": () => import("#/request-key.js"),
    "@pct/exchange/request-status": () => import("#/request-status.js"),
    "@pct/exchange/sent-answer": () => import("#/sent-answer.js"),
    "@pct/exchange/invitation": () => import("#/invitation.js"),
    "@pct/exchange/word-challenge": () => import("#/word-challenge.js"),
    "@pct/exchange/follow-invitation": () => import("#/follow-invitation.js"),
    "@pct/exchange/send-to-invited": () => import("#/send-to-invited.js"),
    "@pct/exchange/answer-invitation": () => import("#/answer-invitation.js"),
    "@pct/exchange/withdraw-invitation": () => import("#/withdraw-invitation.js"),
  },
});
