import { cryptoWorker } from "../../crypto/client";
import type { CredentialFields } from "../../crypto/interface/encryption";
import { createStore } from "../../state/store";
import type { Store } from "../../state/store";

/** What can be sent. */
export const CONTENTS = ["credential", "text", "file"] as const;
export type Content = (typeof CONTENTS)[number];

/** The providers that have names of their own for things. */
export const PROVIDERS = ["aws", "azure", "gcp", "other"] as const;
export type Provider = (typeof PROVIDERS)[number];

/** The fields of a credential as the form has them. */
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

export interface Draft {
  readonly content: Content;
  readonly credential: CredentialDraft;
  readonly text: string;
  readonly file: File | null;
  /** Set when the person wanted to lock nothing. */
  readonly isMissing: boolean;
}

/** What somebody is about to send, as far as it has been typed; one for each screen that sends. */
export class Drafting {
  readonly store: Store<Draft> = createStore<Draft>({
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

  change(change: Partial<Omit<Draft, "credential" | "isMissing">>): void {
    this.store.set({ ...change, isMissing: false });
  }

  changeCredential(change: Partial<CredentialDraft>): void {
    this.store.set({ credential: { ...this.store.get().credential, ...change }, isMissing: false });
  }

  /** Puts a random password into the credential. */
  async generatePassword(): Promise<void> {
    const { text } = await cryptoWorker().generatePassword({ length: 20 });
    this.changeCredential({ password: text });
  }

  /** Whether there is something to send; the screen says so where there is nothing. */
  isReady(): boolean {
    const isMissing = isEmpty(this.store.get());
    if (isMissing) this.store.set({ isMissing });
    return !isMissing;
  }

  reset(): void {
    this.store.reset();
  }
}

function isEmpty({ content, credential, text, file }: Draft): boolean {
  if (content === "text") return text === "";
  if (content === "file") return file === null;
  const { signInUrl, account, username, password, note, files } = credential;
  return files.length === 0 && (signInUrl + account + username + password + note).trim() === "";
}

/** What was left empty is left out, so that the document says only what is known. */
export function fieldsOf(credential: CredentialDraft): CredentialFields {
  const { provider, mustChangePassword, password, note, files, ...lines } = credential;
  const said = Object.entries(lines).map(([name, line]) => [name, line.trim()] as const);
  const filled = Object.fromEntries(said.filter(([, line]) => line !== ""));
  return {
    provider,
    ...filled,
    ...(password === "" ? {} : { password, mustChangePassword }),
    ...(note.trim() === "" ? {} : { note }),
    files,
  };
}
