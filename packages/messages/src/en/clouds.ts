import type { Problem } from "../problem.js";
import { shellWord } from "../shell-word.js";

/** Errors about keys and passwords of clouds, which only the command line reports. */

export const clouds = {
  windowsUserInvalid: (): Problem => ({
    what: "--user must be the name of a Windows account: 1 to 20 characters, without / \\ [ ] : ; | = , + * ? < > @ and quotation marks.",
    hint: "For example: --user ana",
  }),
  exportOfLocked: ({ path, publicHalf }: { path: string; publicHalf: string | null }): Problem => ({
    what: `${path} is a private key with a passphrase, so its public half can't be read.`,
    hint: `Use the public half: pct export ${publicHalf === null ? "FILE" : shellWord(publicHalf)}`,
  }),
  windowsPasswordNotReady: ({ name }: { name: string }): Problem => ({
    what: `${name}: there is no password in it yet.`,
    hint: "A new server needs up to 15 minutes. Then ask the cloud again. A server that is not Windows has none.",
  }),
  notWindowsPassword: ({ name }: { name: string }): Problem => ({
    what: `${name}: this is not the password of a Windows server as AWS or OpenStack prints it.`,
    hint: "Use the JSON that the cloud printed, or the base64 in it. What comes from Google or from pct opens with pct decrypt FILE",
  }),
  windowsPasswordNotOpened: ({ name }: { name: string }): Problem => ({
    what: `${name}: can't open this password: it is for another key, or it was changed or cut short. Nothing was lost.`,
    hint: "Use the private key of the key pair with which the server was launched: -i FILE",
  }),
};
