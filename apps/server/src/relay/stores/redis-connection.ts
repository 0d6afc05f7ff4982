import { createClient, ErrorReply } from "@redis/client";

import { StoreFailure } from "./store.js";

/** A connection to Redis or Valkey that fails fast while the server is away, and reconnects by itself. */

export type RedisClient = ReturnType<typeof clientOf>;

/** Milliseconds that a command may take. */
const COMMAND_TIMEOUT_MS = 700;
/** Milliseconds that the first connection may take. */
const CONNECT_TIMEOUT_MS = 5000;

/** The server may evict keys: its `maxmemory-policy` is not `noeviction`. */
export class EvictionError extends Error {
  override readonly name = "EvictionError";
  readonly policy: string;

  constructor(policy: string) {
    super(`maxmemory-policy is ${policy}`);
    this.policy = policy;
  }
}

export class RedisConnection {
  readonly client: RedisClient;
  /** A connection with subscriptions accepts no other commands. */
  readonly #subscriber: RedisClient;
  /** A command has timed out; no more are sent until the server answers again. */
  #isStuck = false;

  private constructor(url: string) {
    this.client = clientOf(url);
    this.#subscriber = this.client.duplicate();
    this.client.on("ready", () => (this.#isStuck = false));
    for (const client of [this.client, this.#subscriber]) {
      // The client reconnects; each command rejects by itself meanwhile.
      client.on("error", () => undefined);
    }
  }

  /** @throws {@link StoreFailure} with the error of server, system or client as its cause. */
  static async open(url: string): Promise<RedisConnection> {
    const connection = new RedisConnection(url);
    const { client } = connection;
    let cause: unknown;
    client.on("error", (error: unknown) => (cause = error));
    try {
      await within(
        CONNECT_TIMEOUT_MS,
        Promise.all([client.connect(), connection.#subscriber.connect()]),
      );
      return connection;
    } catch (error) {
      connection.#destroy();
      throw new StoreFailure("unavailable", { cause: cause ?? error });
    }
  }

  /** Sends commands; rejects immediately while the server is away, and after a timeout if it does not answer. */
  async ask<Result>(commands: (client: RedisClient) => Promise<Result>): Promise<Result> {
    if (this.#isStuck || !this.client.isReady) throw new StoreFailure("unavailable");
    try {
      return await within(COMMAND_TIMEOUT_MS, commands(this.client));
    } catch (error) {
      if (error instanceof TimeoutError) this.#waitForAnswer();
      throw failureOf(error);
    }
  }

  /** Runs a script. */
  eval(
    script: string,
    options: { readonly keys: string[]; readonly arguments: (string | Buffer)[] },
  ): Promise<unknown> {
    return this.ask((client) => client.eval(script, options));
  }

  /** Calls the listener with each message, and with null after a reconnect, when messages may be lost. */
  async subscribe(channel: string, listener: (message: string | null) => void): Promise<void> {
    try {
      await within(COMMAND_TIMEOUT_MS, this.#subscriber.subscribe(channel, listener));
    } catch (error) {
      throw failureOf(error);
    }
    this.#subscriber.on("ready", () => {
      listener(null);
    });
  }

  async close(): Promise<void> {
    const closed = Promise.all([this.client.close(), this.#subscriber.close()]);
    await within(COMMAND_TIMEOUT_MS, closed).catch(() => {
      this.#destroy();
    });
  }

  #destroy(): void {
    this.client.destroy();
    this.#subscriber.destroy();
  }

  /** Answers arrive in order, so the answer to a PING follows all that are overdue. */
  #waitForAnswer(): void {
    if (this.#isStuck) return;
    this.#isStuck = true;
    this.client.ping().then(
      () => (this.#isStuck = false),
      () => undefined,
    );
  }
}

function clientOf(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    // Replaced by COMMAND_TIMEOUT_MS, which also covers commands that were sent.
    commandOptions: { timeout: 0 },
    // Detects a dead connection that the network does not report.
    pingInterval: 3000,
    socket: { reconnectStrategy: () => 250, connectTimeout: 2000, socketTimeout: 10_000 },
    maintNotifications: "disabled",
    disableClientInfo: true,
  });
}

class TimeoutError extends Error {
  override readonly name = "TimeoutError";
}

async function within<Result>(timeoutMs: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TimeoutError());
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** The server answers `OOM` when its memory is full; every other error means that it is unavailable. */
function failureOf(error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error;
  const isFull = error instanceof ErrorReply && error.message.startsWith("OOM");
  return new StoreFailure(isFull ? "full" : "unavailable", { cause: error });
}
