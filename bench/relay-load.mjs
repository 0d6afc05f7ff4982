import { createHash, generateKeyPairSync, randomBytes } from "node:crypto";
import { connect } from "node:net";
import { performance } from "node:perf_hooks";

/**
 * Load generator for a relay, a process of its own: receives one job at a time and reports the duration of each
 * request. Writes HTTP itself, because Node's client costs more than the server.
 */

const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 4096 });
const key = publicKey.export({ type: "spki", format: "der" }).toString("base64url");
const token = randomBytes(32).toString("base64url");
const claimTokenHash = createHash("sha256").update(token).digest("base64url");
/** The size of a credential in an age file for one RSA key. */
const delivery = Buffer.concat([Buffer.from("age-encryption.org/v1\n"), randomBytes(1500)]);

/** The steps of a client. */
const STEPS = {
  create: () => {
    const nonce = randomBytes(16).toString("base64url");
    const body = JSON.stringify({ publicKey: key, nonce, claimTokenHash, expiresIn: 3600 });
    return message("POST /api/v1/requests", "Content-Type: application/json", body);
  },
  deliver: (id) =>
    message(
      `PUT /api/v1/requests/${id}/delivery`,
      "Content-Type: application/octet-stream",
      delivery,
    ),
  collect: (id) => message(`GET /api/v1/requests/${id}/delivery`, authorization),
  acknowledge: (id) => message(`DELETE /api/v1/requests/${id}/delivery`, authorization),
  cancel: (id) => message(`DELETE /api/v1/requests/${id}`, authorization),
};
const authorization = `Authorization: Bearer ${token}`;

/** Requests with a waiting delivery, for jobs that continue an earlier one. */
let known = [];

process.on("message", async (job) => process.send(await work(job)));
process.send("ready");

/**
 * @param job - `port`; `connections`; `steps` that each client takes with one request after another; `seconds`
 * until it stops, or until no request is left if `create` is not a step; `rate` in rounds per second, without
 * it as fast as possible.
 */
async function work({ port, connections, steps, seconds, rate }) {
  const clients = await Promise.all(Array.from({ length: connections }, () => Client.open(port)));
  const isCreating = steps[0] === "create";
  const isKept = !steps.includes("acknowledge") && !steps.includes("cancel");
  const made = [];
  const latencies = Object.fromEntries(steps.map((step) => [step, []]));
  let rounds = 0;
  const start = performance.now();
  const end = start + seconds * 1000;

  await Promise.all(
    clients.map(async (client, index) => {
      const interval = rate === undefined ? 0 : (1000 * connections) / rate;
      let planned = start + (interval * index) / connections;
      for (;;) {
        if (interval > 0) {
          planned += interval;
          await until(planned);
        }
        const now = performance.now();
        if (now > end) return;
        let id = isCreating ? "" : known.pop();
        if (id === undefined) return;
        // Counts from the scheduled start: a late start is waiting time as well.
        let before = interval > 0 ? planned : now;
        for (const step of steps) {
          const { status, body } = await client.ask(STEPS[step](id));
          if (status >= 300) throw new Error(`${step}: ${status} ${body}`);
          if (step === "create") [, id] = /"id":"([\w-]+)"/.exec(body);
          const after = performance.now();
          latencies[step].push(after - before);
          before = after;
        }
        rounds++;
        if (isKept) made.push(id);
      }
    }),
  );
  const elapsed = (performance.now() - start) / 1000;
  for (const client of clients) client.close();
  known = known.concat(made);
  return { rounds, seconds: elapsed, latencies };
}

function message(line, header, body = "") {
  const head = `${line} HTTP/1.1\r\nHost: relay\r\n${header}\r\n`;
  const length = Buffer.byteLength(body);
  if (length === 0) return `${head}\r\n`;
  const start = `${head}Content-Length: ${length}\r\n\r\n`;
  return typeof body === "string" ? start + body : Buffer.concat([Buffer.from(start), body]);
}

async function until(time) {
  const left = time - performance.now();
  if (left > 0) await new Promise((done) => setTimeout(done, left));
}

/** A persistent connection with one request at a time. */
class Client {
  #socket;
  #received = [];
  #length = 0;
  #wanted = 0;
  #answered = () => undefined;
  #failed = () => undefined;

  static open(port) {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: "127.0.0.1", noDelay: true }, () => {
        resolve(new Client(socket));
      });
      socket.once("error", reject);
    });
  }

  constructor(socket) {
    this.#socket = socket;
    socket.on("data", (part) => this.#read(part));
    socket.on("close", () => this.#failed(new Error("the server has closed the connection")));
  }

  ask(request) {
    this.#socket.write(request);
    return new Promise((answered, failed) => {
      this.#answered = answered;
      this.#failed = failed;
    });
  }

  close() {
    this.#failed = () => undefined;
    this.#socket.destroy();
  }

  #read(part) {
    this.#received.push(part);
    this.#length += part.length;
    if (this.#length < this.#wanted) return;
    const all = this.#received.length === 1 ? part : Buffer.concat(this.#received);
    const headEnd = all.indexOf("\r\n\r\n");
    if (headEnd < 0) return;
    const head = all.latin1Slice(0, headEnd);
    const [, length = "0"] = /\r\ncontent-length: (\d+)/i.exec(head) ?? [];
    const end = headEnd + 4 + Number(length);
    if (all.length < end) {
      this.#wanted = end;
      return;
    }
    this.#received = [];
    this.#length = this.#wanted = 0;
    const status = Number(head.slice(9, 12));
    this.#answered({ status, body: all.latin1Slice(headEnd + 4, end) });
  }
}
