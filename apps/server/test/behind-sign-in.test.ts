import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";

import { expect, it, onTestFinished } from "vitest";

import { ask, exportedPortal, send, serve } from "./fixture.js";
import type { Answer } from "./fixture.js";
import { emptyFolder } from "./program.js";
import { ageFile, BYTES_TYPE, bearer, JSON_TYPE, newRequest } from "./relay/fixture.js";
import { freePort } from "./relay/stores/redis-server.js";

/** The guide's nginx lines that let only an organization's own people create requests. */

const hasNginx = spawnSync("nginx", ["-v"], { stdio: "ignore" }).status === 0;
if (!hasNginx) {
  const message = "no nginx found: the guide's proxy is not tested (apt-get install nginx-light)";
  if (process.env.CI === "true") throw new Error(message);
  console.warn(message);
}

const GUIDE = resolve(import.meta.dirname, "../../../docs/guide");
const SESSION = { cookie: "_oauth2_proxy=session" };

/** The locations of a guide. */
function locationsIn(language: "en" | "es"): string {
  const guide = readFileSync(join(GUIDE, language, "self-hosting.md"), "utf8");
  const [, block] = /```nginx\n(location = \/api.*?)```/s.exec(guide) ?? [];
  if (block === undefined) throw new Error("the guide has no locations");
  return block;
}

/** Stands in for oauth2-proxy: signs everyone in, and knows one session. */
async function signInService(): Promise<number> {
  const server = createServer(({ url = "", headers }, outgoing) => {
    const { pathname, searchParams } = new URL(url, "http://localhost");
    if (pathname === "/oauth2/auth") {
      outgoing.writeHead(headers.cookie === SESSION.cookie ? 202 : 401).end();
    } else if (pathname === "/oauth2/start") {
      const back = searchParams.get("rd") ?? "/";
      outgoing
        .writeHead(302, { Location: back, "Set-Cookie": `${SESSION.cookie}; HttpOnly` })
        .end();
    } else outgoing.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** Starts nginx with the guide's locations before a portal, until the test ends. */
async function proxy(portalPort: number, signInPort: number): Promise<number> {
  const folder = emptyFolder();
  const port = await freePort();
  for (const name of ["body", "proxy", "fastcgi", "uwsgi", "scgi"]) mkdirSync(join(folder, name));
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${join(folder, name === "client_body" ? "body" : name)};`,
  );
  const locations = locationsIn("en")
    .replaceAll("127.0.0.1:3000", `127.0.0.1:${portalPort.toString()}`)
    .replaceAll("127.0.0.1:4180", `127.0.0.1:${signInPort.toString()}`);
  const configuration = join(folder, "nginx.conf");
  writeFileSync(
    configuration,
    `${process.getuid?.() === 0 ? "user root;" : ""} daemon off; pid ${folder}/pid;
    error_log ${folder}/error.log; events {}
    http { access_log off; ${temporary.join(" ")}
      server { listen 127.0.0.1:${port.toString()}; absolute_redirect off; ${locations} } }`,
  );
  const child = spawn("nginx", ["-p", folder, "-c", configuration], { stdio: "ignore" });
  onTestFinished(async () => {
    child.kill("SIGTERM");
    if (child.exitCode === null) await once(child, "exit");
  });
  await expect
    .poll(() =>
      ask(port, "/en/").then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
  return port;
}

function call(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body: string | Uint8Array = "",
): Promise<Answer> {
  const length = Buffer.byteLength(body).toString();
  const lines = Object.entries({ Host: "localhost", "Content-Length": length, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const head = `${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\nConnection: close\r\n\r\n`;
  return send(
    port,
    head + (typeof body === "string" ? body : Buffer.from(body).toString("latin1")),
  );
}

it("both guides have the same lines", () => {
  expect(locationsIn("es")).toBe(locationsIn("en"));
});

it.skipIf(!hasNginx)(
  "only people who signed in create requests, and links need no sign-in",
  async () => {
    const port = await proxy(await serve(exportedPortal()), await signInService());
    const request = newRequest();
    const create = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
      call(port, "POST", path, { ...JSON_TYPE, ...headers }, JSON.stringify(request.body));

    for (const path of [
      "/api/v1/requests",
      "/api/v1/requests?x=1",
      "//api/v1/requests",
      "/api//v1/requests",
      "/api/v1/./requests",
      "/x/../api/v1/requests",
      "/api/v1/%72equests",
      `http://localhost:${port.toString()}/api/v1/requests`,
    ]) {
      expect((await create(path)).status, path).toBe(401);
      expect((await create(path, { cookie: "_oauth2_proxy=other" })).status, path).toBe(401);
    }
    // The relay has no such route.
    expect((await create("/api/v1/requests/")).status).toBe(404);
    expect((await create("/API/v1/requests")).status).toBe(405);
    const path = `/api/v1/requests/${request.id}`;
    expect((await call(port, "GET", path)).status).toBe(404);

    // The page leads to the sign-in, and back.
    const page = await call(port, "GET", "/en/request/");
    expect(page).toMatchObject({ status: 302 });
    expect(page.headers.location).toBe("/oauth2/start?rd=/en/request/");
    const back = await call(port, "GET", page.headers.location ?? "");
    expect(back).toMatchObject({ status: 302, headers: { location: "/en/request/" } });
    expect(String(back.headers["set-cookie"])).toContain(SESSION.cookie);

    expect((await create("/api/v1/requests", SESSION)).status).toBe(201);
    // The sender and the recipient have no session.
    expect((await call(port, "GET", `/en/s/${request.id}`)).status).toBe(200);
    expect((await call(port, "GET", path)).status).toBe(200);
    expect((await call(port, "PUT", `${path}/delivery`, BYTES_TYPE, ageFile("x"))).status).toBe(
      201,
    );
    const claim = bearer(request.token);
    expect((await call(port, "GET", `${path}/delivery`, claim)).status).toBe(200);
    expect((await call(port, "DELETE", `${path}/delivery`, claim)).status).toBe(204);
    expect((await call(port, "DELETE", path, claim)).status).toBe(204);
    for (const open of ["/en/", "/es/send/", "/service-worker.js", "/api/v1/health"]) {
      expect((await call(port, "GET", open)).status, open).not.toBe(401);
    }
    // What nginx asks by itself is no address of the portal.
    expect((await call(port, "GET", "/oauth2/auth")).status).toBe(404);
  },
);
