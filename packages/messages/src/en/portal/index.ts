import { answer } from "./answer.js";
import { design } from "./design.js";
import { help } from "./help.js";
import { home } from "./home.js";
import { mfa } from "./mfa.js";
import { open } from "./open.js";
import { passphrase } from "./passphrase.js";
import { receive } from "./receive.js";
import { request } from "./request.js";
import { shell } from "./shell.js";
import { locking, send } from "./send.js";
import { site } from "./site.js";
import {
  tools,
  toolsDecrypt,
  toolsDigest,
  toolsEncrypt,
  toolsGenerate,
  toolsHash,
  toolsKeys,
} from "./tools.js";

/** The portal in English, one group for each screen. */
export const portal = {
  answer,
  design,
  help,
  home,
  mfa,
  open,
  passphrase,
  receive,
  request,
  shell,
  site,
  locking,
  send,
  tools,
  toolsDecrypt,
  toolsDigest,
  toolsEncrypt,
  toolsGenerate,
  toolsHash,
  toolsKeys,
} as const;

/** The groups with their literal types, from which the compiler knows the arguments of each message. */
export type PortalTexts = typeof portal;
