import { createHttpServer } from "./http/server.js";
import { securityHeaders } from "./http/security-headers.js";
import { closeOnSignal, run } from "./program.js";
import { bodyTimeoutMs, openRelay } from "./relay/open-relay.js";
import { readSettings } from "./settings.js";

/** The relay without the portal's pages, for `npm run dev`, where Next serves the pages. */

await run(async () => {
  const settings = readSettings();
  const relay = await openRelay(settings.relay, settings);
  const server = createHttpServer(
    relay.before((_, outgoing) => outgoing.writeHead(404).end()),
    securityHeaders(false),
    bodyTimeoutMs(settings.relay),
  );
  await server.listen(settings.port, settings.host);
  closeOnSignal(server, relay);
});
