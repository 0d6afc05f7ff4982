/**
 * What only Node can do: large files in constant memory, file modes, output that appears whole.
 *
 * @packageDocumentation
 */
export { writeFileAtomic } from "./atomic-file.js";
export type { AtomicFileOptions } from "./atomic-file.js";
export { decryptFile, encryptFile } from "./files.js";
export type { FileInput, FileOptions, FileOutput } from "./files.js";
