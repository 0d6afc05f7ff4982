import { DeliveryError } from "@pct/delivery/errors";
import { followInvitation } from "@pct/exchange/follow-invitation";
import type { InvitationState } from "@pct/exchange/follow-invitation";

import { MemorySink } from "../io/sinks.js";
import type { Session } from "../program/session.js";
import { changeInvitation } from "./kept-invitations.js";
import type { KeptInvitation } from "./kept-invitations.js";
import { connect } from "./server.js";

/** Asks the relay how invitations stand, and reads what answers them. */

/** An invitation and its state. */
export interface SeenInvitation {
  readonly kept: KeptInvitation;
  readonly state: InvitationState;
}

/** Calls at the same time. */
const PARALLEL = 8;
/** Maximum bytes of an encrypted answer: a document of 16 KiB. */
const ANSWER_BYTES = 32_768;

/** Looks at some of the invitations, a few at a time. */
export async function lookAtInvitations(
  some: readonly KeptInvitation[],
  all: readonly KeptInvitation[],
  session: Session,
): Promise<SeenInvitation[]> {
  // Two that are read at the same time must not both be answered by the same request.
  const known = new Set(all.flatMap(({ answer }) => (answer === null ? [] : [answer.id])));
  const seen: SeenInvitation[] = [];
  const left = [...some.entries()];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, kept] = next;
      seen[index] = await lookAt(kept, known, session);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return seen;
}

async function lookAt(
  kept: KeptInvitation,
  known: Set<string>,
  session: Session,
): Promise<SeenInvitation> {
  const { signal } = session;
  const { invitation, state } = await followInvitation(kept, {
    // Asked once: a list should not wait.
    relay: connect(kept.server, { attempts: 1 }),
    claimToken: kept.claimToken,
    decrypt: (ciphertext) => decrypt(ciphertext, kept.privateKey, signal),
    isKnown: (id) => {
      const isKnown = known.has(id);
      known.add(id);
      return isKnown;
    },
    // What another process stored meanwhile is as true as this.
    remember: async (changed) => {
      await changeInvitation(kept, changed, session);
    },
    signal,
  });
  return { kept: { ...kept, ...invitation }, state };
}

async function decrypt(
  ciphertext: Uint8Array,
  privateKey: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (ciphertext.length > ANSWER_BYTES) throw new DeliveryError("invitation-answer-malformed");
  // Lazy: most looks find no new answer.
  const { decryptFile } = await import("@pct/core/node");
  const sink = new MemorySink(ANSWER_BYTES, new DeliveryError("invitation-answer-malformed"));
  await decryptFile(ciphertext, sink.write, { identities: [privateKey], signal });
  return sink.bytes;
}
