import { Hono } from "hono";

import { createPortalServer } from "./portal-server.js";
import { endOnSignal, run } from "./program.js";
import { bodyTimeout, openRelay } from "./relay/open-relay.js";
import { securityHeaders } from "./security-headers.js";
import { readSettings } from "./settings.js";

/** The relay without the portal's pages, for `npm run dev`, in which Next serves those. */

await run(async () => {
  const settings = readSettings();
  const relay = await openRelay(settings.relay, settings);
  const app = new Hono();
  app.route("/api/v1", relay.app);
  const server = createPortalServer(app, securityHeaders(false), bodyTimeout(settings.relay));
  await server.listen(settings.port, settings.host);
  endOnSignal(server, relay);
});
