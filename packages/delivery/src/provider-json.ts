import type { ProviderEntry, ProviderFields } from "./provider-entry.js";

/** What the command lines of providers print, and the key file of a Google service account. */

type Json = Readonly<Record<string, unknown>>;

/** Reads the JSON of one of {@link READERS}; `null` for any other text. */
export function entriesOfJson(text: string): ProviderEntry[] | null {
  const json = parse(text);
  if (json === null) return null;
  for (const read of READERS) {
    const entry = read(json);
    if (entry !== null) return [entry];
  }
  return null;
}

/** The object in a text. A terminal's warnings may stand around it. */
function parse(text: string): Json | null {
  const [object = ""] = /^\{[^]*^\}/m.exec(text) ?? /\{[^]*\}/.exec(text) ?? [];
  try {
    return asObject(JSON.parse(object));
  } catch {
    return null;
  }
}

const READERS: readonly ((json: Json) => ProviderEntry | null)[] = [
  serviceAccount,
  accessKey,
  servicePrincipal,
];

/** Google: the private key is in the file alone. */
function serviceAccount(json: Json): ProviderEntry | null {
  const { type, project_id: account, client_email: username, private_key: key } = json;
  if (type !== "service_account" || !isFilled(username) || !isFilled(key)) return null;
  const fields = { provider: "gcp", ...(isFilled(account) ? { account } : {}), username } as const;
  return { person: username, fields, needsFile: true, ownRows: null };
}

/** `aws iam create-access-key`. */
function accessKey(json: Json): ProviderEntry | null {
  const {
    AccessKeyId: id,
    SecretAccessKey: secret,
    UserName: user,
  } = asObject(json.AccessKey) ?? {};
  if (!isFilled(id) || !isFilled(secret)) return null;
  return entryOfKey(isFilled(user) ? user : id, {
    provider: "aws",
    username: id,
    password: secret,
  });
}

/** `az ad sp create-for-rbac`, `az ad app credential reset`; with `--json-auth`, under other names. */
function servicePrincipal(json: Json): ProviderEntry | null {
  const {
    appId = json.clientId,
    password = json.clientSecret,
    tenant = json.tenantId,
    displayName: name,
  } = json;
  if (!isFilled(appId) || !isFilled(password) || !isFilled(tenant)) return null;
  return entryOfKey(isFilled(name) ? name : appId, {
    provider: "azure",
    account: tenant,
    username: appId,
    password,
  });
}

/** The key of a program, which signs in nowhere. */
function entryOfKey(person: string, fields: ProviderFields): ProviderEntry {
  return {
    person,
    fields: { ...fields, mustChangePassword: false },
    needsFile: false,
    ownRows: null,
  };
}

function asObject(value: unknown): Json | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Json)
    : null;
}

function isFilled(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
