import type { PortalTexts } from "../../en/portal/index.js";
import type { Wording } from "../../wording.js";
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

/** Lo que dice el portal en español, un grupo por pantalla. */
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
} satisfies Wording<PortalTexts>;
