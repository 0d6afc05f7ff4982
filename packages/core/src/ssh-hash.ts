import { parseSpki } from "./rsa-der.js";
import { encodeSshPublicKey } from "./ssh.js";
import { sha256 } from "./webcrypto.js";

/** SHA-256 of a public key in SSH wire format, the source of fingerprints and of age's key tags. */
export async function sshHash(spki: Uint8Array): Promise<Uint8Array> {
  return sha256(encodeSshPublicKey({ type: "ssh-rsa", numbers: parseSpki(spki) }));
}
