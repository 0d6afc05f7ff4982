import type * as LinkModule from "@pct/delivery/link";

import { CryptoFailure, failureFacts } from "../crypto/failure";
import type { FailureFacts } from "../crypto/failure";

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

/** A link, or why a text that has one can't be used as such. */
export interface LinkFound {
  readonly link: PastedLink | null;
  readonly failure: FailureFacts | null;
}

/** Looks for a request link in a text that was refused as a key or a file; `null` if there is none. */
export async function findLink(text: string): Promise<LinkFound | null> {
  try {
    const link = await readPastedLink(text);
    return link === null ? null : { link, failure: null };
  } catch (error) {
    const failure = failureFacts(error);
    return failure.code === "link-hidden" ? { link: null, failure } : null;
  }
}

function parser(): Promise<typeof LinkModule> {
  return import("@pct/delivery/link").catch(() => {
    throw new CryptoFailure("relay-unreachable");
  });
}
