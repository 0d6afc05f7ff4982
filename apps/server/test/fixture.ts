import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { onTestFinished } from "vitest";

import { createHttpServer } from "#/http/server.js";
import type { Brand } from "#/portal/brand.js";
import { portalListener } from "#/portal/listener.js";
import { securityHeaders } from "#/http/security-headers.js";
import { loadSite } from "#/portal/site.js";
import { newRelay } from "./relay/fixture.js";

/** A small portal as the build leaves it, a server for it, and clients. */

export const INLINE = ["self.__next_f=[];", "self.__next_f.push(\"a > b 'c'\");\n"] as const;

/** A page with two inline scripts, one of them twice, and one external script. */
export function page(title: string): string {
  return `<!DOCTYPE html><html><head><title>${title}</title><script src="/_next/static/chunks/main.js" async=""></script></head><body><h1>${title}</h1>
<script>${INLINE[0]}</script><script id="_R_" data-x="a>b">${INLINE[1]}</script><script>${INLINE[0]}</script>${"<p>text</p>".repeat(100)}</body></html>`;
}

export const SCRIPT = `console.log("chunk");\n${"// comment\n".repeat(200)}`;

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  "index.html": page("es / en"),
  "404.html": page("404"),
  "404/index.html": page("404"),
  "_not-found/index.html": page("404"),
  "es/index.html": page("Inicio"),
  "es/index.txt": "0:{}",
  "es/__next.$d$lang.__PAGE__.txt": "1:{}",
  "es/receive/index.html": page("Recibir"),
  "es/404/index.html": page("No está aquí"),
  "es/s/index.html": page("Enviar"),
  "en/s/index.html": page("Send"),
  "en/index.html": page("Home"),
  "en/404/index.html": page("Not here"),
  "service-worker.js": "self.addEventListener('fetch', () => {});",
  "manifest.webmanifest": "{}",
  "icon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
  "icon.png": Uint8Array.of(0x89, 0x50, 0x4e, 0x47),
  "strange.bin": Uint8Array.of(0, 1, 2),
  "_next/static/chunks/main.js": SCRIPT,
  "_next/static/media/font.woff2": Uint8Array.of(1),
  "_next/static/pct/_buildManifest.js": "self.__BUILD_MANIFEST={};",
  "worker/crypto-AB12CD34.js": "postMessage(1);",
  "worker/crypto.js": "postMessage(1);",
};

const WITH_TWINS = Object.entries(FILES).flatMap(([path, content]) =>
  /\.(?:html|js)$/.test(path)
    ? ([
        [path, content],
        [`${path}.br`, brotliCompressSync(content)],
        [`${path}.gz`, gzipSync(content)],
      ] as const)
    : ([[path, content]] as const),
);

/** A new folder with the portal, deleted after the test. */
export function exportedPortal(): string {
  const folder = mkdtempSync(join(tmpdir(), "pct-portal-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  writePortal(folder);
  return folder;
}

export function writePortal(folder: string): void {
  for (const [path, content] of WITH_TWINS) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** Serves a folder on a free port until the test ends. */
export async function serve(folder: string, https = false, brand: Brand = {}): Promise<number> {
  const site = loadSite(folder, https, brand);
  if (site === null) throw new Error("no portal in the folder");
  const server = createHttpServer(
    newRelay().relay.before(portalListener(site)),
    securityHeaders(https),
  );
  onTestFinished(() => server.close());
  const { port } = await server.listen(0, "127.0.0.1");
  return port;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends a request for a path exactly as it is written. */
export function ask(
  port: number,
  path: string,
  { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: "127.0.0.1", path, method, headers, agent: false });
    request.once("error", reject);
    request.once("response", (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.once("error", reject);
      response.once("end", () => {
        const { statusCode = 0, headers } = response;
        resolve({ status: statusCode, headers, body: Buffer.concat(pieces) });
      });
    });
    request.end();
  });
}

/** Sends raw bytes, and reads until the server closes the connection; fails if it does not in that time. */
export function send(port: number, bytes: string, milliseconds = 20_000): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.setTimeout(milliseconds, () => socket.destroy(new Error("the server left it open")));
    socket.on("data", (piece) => pieces.push(piece));
    socket.once("error", reject);
    socket.once("close", () => {
      if (pieces.length > 0) resolve(parsed(Buffer.concat(pieces)));
    });
  });
}

function parsed(answer: Buffer): Answer {
  const end = answer.indexOf("\r\n\r\n");
  const [first = "", ...lines] = answer.toString("latin1", 0, end).split("\r\n");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return {
    status: Number(first.split(" ")[1]),
    headers: Object.fromEntries(headers) as IncomingHttpHeaders,
    body: answer.subarray(end + 4),
  };
}
