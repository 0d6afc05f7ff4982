/**
 * Messages of the server on its terminal.
 *
 * @packageDocumentation
 */
import { server as en } from "./en/server.js";
import type { ServerSentences } from "./en/server.js";
import { server as es } from "./es/server.js";
import type { Language } from "./index.js";

export type { ServerSentences } from "./en/server.js";
export type { Language } from "./index.js";

/** The messages in both languages: few enough to load both. */
export const serverSentences: Readonly<Record<Language, ServerSentences>> = { en, es };
