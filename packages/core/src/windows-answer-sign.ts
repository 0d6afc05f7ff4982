import { decodeText } from "./text.js";

/**
 * Whether an input has the names of the fields that answers of Windows servers have: what tells it from most
 * others, before the code that reads answers is loaded.
 */
export function mayHoldWindowsAnswer(input: string | Uint8Array): boolean {
  const text = decodeText(input);
  return text.includes("modulus") && /encryptedPassword|errorMessage/.test(text);
}
