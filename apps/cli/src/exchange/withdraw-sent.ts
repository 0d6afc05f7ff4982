import { withdrawAnswer } from "@pct/exchange/sent-answer";

import { withContext } from "../errors/context.js";
import { Failure } from "../errors/failure.js";
import type { Session } from "../program/session.js";
import { say } from "../terminal/notices.js";
import { linkOf } from "./pending-requests.js";
import { findSent, forgetSent, readSent } from "./sent-answers.js";
import { connect } from "./server.js";
import { shortId } from "./state-files.js";

/** Takes a sent answer back, before it is collected. */
export async function withdrawSent(operand: string, session: Session): Promise<void> {
  const { t, signal } = session;
  const sent = findSent(await readSent(session), operand);
  const { server } = sent;
  const id = shortId(sent);
  const outcome = await withContext({ server }, withdrawAnswer(connect(server), sent, { signal }));
  switch (outcome) {
    case "received":
      // Kept: it tells whether the holder of the key opened it.
      throw new Failure((t) => t.delivery.withdrawnTooLate({ id }));
    case "unknown":
      throw new Failure((t) => t.delivery.withdrawnUnknown({ id }));
    case "withdrawn":
      say(t.delivery.withdrawn({ link: linkOf(sent) }));
      break;
    case "cancelled":
    case "expired":
      say(t.delivery.withdrawnOver);
      break;
  }
  await forgetSent(sent);
}
