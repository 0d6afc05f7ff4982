import { isIPv4, isIPv6 } from "node:net";

/** Who is counted as one client. */

/**
 * An IPv4 address, or the /64 of an IPv6 address, within which a client chooses addresses as it likes.
 *
 * @param direct - The address at the other end of the connection.
 * @param forwarded - What `X-Forwarded-For` says.
 * @param hops - How many proxies of ours stand before this server. Each adds whom it saw to
 * `X-Forwarded-For`; what stands further to the left, a client may have written itself.
 */
export function clientAddress(direct: string, forwarded: string, hops: number): string {
  if (hops === 0) return network(direct);
  return network(addressIn(forwarded.split(",").at(-hops)) ?? direct);
}

/** Some proxies add the port. */
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
  // The URL parser brings every spelling into one form.
  const { hostname } = new URL(`http://[${address.replace(/%.*$/, "")}]`);
  const [head = "", tail = ""] = hostname.slice(1, -1).split("::");
  const groups = head === "" ? [] : head.split(":");
  const behind = tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: 8 - groups.length - behind.length }, () => "0");
  return [...groups, ...zeros, ...behind].slice(0, 4).join(":");
}
