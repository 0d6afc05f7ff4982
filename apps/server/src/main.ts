import type { AddressInfo } from "node:net";

import { securityHeaders } from "./http/security-headers.js";
import { createHttpServer } from "./http/server.js";
import { readBrand } from "./portal/brand.js";
import { portalListener } from "./portal/listener.js";
import { loadSite } from "./portal/site.js";
import { closeOnSignal, run } from "./program.js";
import { bodyTimeoutMs, openRelay } from "./relay/open-relay.js";
import { readSettings } from "./settings.js";
import type { Settings } from "./settings.js";
import { StartFailure } from "./start-failure.js";

/** The server's program: the exported portal, and the relay. */

await run(async (t) => {
  const settings = readSettings();
  const { portalFolder: folder, https } = settings;
  const site = loadSite(folder, https, readBrand(settings));
  if (site === null) throw new StartFailure((t) => t.notBuilt({ folder }));
  const relay = await openRelay(settings.relay, settings);
  const server = createHttpServer(
    relay.before(portalListener(site)),
    securityHeaders(https),
    bodyTimeoutMs(settings.relay),
  );
  const address = await server
    .listen(settings.port, settings.host)
    .catch(async (error: unknown) => {
      await relay.close();
      throw listenFailure(error, settings);
    });
  closeOnSignal(server, relay);
  console.log(t.ready({ address: urlOf(address) }));
  if (!isLoopback(address.address) && !https) console.log(t.forOthers);
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
  const isLocal = isLoopback(address) || isAny(address);
  const host = isLocal ? "localhost" : family === "IPv6" ? `[${address}]` : address;
  return `http://${host}:${port.toString()}`;
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
