/** PEM, OpenSSH and PuTTY key files, public keys of OpenSSH, age identities. */
const KEY =
  /^(?:-----BEGIN [A-Z0-9 ]+-----|PuTTY-User-Key-File-\d|(?:ssh-|ecdsa-|sk-)[\w@.-]+ [A-Za-z0-9+/]{20}|AGE-SECRET-KEY-)/m;

/**
 * Whether a text is for a machine: a key or JSON, which is shown as code. Everything else is prose.
 *
 * @example
 * ```ts
 * looksLikeCode('{ "type": "service_account" }'); // true
 * looksLikeCode("Call me first."); // false
 * ```
 */
export function looksLikeCode(text: string): boolean {
  return KEY.test(text) || isJson(text);
}

function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
