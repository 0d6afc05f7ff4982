/**
 * Node only: encrypts and decrypts large files in constant memory, and writes files atomically.
 *
 * @packageDocumentation
 */
export { writeFileAtomic } from "./atomic-file.js";
export type { AtomicFileOptions } from "./atomic-file.js";
export { decryptFile, encryptFile } from "./files.js";
export type { FileInput, FileOptions, FileOutput } from "./files.js";
