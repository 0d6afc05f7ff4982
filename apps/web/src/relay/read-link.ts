import type * as LinkModule from "@pct/delivery/link";

import { CryptoFailure } from "../crypto/failure";

/**
 * Parses a request link. The parser is loaded by the first call.
 *
 * @throws `DeliveryError`, or `relay-unreachable` if the parser can't be loaded.
 */
export async function readLink(address: string): Promise<LinkModule.RequestLink> {
  const { parseRequestLink } = await parser();
  return parseRequestLink(address);
}

/** A request link that was pasted where a public key belongs. */
export interface PastedLink {
  /** The link itself, with its labels. */
  readonly address: string;
  /** The link without its labels, to show. */
  readonly shown: string;
  readonly origin: string;
  /** Host of the service whose address contained the link. */
  readonly takenFrom: string | null;
}

/**
 * Parses a pasted text as {@link readLink} does.
 *
 * @returns `null` if it contains no address.
 */
export async function readPastedLink(text: string): Promise<PastedLink | null> {
  if (!/https?:\/\//i.test(text)) return null;
  const { parseRequestLink, makeRequestLink, requestAddress } = await parser();
  const link = parseRequestLink(text);
  return {
    address: makeRequestLink(link.origin, link.id, link),
    shown: requestAddress(link),
    origin: link.origin,
    takenFrom: link.takenFrom ?? null,
  };
}

function parser(): Promise<typeof LinkModule> {
  return import("@pct/delivery/link").catch(() => {
    throw new CryptoFailure("relay-unreachable");
  });
}
