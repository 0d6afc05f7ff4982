import { cryptoWorker } from "../../crypto/client";
import type { CredentialFields } from "../../crypto/interface/encryption";
import { createStore } from "../../state/store";
import type { Store } from "../../state/store";

/** What a person can send. */
export const CONTENTS = ["credential", "text", "file"] as const;
export type Content = (typeof CONTENTS)[number];

/** Providers whose account fields have names of their own in the form. */
export const PROVIDERS = ["aws", "azure", "gcp", "other"] as const;
type Provider = (typeof PROVIDERS)[number];

/** The fields of a credential, as typed. */
export interface CredentialDraft {
  readonly provider: Provider;
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
  readonly text: string;
  readonly file: File | null;
  /** Set when the person tried to send an empty draft. */
  readonly isMissing: boolean;
}

/** What a person is about to send. One for each screen that sends. */
export class Draft {
  readonly store: Store<DraftState> = createStore<DraftState>({
    content: "credential",
    credential: {
      provider: "aws",
      signInUrl: "",
      account: "",
      username: "",
      password: "",
      mustChangePassword: true,
      note: "",
      from: "",
      files: [],
    },
    text: "",
    file: null,
    isMissing: false,
  });

  change(change: Partial<Omit<DraftState, "credential" | "isMissing">>): void {
    this.store.set({ ...change, isMissing: false });
  }

  changeCredential(change: Partial<CredentialDraft>): void {
    this.store.set({ credential: { ...this.store.get().credential, ...change }, isMissing: false });
  }

  /** Fills in a random password. */
  async generatePassword(): Promise<void> {
    const { text } = await cryptoWorker().generatePassword({ length: 20 });
    this.changeCredential({ password: text });
  }

  /** Whether there is something to send. If not, the form shows an error. */
  isReady(): boolean {
    const isMissing = isEmpty(this.store.get());
    if (isMissing) this.store.set({ isMissing });
    return !isMissing;
  }

  reset(): void {
    this.store.reset();
  }
}

function isEmpty({ content, credential, text, file }: DraftState): boolean {
  if (content === "text") return text === "";
  if (content === "file") return file === null;
  const { signInUrl, account, username, password, note, files } = credential;
  return files.length === 0 && (signInUrl + account + username + password + note).trim() === "";
}

/** The fields of the credential document. Empty fields are left out. */
export function credentialFields(credential: CredentialDraft): CredentialFields {
  const { provider, mustChangePassword, password, note, files, ...lines } = credential;
  const trimmed = Object.entries(lines).map(([name, line]) => [name, line.trim()] as const);
  const filled = Object.fromEntries(trimmed.filter(([, line]) => line !== ""));
  return {
    provider,
    ...filled,
    ...(password === "" ? {} : { password, mustChangePassword }),
    ...(note.trim() === "" ? {} : { note }),
    files,
  };
}
