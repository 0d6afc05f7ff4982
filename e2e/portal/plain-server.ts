import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

import type { Origin } from "./portal.js";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".ico": "image/x-icon",
  ".js": "text/javascript",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** A plain file server: it sets the content type, and no other header. */
export interface PlainServer extends Origin {
  /** The folder that it serves; may be replaced while it runs. */
  folder: string;
}

export async function startPlainServer(folder: string): Promise<PlainServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = decodeURIComponent(pathname).replace(/\/$/, "/index.html");
    readFile(join(plain.folder, path))
      .then((content) => {
        response.setHeader("Content-Type", TYPES[extname(path)] ?? "application/octet-stream");
        response.end(request.method === "HEAD" ? undefined : content);
      })
      .catch(() => {
        response.writeHead(404).end();
      });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const plain: PlainServer = {
    folder,
    origin: `http://localhost:${port.toString()}`,
    close: async () => {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  return plain;
}
