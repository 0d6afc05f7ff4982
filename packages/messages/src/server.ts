/**
 * What the portal's server says on its terminal, apart from the command's sentences.
 *
 * @packageDocumentation
 */
import { server as en } from "./en/server.js";
import type { ServerSentences } from "./en/server.js";
import { server as es } from "./es/server.js";
import type { Language } from "./index.js";

export type { ServerSentences } from "./en/server.js";
export type { Language } from "./index.js";

/** The sentences in both languages: there are a dozen, and they are needed once. */
export const serverSentences: Readonly<Record<Language, ServerSentences>> = { en, es };
