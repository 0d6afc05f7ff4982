/** Which sign-in addresses may be links. Imports nothing, so that a page loads no schema with it. */

/**
 * Why an address is not shown as a link:
 *
 * - `insecure`: `http:`, over which anyone on the way reads the password.
 * - `user`: a user name in front of the host, which people mistake for the host.
 * - `private`: this device, or an IP address of a private network: there the recipient has another
 *   machine, or none.
 * - `malformed`: no address of a web page.
 */
export type SignInProblem = "insecure" | "user" | "private" | "malformed";

/** A sign-in address: a link, or the reason why it is text. */
export type SignInAddress =
  | { readonly link: URL; readonly problem: null }
  | { readonly link: null; readonly problem: SignInProblem };

/**
 * Whether a sign-in address may be a link. The sender's side refuses what the recipient's side would
 * not open, since only the sender knows the right address.
 *
 * @example
 * ```ts
 * import { readSignInAddress } from "@pct/delivery/sign-in-address";
 *
 * console.log(readSignInAddress("https://example.org/login").link?.host); // "example.org"
 * console.log(readSignInAddress("http://example.org/login").problem); // "insecure"
 * console.log(readSignInAddress("https://192.168.1.1/").problem); // "private"
 * ```
 */
export function readSignInAddress(text: string): SignInAddress {
  const address = text.trim();
  if (/^http:\/\//i.test(address)) return refused("insecure");
  // Requires the slashes: URL parsers also accept "https:example.org".
  if (!/^https:\/\/[^\s\\]+$/i.test(address)) return refused("malformed");
  let link: URL;
  try {
    link = new URL(address);
  } catch {
    return refused("malformed");
  }
  if (link.username !== "" || link.password !== "") return refused("user");
  return isPrivate(link.hostname) ? refused("private") : { link, problem: null };
}

function refused(problem: SignInProblem): SignInAddress {
  return { link: null, problem };
}

/**
 * Adds `https://` to an address that was typed without a scheme. Any other text stays as it is.
 *
 * @example
 * ```ts
 * import { withScheme } from "@pct/delivery/sign-in-address";
 *
 * console.log(withScheme(" console.example.org:8443/login ")); // "https://console.example.org:8443/login"
 * console.log(withScheme("http://example.org")); // "http://example.org"
 * ```
 */
export function withScheme(text: string): string {
  const address = text.trim();
  // A host, then a port, a path or nothing; so "javascript:alert(1)" and sentences stay.
  const isBare =
    /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?|\[[\da-f:.]+\])(?::\d{1,5})?(?:[/?#]\S*)?$/iu;
  return isBare.test(address) ? `https://${address}` : address;
}

/** @param host - As `URL` normalizes it: `0x7f.1` has become `127.0.0.1`. */
function isPrivate(host: string): boolean {
  if (/^(?:.*\.)?localhost\.?$/.test(host)) return true;
  if (host.startsWith("[")) return isPrivateIpv6(host.slice(1, -1));
  return /^[\d.]+$/.test(host) && isPrivateIpv4(host.split(".").map(Number));
}

/** Loopback, private, shared (RFC 6598), link-local, and what is no address of one machine. */
function isPrivateIpv4([a = 0, b = 0]: readonly number[]): boolean {
  return (
    [0, 10, 127].includes(a) ||
    a >= 224 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168)
  );
}

/** Loopback, unique local, link-local, and IPv4 inside IPv6. */
function isPrivateIpv6(address: string): boolean {
  const mapped = /^::ffff:([\da-f]+):[\da-f]+$/.exec(address)?.[1];
  if (mapped !== undefined) {
    const high = Number.parseInt(mapped, 16);
    return isPrivateIpv4([high >> 8, high & 0xff]);
  }
  return address === "::" || address === "::1" || /^(?:f[cd]|fe[89ab])/.test(address);
}
