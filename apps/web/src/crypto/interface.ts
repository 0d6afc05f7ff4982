import type { Inspection, PasswordOptions, PassphraseOptions } from "@pct/core";
import type { CredentialDocument, NewRequest } from "@pct/delivery";
import type { BackEndBaseKeys, TotpEnrolment } from "@pct/security";

import type { FailureFacts } from "./failure";

/**
 * What the crypto worker does for the screens, as both sides of the wall see it. Private keys stay
 * on its side: a screen holds a {@link KeyHandle} and asks for what should be done with it.
 *
 * Every method may fail with a `CryptoFailure`, and with nothing else. One file has all of it, since
 * it is one wall: whoever asks what crosses it reads here, and nowhere else.
 */
export interface CryptoWorker {
  /**
   * A pair of RSA keys, with 4096 bits unless told. Making one takes seconds, so it is called as soon
   * as a screen may need one: whoever calls again gets the same pair, until it has been saved or kept.
   */
  newKeyPair(bits?: KeyBits): Promise<KeyInfo>;

  /**
   * `private_key.pem`, locked with the passphrase; `null` leaves it open for whoever gets the file,
   * and is for a person who has been asked.
   */
  keyFile(key: KeyHandle, passphrase: string | null): Promise<File>;

  /** Keeps a key in this browser, which can use it from then on and never show it again. */
  keepKey(key: KeyHandle, label: string): Promise<KeptKey>;

  /** The keys that this browser keeps, the newest first. */
  keptKeys(): Promise<readonly KeptKey[]>;

  /** Deletes a kept key. What was locked for it stays locked unless its key file was saved. */
  forgetKey(key: KeyHandle): Promise<void>;

  /** Reads a private key file. `passphrase-required` and `passphrase-wrong` ask for another call. */
  openKeyFile(source: Blob | string, passphrase: string | null): Promise<OpenedKey>;

  /** Forgets every key that is not kept in the browser, also one that is still being made. */
  releaseKeys(): Promise<void>;

  /** Reads and checks the key of a person to encrypt to; hostile ones are refused with the reason. */
  readRecipient(source: Blob | string): Promise<RecipientInfo>;

  /** Locks a text: what `pct encrypt` makes of a secret. */
  encryptText(request: TextRequest): Promise<LockedText>;

  /** Locks a file of any size. */
  encryptFile(request: FileRequest, watch?: Watch): Promise<ReadyFile>;

  /** Locks a credential document into `credential.age`, in armor. */
  encryptCredential(fields: CredentialFields, recipients: readonly string[]): Promise<LockedText>;

  /**
   * Reads what a relay says about a request. Fails with `request-altered` where the key is not the one
   * that the link was made for, and with a code of the key where nothing may be locked with it.
   */
  readRequest(request: RequestToAnswer): Promise<RequestPadlock>;

  /**
   * Locks an answer to a request, into an age file of no more bytes than the relay takes. The request
   * is judged anew: nothing is ever locked with a key that its link does not vouch for.
   */
  lockAnswer(request: RequestToAnswer, content: AnswerContent): Promise<Uint8Array>;

  /** What a file is, for whom and how large, without a key. */
  inspect(source: Blob | string): Promise<Inspection>;

  /** Opens whatever it is given, and says what was in it. */
  open(request: OpenRequest, watch?: Watch): Promise<Opened>;

  /**
   * Makes and stores a request for a credential, with a key of its own: of the pair that `newKeyPair`
   * has ready. Nobody knows of it yet; the relay has to be told.
   */
  makeRequest(asked: Asked): Promise<KeptRequest>;

  /** The requests of this browser, the newest first. */
  keptRequests(): Promise<readonly KeptRequest[]>;

  /** What to tell the relay of a request. `key-gone` for one that has ended, or is not known here. */
  requestForRelay(id: RequestId): Promise<NewRequest>;

  /** Says that the relay has made it, and until when it waits, in milliseconds since 1970. */
  confirmRequest(id: RequestId, expiresAt: number): Promise<void>;

  /** Opens what the relay has for a request, and says what was in it. */
  openDelivery(id: RequestId, delivery: Blob, watch?: Watch): Promise<OpenedDelivery>;

  /** Deletes the key of a request, which nothing is opened with any more. The first end counts. */
  endRequest(id: RequestId, end: RequestEnd): Promise<void>;

  /** Deletes all that is known of a request. What comes for it can then be opened by nobody. */
  forgetRequest(id: RequestId): Promise<void>;

  /** How large a file may become, here and now, and where it would be written. */
  capacity(): Promise<Capacity>;

  /** Deletes a result that was written to disk; until then, or the next start, it stays there. */
  discardFile(id: string | null): Promise<void>;

  /** A random password, and the bits of entropy in it. */
  generatePassword(options: PasswordOptions): Promise<Generated>;

  /** A passphrase of random words, and the bits of entropy in it. */
  generatePassphrase(options: PassphraseOptions): Promise<Generated>;

  /** How hard a passphrase that a person thought of is to guess. */
  strength(passphrase: string): Promise<Strength>;

  /** A hash to store of a password; `method` as `hashPassword` of `@pct/security` takes it. */
  hashPassword(password: string, method: string): Promise<string>;

  /** Whether a password belongs to a stored hash, and what is to be said about that hash. */
  checkPassword(request: CheckRequest): Promise<CheckedPassword>;

  /** BackEndBase's `generate_password`: a hash to store, over the application's three keys. */
  hashForBackEndBase(text: string, keys: BackEndBaseKeys): Promise<string>;

  /** SHA-512 of a text in UTF-8, 128 hexadecimal digits. */
  digestText(text: string): Promise<string>;

  /** SHA-512 of a file of any size, 128 hexadecimal digits. */
  digestFile(file: Blob, watch?: Watch): Promise<string>;

  /** 32 hexadecimal digits. */
  generateUuid(): Promise<string>;

  /** Letters and digits. */
  generateSalt(length: number): Promise<string>;

  /** A random number of so many bits, in decimal digits. */
  generateRandomNumber(bits: number): Promise<string>;

  /** Of a text in UTF-8. */
  encodeBase64(text: string): Promise<string>;

  /** White space does not matter; `null` where the bytes are no text. */
  decodeBase64(text: string): Promise<string | null>;

  /** Reads what a service shows when MFA is turned on: its `otpauth://` address, or the secret alone. */
  readOtp(source: string): Promise<TotpEnrolment>;

  /** The code to type now, and for how many more seconds. */
  currentCode(enrolment: TotpEnrolment): Promise<TotpCode>;

  /** The address for a QR code. */
  totpUri(enrolment: TotpEnrolment): Promise<string>;
}

/** Sizes of the keys that are made here. */
export type KeyBits = 2048 | 3072 | 4096;

/** Names a key on the worker's side. It says nothing about the key. */
export type KeyHandle = string;

/** The half of a key pair that may be shown, and the handle of the other. */
export interface KeyInfo {
  readonly kind: "rsa";
  readonly handle: KeyHandle;
  readonly bits: number;
  /** `public_key.pem`. */
  readonly publicPem: string;
  /** The `ssh-rsa …` line. */
  readonly sshLine: string;
  /** As `ssh-keygen -lf` prints it. */
  readonly fingerprint: string;
  readonly words: SafetyWords;
}

/** Six words to compare by phone; both people must use the same list. */
export type SafetyWords = Readonly<Record<"es" | "en", readonly string[]>>;

/** A key in this browser. */
export interface KeptKey extends KeyInfo {
  /** What its owner called it. */
  readonly label: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** A key from a file. Those of other tools open files, but cannot be kept or saved. */
export type OpenedKey = KeyInfo | { readonly kind: "age" | "ed25519"; readonly handle: KeyHandle };

/** Somebody to encrypt to. `text` is what {@link TextRequest} and the others take as a recipient. */
export type RecipientInfo =
  | {
      readonly kind: "rsa";
      readonly text: string;
      readonly bits: number;
      readonly fingerprint: string;
      readonly words: SafetyWords;
    }
  | { readonly kind: "ed25519"; readonly text: string; readonly fingerprint: string }
  | { readonly kind: "age"; readonly text: string };

/** For whom to lock: keys (`text` of a {@link RecipientInfo}), or whoever knows a passphrase. */
export type Lock =
  | { readonly recipients: readonly string[]; readonly passphrase?: never }
  | { readonly recipients?: never; readonly passphrase: string };

/** `auto` is what `pct encrypt` does: classic for a text that fits one RSA key, age for the rest. */
export type TextRequest = Lock & {
  readonly text: string;
  readonly format: "auto" | "classic" | "age";
};

/** A text that was locked: to copy, or to save under the name that the command line gives it. */
export interface LockedText {
  readonly format: "classic" | "age";
  readonly text: string;
  readonly file: File;
}

/** A file to lock. Classic is for contents of a few hundred bytes and one RSA key. */
export type FileRequest = Lock & {
  readonly file: File;
  readonly format: "classic" | "age";
  /** As text for mail and chat, a third longer. */
  readonly armor: boolean;
};

/** What a sender says about a credential; the rest of the document is added. */
export type CredentialFields = Omit<CredentialDocument, "type" | "files"> & {
  readonly files: readonly File[];
};

/** What a relay says about a request, as far as the answer depends on it. */
export interface RequestToAnswer {
  readonly id: string;
  /** SPKI in DER. */
  readonly publicKey: Uint8Array;
  readonly nonce: Uint8Array;
  /** Bytes that the relay takes as an answer. */
  readonly maxBytes: number;
}

/** What there is to know of a request's key, once it is found to be good. */
export interface RequestPadlock {
  /** Over the ID, as whoever made the link sees them. */
  readonly words: SafetyWords;
  readonly bits: number;
  /** As `ssh-keygen -lf` prints it. */
  readonly fingerprint: string;
}

/** What goes through a link. An empty `from` says nothing about who sends it. */
export type AnswerContent =
  | { readonly kind: "credential"; readonly fields: CredentialFields }
  | { readonly kind: "text"; readonly text: string; readonly from: string }
  | { readonly kind: "file"; readonly file: File; readonly from: string };

/** A result to offer as a download under {@link File.name}, which is safe to use. */
export interface ReadyFile {
  readonly file: File;
  /** What to pass to `discardFile` when the file has been saved; `null` where it is in memory only. */
  readonly id: string | null;
}

export interface OpenRequest {
  readonly source: Blob | string;
  /** Handles of keys to try, opened or kept. */
  readonly keys: readonly KeyHandle[];
  /** For a file that was locked with a passphrase. */
  readonly passphrase: string | null;
}

/** What was in a file. The file itself comes with all of them, for whoever wants to save it. */
export type Opened = ReadyFile &
  (
    | {
        readonly kind: "credential";
        readonly document: CredentialDocument;
        /** Where to sign in, if that may be offered as a link. Show its host: a stranger chose it. */
        readonly signInLink: string | null;
        /** The files of the document, under their own names. */
        readonly files: readonly File[];
      }
    /** Text that can be shown: 64 KiB at most and no control characters. */
    | {
        readonly kind: "text";
        readonly text: string;
        readonly problem: CredentialProblem;
      }
    | { readonly kind: "file"; readonly problem: CredentialProblem }
  );

/** Why something that was meant to be a credential document is not shown as one. */
export type CredentialProblem = FailureFacts | null;

/** 43 characters, which stand in the link. */
export type RequestId = string;

/** What a person asks for. The labels stand in the link, cut and cleaned. */
export interface Asked {
  readonly for: string;
  /** Who asks. */
  readonly from: string;
  /** Seconds for which the relay is to wait. */
  readonly expiresIn: number;
}

/** How a request came to its end. */
export type RequestEnd = "received" | "expired" | "cancelled";

/** A request of this browser. */
export interface KeptRequest {
  readonly id: RequestId;
  readonly link: string;
  /** What is asked for, and who asks, as the link says it; `null` where it does not. */
  readonly for: string | null;
  readonly from: string | null;
  readonly words: SafetyWords;
  /** Milliseconds since 1970, as the next one. */
  readonly createdAt: number;
  readonly expiresAt: number;
  /** `making` until the relay knows it. Whether something has come, only the relay can say. */
  readonly stage: "making" | "waiting" | RequestEnd;
}

/** What has come for a request. */
export type OpenedDelivery = Opened & {
  /** A credential that does not name this request: it may be meant for somebody else. */
  readonly isForAnother: boolean;
};

/** Where a result goes that is too large to be held, and how large it may be in bytes. */
export interface Capacity {
  readonly storage: "disk" | "memory";
  readonly maximum: number;
}

export interface Generated {
  readonly text: string;
  /** Base-2 logarithm of the number of equally likely results. */
  readonly bits: number;
}

/** Codes of the warnings that the strength meter has sentences for. */
export type StrengthWarning =
  | "straightRow"
  | "keyPattern"
  | "simpleRepeat"
  | "extendedRepeat"
  | "sequences"
  | "recentYears"
  | "dates"
  | "topTen"
  | "topHundred"
  | "common"
  | "similarToCommon"
  | "wordByItself"
  | "namesByThemselves"
  | "commonNames"
  | "userInputs"
  | "pwned";

export interface Strength {
  /** 0 falls at once, 4 is more than can be tried. */
  readonly score: 0 | 1 | 2 | 3 | 4;
  /** Base-10 logarithm of the guesses it takes. */
  readonly guessesLog10: number;
  /** The reason, where there is one. */
  readonly warning: StrengthWarning | null;
}

export interface CheckRequest {
  readonly hash: string;
  readonly password: string;
  /** Also checks hashes of one fast round, instead of refusing them with `hash-legacy`. */
  readonly legacy: boolean;
  /** For a hash of BackEndBase: its keys, the current set first. None for every other hash. */
  readonly keys: readonly BackEndBaseKeys[];
}

export interface CheckedPassword {
  readonly matches: boolean;
  /** Which set of keys it was made with; `null` where none was used, or none fits. */
  readonly keySet: number | null;
  /** Whether it should be made anew at the next login. */
  readonly needsRehash: boolean;
  /** Made by the fault in BackEndBase that let every password in. Known only with keys. */
  readonly opensForAll: boolean;
}

export interface TotpCode {
  readonly code: string;
  /** 1 … period. */
  readonly secondsLeft: number;
}

/** How to follow a long work, and to stop it: it then fails with `cancelled` and leaves nothing. */
export interface Watch {
  readonly signal?: AbortSignal;
  /** Called ten times a second at most. */
  readonly onProgress?: (progress: Progress) => void;
}

/** Bytes of the source that have been read, and how many there are. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}
