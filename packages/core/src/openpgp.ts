import { decodeText } from "./text.js";

/** Recognizes OpenPGP (RFC 9580), which this package does not decrypt. */

/** What OpenPGP data holds. */
export type OpenPgpContent = "message" | "public-key" | "private-key" | "signature";

const ARMOR =
  /-----BEGIN PGP (MESSAGE|SIGNED MESSAGE|PUBLIC KEY BLOCK|PRIVATE KEY BLOCK|SIGNATURE)-----/;

const ARMORED: ReadonlyMap<string, OpenPgpContent> = new Map([
  ["MESSAGE", "message"],
  ["SIGNED MESSAGE", "signature"],
  ["PUBLIC KEY BLOCK", "public-key"],
  ["PRIVATE KEY BLOCK", "private-key"],
  ["SIGNATURE", "signature"],
]);

/** Packets that can begin OpenPGP data, with the versions of their content (RFC 9580 §5). */
const PACKETS: ReadonlyMap<number, { content: OpenPgpContent; versions: readonly number[] }> =
  new Map([
    [1, { content: "message", versions: [3, 6] }],
    [2, { content: "signature", versions: [3, 4, 6] }],
    [3, { content: "message", versions: [4, 5, 6] }],
    [5, { content: "private-key", versions: [3, 4, 6] }],
    [6, { content: "public-key", versions: [3, 4, 6] }],
  ]);

/** Packets of encrypted data, with their versions. They may be longer than what was read of a file. */
const ENCRYPTED_DATA: ReadonlyMap<number, readonly number[]> = new Map([
  [18, [1, 2]],
  [20, [1]],
]);

/** The content of an armored text, also with other text before it, or of binary packets. */
export function detectOpenPgp(input: string | Uint8Array): OpenPgpContent | null {
  if (typeof input !== "string" && (input[0] ?? 0) >= 0x80) {
    const content = detectPackets(input);
    if (content !== null) return content;
  }
  return ARMORED.get(ARMOR.exec(decodeText(input))?.[1] ?? "") ?? null;
}

/**
 * Tells OpenPGP from other bytes: a first packet with a known version, then packets up to the end. One
 * random block in a million looks like this.
 */
function detectPackets(bytes: Uint8Array): OpenPgpContent | null {
  let packet = readPacket(bytes, 0);
  const known = PACKETS.get(packet.tag);
  if (known?.versions.includes(packet.version) !== true) return null;
  while (packet.end < bytes.length) {
    packet = readPacket(bytes, packet.end);
    if (ENCRYPTED_DATA.get(packet.tag)?.includes(packet.version)) return known.content;
  }
  return packet.end === bytes.length ? known.content : null;
}

interface Packet {
  /** -1 where no packet begins. */
  readonly tag: number;
  /** The first octet of the content, which is the version of most packets. */
  readonly version: number;
  /** Infinity where the header does not state a length. */
  readonly end: number;
}

/** Reads the header of a packet in the new or the old format (RFC 9580 §4.2). */
function readPacket(bytes: Uint8Array, offset: number): Packet {
  const header = new Uint8Array(6);
  header.set(bytes.subarray(offset, offset + 6));
  const view = new DataView(header.buffer);
  const first = view.getUint8(0);
  if (first < 0x80) return { tag: -1, version: 0, end: Infinity };
  const isNew = (first & 0x40) !== 0;
  const [octets, length] = isNew ? newLength(view) : oldLength(view, first & 3);
  const start = offset + 1 + octets;
  return {
    tag: isNew ? first & 0x3f : (first >> 2) & 0xf,
    version: bytes[start] ?? 0,
    end: start + length,
  };
}

type PacketLength = readonly [octets: number, length: number];

function newLength(view: DataView): PacketLength {
  const octet = view.getUint8(1);
  if (octet < 192) return [1, octet];
  if (octet < 224) return [2, view.getUint16(1) - (192 << 8) + 192];
  return octet === 255 ? [5, view.getUint32(2)] : [1, Infinity];
}

function oldLength(view: DataView, type: number): PacketLength {
  if (type === 0) return [1, view.getUint8(1)];
  if (type === 1) return [2, view.getUint16(1)];
  return type === 2 ? [4, view.getUint32(1)] : [0, Infinity];
}
