import { CREDENTIAL_LIMITS } from "@pct/delivery/limits";
import { serviceFields } from "@pct/delivery/service";
import type { Service } from "@pct/delivery/service";
import { readSignInAddress, withScheme } from "@pct/delivery/sign-in-address";
import type { SignInProblem } from "@pct/delivery/sign-in-address";

import { cryptoWorker } from "../../crypto/client";
import type { CredentialFields } from "../../crypto/interface/encryption";
import { Latest } from "../../state/latest";
import { createStore } from "../../state/store";
import type { Store } from "../../state/store";
import type { ProviderFile } from "./provider-file";

/** What a person can send. */
export const CONTENTS = ["credential", "text", "file"] as const;
export type Content = (typeof CONTENTS)[number];

/** The fields of a credential, as typed. */
export interface CredentialDraft {
  /** Empty until the person or the request chooses one. */
  readonly service: Service | "";
  /** The name of the service `other`. */
  readonly serviceName: string;
  readonly signInUrl: string;
  readonly account: string;
  readonly username: string;
  readonly password: string;
  readonly mustChangePassword: boolean;
  readonly note: string;
  readonly from: string;
  readonly files: readonly File[];
}

export interface DraftState {
  readonly content: Content;
  readonly credential: CredentialDraft;
  /** The provider's file that fills the fields. */
  readonly providerFile: ProviderFile | null;
  readonly text: string;
  readonly file: File | null;
  /** Set when the person tried to send an empty draft. */
  readonly isMissing: boolean;
  /** Set when the person tried to send an address that the recipient's side would not open. */
  readonly isRefused: boolean;
}

/** Services whose first password is not changed by signing in. */
const KEEPS_PASSWORD: readonly (Service | "")[] = ["vpn", "database", "server"];

/** What a person is about to send. One for each screen that sends. */
export class Draft {
  readonly store: Store<DraftState> = createStore<DraftState>({
    content: "credential",
    credential: {
      service: "",
      serviceName: "",
      signInUrl: "",
      account: "",
      username: "",
      password: "",
      mustChangePassword: true,
      note: "",
      from: "",
      files: [],
    },
    providerFile: null,
    text: "",
    file: null,
    isMissing: false,
    isRefused: false,
  });
  readonly #lifetime = new Latest();

  /** Aborts when the draft is reset: what was on its way into it belongs to no other draft. */
  get signal(): AbortSignal {
    return this.#lifetime.signal;
  }

  change(change: Partial<Omit<DraftState, "credential" | "isMissing" | "isRefused">>): void {
    this.store.set({ ...change, isMissing: false, isRefused: false });
  }

  changeCredential(change: Partial<CredentialDraft>): void {
    const credential = { ...this.store.get().credential, ...change };
    this.store.set({ credential, isMissing: false, isRefused: false });
  }

  chooseService(service: Service | ""): void {
    this.changeCredential({ service, mustChangePassword: !KEEPS_PASSWORD.includes(service) });
  }

  /** Adds files to the credential. Returns whether all of them fit in number. */
  addFiles(added: readonly File[]): boolean {
    const files = [...this.store.get().credential.files, ...added];
    this.changeCredential({ files: files.slice(0, CREDENTIAL_LIMITS.files) });
    return files.length <= CREDENTIAL_LIMITS.files;
  }

  removeFile(file: File): void {
    const { credential, providerFile } = this.store.get();
    this.changeCredential({ files: credential.files.filter((each) => each !== file) });
    if (providerFile?.attached === file) {
      this.change({ providerFile: { ...providerFile, attached: null } });
    }
  }

  /** Fills in a random password. */
  async generatePassword(): Promise<void> {
    const { signal } = this;
    const { text } = await cryptoWorker().generatePassword({ length: 20 });
    if (!signal.aborted) this.changeCredential({ password: text });
  }

  /** Whether the draft can be sent. If not, the form shows an error. */
  isReady(): boolean {
    const state = this.store.get();
    const isMissing = isEmpty(state);
    const isRefused = signInProblem(state) !== null;
    if (isMissing || isRefused) this.store.set({ isMissing, isRefused });
    return !isMissing && !isRefused;
  }

  reset(): void {
    this.#lifetime.restart();
    this.store.reset();
  }
}

/** Whether there is nothing to send. */
export function isEmpty({
  content,
  credential,
  text,
  file,
}: Pick<DraftState, "content" | "credential" | "text" | "file">): boolean {
  if (content === "text") return text === "";
  if (content === "file") return file === null;
  return isCredentialEmpty(credential);
}

/** Whether a person would lose nothing with the draft, of any content. */
export function isUntouched({
  credential,
  text,
  file,
}: Pick<DraftState, "credential" | "text" | "file">): boolean {
  return text === "" && file === null && isCredentialEmpty(credential) && credential.from === "";
}

function isCredentialEmpty(credential: CredentialDraft): boolean {
  const { signInUrl, account, username, password, note, files } = credential;
  return files.length === 0 && (signInUrl + account + username + password + note).trim() === "";
}

/** Why the recipient's side would not open the sign-in address of a draft. */
export function signInProblem({
  content,
  credential,
}: Pick<DraftState, "content" | "credential">): SignInProblem | null {
  const address = withScheme(credential.signInUrl);
  if (content !== "credential" || address === "") return null;
  return readSignInAddress(address).problem;
}

/** The fields of the credential document. Empty fields are left out. */
export function credentialFields(credential: CredentialDraft): CredentialFields {
  const { service, serviceName, mustChangePassword, password, note, files, ...lines } = credential;
  const texts = { ...lines, signInUrl: withScheme(lines.signInUrl) };
  const trimmed = Object.entries(texts).map(([name, line]) => [name, line.trim()] as const);
  const filled = Object.fromEntries(trimmed.filter(([, line]) => line !== ""));
  return {
    ...(service === "" ? {} : serviceFields({ service, name: serviceName })),
    ...filled,
    ...(password === "" ? {} : { password, mustChangePassword }),
    ...(note.trim() === "" ? {} : { note }),
    files,
  };
}
