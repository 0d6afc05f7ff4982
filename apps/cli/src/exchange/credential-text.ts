import { credentialFileContent } from "@pct/delivery/credential";
import type { CredentialDocument } from "@pct/delivery/credential";
import type { CredentialField } from "@pct/delivery/errors";
import { escapeForTerminal, isSafeForTerminal } from "@pct/delivery/safe-text";
import { serviceOf } from "@pct/delivery/service";

import type { Session } from "../program/session.js";
import { formatBytes } from "../terminal/progress.js";

/** A credential document as text, one line per field. */

const PROVIDERS = { aws: "AWS", azure: "Azure", gcp: "Google Cloud", other: "" } as const;

/** Known fields, in this order. Unknown fields follow. */
const KNOWN = [
  "from",
  "provider",
  "service",
  "account",
  "signInUrl",
  "username",
  "password",
  "mustChangePassword",
  "note",
] as const satisfies readonly CredentialField[];

/** Fields without a line among the unknown ones. */
const LEFT_OUT = ["type", "request", "receipt", "files", ...KNOWN];

type Row = readonly [label: string, value: string];

/**
 * The lines of a document, with all other fields escaped. `null` where the password has control
 * characters: a terminal can't show it as it is.
 */
export function credentialText(
  document: CredentialDocument,
  session: Session,
  target: "terminal" | "pipe",
): string | null {
  const { password = "" } = document;
  if (target === "terminal" && !isSafeForTerminal(password)) return null;
  const rows = rowsOf(document, session).filter(([, value]) => value !== "");
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => line(label, value, width)).join("");
}

function rowsOf(document: CredentialDocument, { t }: Session): Row[] {
  const { labels } = t.delivery;
  const { provider = "other", password = "", mustChangePassword, files = [] } = document;
  const values: Readonly<Record<(typeof KNOWN)[number], string>> = {
    from: clean(document.from),
    provider: PROVIDERS[provider],
    service: serviceName(document, t),
    account: clean(document.account),
    signInUrl: clean(document.signInUrl),
    username: clean(document.username),
    password,
    mustChangePassword: mustChangePassword === true ? t.delivery.mustChangePassword : "",
    note: clean(document.note),
  };
  const others = Object.entries(document).filter(([name]) => !LEFT_OUT.includes(name));
  return [
    ...KNOWN.map((name): Row => [labels[name], values[name]]),
    ...others.map(([name, value]): Row => [escapeForTerminal(name), clean(textOf(value))]),
    ...files.map((file): Row => {
      const size = formatBytes(credentialFileContent(file).length);
      return [labels.file, `${escapeForTerminal(file.name)} (${size})`];
    }),
  ];
}

/** The service in the language of the reader; a service without a known name has its own. */
function serviceName({ service }: CredentialDocument, { delivery }: Session["t"]): string {
  const { service: known, name } = serviceOf({ service: service ?? "" });
  return known === "other" ? clean(name) : delivery.services[known];
}

/** Starts a value of several lines on a line of its own, so that it can be copied unchanged. */
function line(label: string, value: string, width: number): string {
  if (!value.includes("\n")) return `${label.padEnd(width)}  ${value}\n`;
  return `${label}\n${value}${value.endsWith("\n") ? "" : "\n"}`;
}

function clean(text = ""): string {
  return text.split(/\r?\n/).map(escapeForTerminal).join("\n");
}

/** A field that this version does not know. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
