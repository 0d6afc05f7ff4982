import { createHttpServer } from "#/http/server.js";
import { securityHeaders } from "#/http/security-headers.js";
import { closeOnSignal } from "#/program.js";
import { openRelay } from "#/relay/open-relay.js";
import { relaySettings } from "#/relay/settings.js";
// Loaded before the process gives up root: other users may be unable to read the folder of this repository.
import "#/relay/open-sqlite.js";

/** The relay alone in the server, as a program that tests kill, starve and stop. */

// File modes do not restrict root, so a test of them runs the relay as another user.
if (process.env.RUN_AS !== undefined) {
  process.setgid?.(Number(process.env.RUN_AS));
  process.setuid?.(Number(process.env.RUN_AS));
}

const host = "127.0.0.1";
const settings = relaySettings((name) => process.env[name]);
const relay = await openRelay(settings, { publicHost: null });
const listener = relay.before((_, outgoing) => outgoing.writeHead(404).end());
const server = createHttpServer(listener, securityHeaders(false));
const { port } = await server.listen(Number(process.env.PORT ?? 0), host);
closeOnSignal(server, relay);
process.send?.(port);
