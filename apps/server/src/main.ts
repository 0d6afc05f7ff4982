import type { AddressInfo } from "node:net";

import { portal } from "./portal/listener.js";
import { createPortalServer } from "./http-server.js";
import { endOnSignal, run } from "./program.js";
import { bodyTimeout, openRelay } from "./relay/open-relay.js";
import { securityHeaders } from "./security-headers.js";
import { readSettings } from "./settings.js";
import type { Settings } from "./settings.js";
import { loadSite } from "./portal/site.js";
import { StartFailure } from "./start-failure.js";

/** The program: serves the exported portal and the relay. */

await run(async (t) => {
  const settings = readSettings();
  const folder = settings.portalFolder;
  const site = loadSite(folder, settings.https);
  if (site === null) throw new StartFailure((t) => t.notBuilt({ folder }));
  const relay = await openRelay(settings.relay, settings);
  const server = createPortalServer(
    relay.before(portal(site)),
    securityHeaders(settings.https),
    bodyTimeout(settings.relay),
  );
  const address = await server
    .listen(settings.port, settings.host)
    .catch(async (error: unknown) => {
      await relay.close();
      throw listenFailure(error, settings);
    });
  endOnSignal(server, relay);
  console.log(t.ready({ address: urlOf(address) }));
  if (isForOthers(address) && !settings.https) console.log(t.forOthers);
});

function listenFailure(error: unknown, { port, host }: Settings): unknown {
  switch (errorCode(error)) {
    case "EADDRINUSE": {
      const other = (port === 65_535 ? 3000 : port + 1).toString();
      return new StartFailure((t) => t.portTaken({ port: port.toString(), other }));
    }
    case "EACCES":
      return new StartFailure((t) => t.portForbidden({ port: port.toString() }));
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EINVAL":
      return new StartFailure((t) => t.hostInvalid({ host }), 2);
    default:
      return error;
  }
}

function urlOf({ address, family, port }: AddressInfo): string {
  const isHere = isLoopback(address) || isAny(address);
  const host = isHere ? "localhost" : family === "IPv6" ? `[${address}]` : address;
  return `http://${host}:${port.toString()}`;
}

function isForOthers({ address }: AddressInfo): boolean {
  return !isLoopback(address);
}

function isLoopback(address: string): boolean {
  return address === "::1" || address.startsWith("127.");
}

function isAny(address: string): boolean {
  return address === "::" || address === "0.0.0.0";
}

function errorCode(error: unknown): string | null {
  return error instanceof Error && "code" in error ? String(error.code) : null;
}
