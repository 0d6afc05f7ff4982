import { createHash, generateKeyPairSync, randomBytes } from "node:crypto";
import { connect } from "node:net";
import { performance } from "node:perf_hooks";

/**
 * Clients of a relay, as a program beside it: it is told a job at a time, and says how long each answer
 * took. It writes HTTP itself, since a client of Node's own would be busier than the server.
 */

const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 4096 });
const key = publicKey.export({ type: "spki", format: "der" }).toString("base64url");
const token = randomBytes(32).toString("base64url");
const claimTokenHash = createHash("sha256").update(token).digest("base64url");
/** As long as a credential in an age file for one RSA key. */
const delivery = Buffer.concat([Buffer.from("age-encryption.org/v1\n"), randomBytes(1500)]);

/** What a client asks, by the first letters of its methods. */
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

/** Requests that were made and not yet cancelled, for jobs that go on where another one ended. */
let known = [];

process.on("message", async (job) => process.send(await work(job)));
process.send("ready");

/**
 * @param job - `port`; `connections`; `steps` that each client takes with one request after the other;
 * `seconds` until it stops, or until no request is left where `create` is none of the steps; `rate` of
 * these rounds per second, or as many as can be.
 */
async function work({ port, connections, steps, seconds, rate }) {
  const clients = await Promise.all(Array.from({ length: connections }, () => Client.open(port)));
  const isCreating = steps[0] === "create";
  const source = isCreating ? null : known;
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
        let id = isCreating ? "" : source.pop();
        if (id === undefined) return;
        // A round that begins late is a client's waiting time, too.
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
        if (!steps.includes("cancel")) made.push(id);
      }
    }),
  );
  const elapsed = (performance.now() - start) / 1000;
  for (const client of clients) client.close();
  if (isCreating) known.push(...made);
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

/** A connection that is kept, with one question at a time. */
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
