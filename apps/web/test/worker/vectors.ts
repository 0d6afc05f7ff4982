import { files } from "virtual:vectors";

/** The vectors of core that the worker's tests use. */

export const publicPem: string = text("classic/keys/rsa4096-a.public_key.pem");
export const privatePem: string = text("classic/keys/rsa4096-a.private_key.pem");
export const otherPublicPem: string = text("classic/keys/rsa4096-b.public_key.pem");

interface HostileKey {
  readonly name: string;
  /** PEM. */
  readonly public: string;
  readonly expect: "refuse" | "optional";
}

/** Public keys of an attacker who wants to read along, or to make the browser hang. */
export const hostileKeys: readonly HostileKey[] = (
  JSON.parse(text("classic/public_keys.json")) as { hostile: HostileKey[] }
).hostile;

/** An identity of age, with its recipient. */
export const ageKey: { readonly identity: string; readonly recipient: string } = (
  JSON.parse(text("age/manifest.json")) as {
    identities: Record<"x25519-1", { identity: string; recipient: string }>;
  }
).identities["x25519-1"];

/** A file as people paste and forward it. */
export function pastedFile(name: string): Uint8Array<ArrayBuffer> {
  return bytes(`pasted/${name}`);
}

/** What must come of each of these files. */
export const pastedOutcomes: readonly {
  readonly file: string;
  readonly keys: string;
  readonly decrypt: string;
  readonly identity: string;
}[] = JSON.parse(text("pasted-outcomes.json")) as [];

function text(path: string): string {
  return new TextDecoder().decode(bytes(path));
}

function bytes(path: string): Uint8Array<ArrayBuffer> {
  const base64 = files[path];
  if (base64 === undefined) throw new Error(`no vector ${path}`);
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
