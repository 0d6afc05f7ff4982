export interface KeyCalls {
  /**
   * Generates an RSA key pair, of 4096 bits by default. That takes seconds, so a screen calls this as
   * soon as it may need a key. Further calls return the same pair until it is saved or kept.
   */
  newKeyPair(bits?: KeyBits): Promise<KeyInfo>;

  /**
   * Exports `private_key.pem`, encrypted with the passphrase. `null` writes it unencrypted; pass it only
   * after the user has confirmed that.
   */
  keyFile(key: KeyHandle, passphrase: string | null): Promise<File>;

  /** Keeps a key in this browser, which can use it from then on but not export it. */
  keepKey(key: KeyHandle, label: string): Promise<KeptKey>;

  /** Lists the keys that this browser keeps, the newest first. */
  keptKeys(): Promise<readonly KeptKey[]>;

  /** Deletes a kept key. Without its key file, what was encrypted to it can no longer be decrypted. */
  forgetKey(key: KeyHandle): Promise<void>;

  /**
   * Reads a private key file. On `passphrase-required` and `passphrase-wrong`, ask the user for the
   * passphrase and call again.
   */
  openKeyFile(source: Blob | string, passphrase: string | null): Promise<OpenedKey>;

  /** Forgets every key that this browser does not keep, including one that is being generated. */
  releaseKeys(): Promise<void>;

  /** Reads and checks a public key to encrypt to. A hostile key is refused with the reason. */
  readRecipient(source: Blob | string): Promise<RecipientInfo>;

  /** Reads and checks every public key in a file or a text, as a code host lists those of a user. */
  readRecipients(source: Blob | string): Promise<FoundRecipients>;
}

/** The key sizes that the portal generates. */
export type KeyBits = 2048 | 3072 | 4096;

/** Names a private key in the worker. Reveals nothing about the key. */
export type KeyHandle = string;

/** The public half of a key pair, and the handle of the private half. */
export interface KeyInfo {
  readonly kind: "rsa";
  readonly handle: KeyHandle;
  readonly bits: number;
  /** Content of `public_key.pem`. */
  readonly publicPem: string;
  /** The `ssh-rsa …` line. */
  readonly sshLine: string;
  /** As `ssh-keygen -lf` prints it. */
  readonly fingerprint: string;
  readonly words: SafetyWordLists;
}

/** Six words to compare by phone. Both people must read from the list of the same language. */
export type SafetyWordLists = Readonly<Record<"es" | "en", readonly string[]>>;

/** A key that this browser keeps. */
export interface KeptKey extends KeyInfo {
  /** The name that its owner gave it. */
  readonly label: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** A private key from a file. One of another kind than RSA decrypts, but cannot be kept or exported. */
export type OpenedKey = KeyInfo | { readonly kind: "age" | "ed25519"; readonly handle: KeyHandle };

/** What {@link KeyCalls.readRecipients} found. */
export interface FoundRecipients {
  /** At least one; each key once. */
  readonly recipients: readonly RecipientInfo[];
  /** How many keys of a kind that can't be encrypted to were left out. */
  readonly leftOut: number;
  /** A key comes from a certificate, of which nothing else was read or checked. */
  readonly isFromCertificate: boolean;
}

/** A public key to encrypt to. `text` is what the encryption calls take as a recipient. */
export type RecipientInfo =
  | {
      readonly kind: "rsa";
      readonly text: string;
      readonly bits: number;
      readonly fingerprint: string;
      readonly words: SafetyWordLists;
    }
  | { readonly kind: "ed25519"; readonly text: string; readonly fingerprint: string }
  | { readonly kind: "age"; readonly text: string };
