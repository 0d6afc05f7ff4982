import { createPortalServer } from "./http-server.js";
import { endOnSignal, run } from "./program.js";
import { bodyTimeout, openRelay } from "./relay/open-relay.js";
import { securityHeaders } from "./security-headers.js";
import { readSettings } from "./settings.js";

/** The relay without the portal's pages, for `npm run dev`, in which Next serves those. */

await run(async () => {
  const settings = readSettings();
  const relay = await openRelay(settings.relay, settings);
  const listener = relay.before((_, outgoing) => outgoing.writeHead(404).end());
  const server = createPortalServer(listener, securityHeaders(false), bodyTimeout(settings.relay));
  await server.listen(settings.port, settings.host);
  endOnSignal(server, relay);
});
