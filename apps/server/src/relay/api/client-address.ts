import { isIPv4, isIPv6 } from "node:net";

/** What counts as one client for the rate limit. */

/**
 * An IPv4 address, or the /64 of an IPv6 address, in which a client can choose addresses freely.
 *
 * @param direct - The address at the other end of the connection.
 * @param forwarded - The value of `X-Forwarded-For`.
 * @param trustedProxies - How many proxies of the administrator are in front of this server. Each of them
 * appends the address that it saw; a client may have written everything further to the left.
 */
export function clientAddress(direct: string, forwarded: string, trustedProxies: number): string {
  if (trustedProxies === 0) return network(direct);
  return network(addressIn(forwarded.split(",").at(-trustedProxies)) ?? direct);
}

/** The address in an element of `X-Forwarded-For`; some proxies append the port. */
function addressIn(text = ""): string | null {
  const trimmed = text.trim();
  const [, bracketed] = /^\[(.+)\](?::\d+)?$/.exec(trimmed) ?? [];
  const address = bracketed ?? (isIPv6(trimmed) ? trimmed : trimmed.replace(/:\d+$/, ""));
  return isIPv4(address) || isIPv6(address) ? address : null;
}

function network(address: string): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  // The URL parser normalizes the spelling.
  const { hostname } = new URL(`http://[${address.replace(/%.*$/, "")}]`);
  const [head = "", tail = ""] = hostname.slice(1, -1).split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return [...before, ...zeros, ...after].slice(0, 4).join(":");
}
