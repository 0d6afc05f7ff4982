import { createClient, ErrorReply } from "@redis/client";

import { StoreFailure } from "./store.js";

/** A connection to Redis or Valkey that says quickly when there is none, and comes back by itself. */

export type RedisClient = ReturnType<typeof clientOf>;

/** Milliseconds in which a command must be answered. */
const ANSWER = 700;
/** Milliseconds in which the server must be there when we start. */
const START = 5000;

/** The server may drop what it was told to keep: its `maxmemory-policy` is not `noeviction`. */
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
  /** Who listens to a channel does nothing else. */
  readonly #subscriber: RedisClient;
  /** A command was not answered in time: no more are sent until the server answers again. */
  #isStuck = false;

  private constructor(url: string) {
    this.client = clientOf(url);
    this.#subscriber = this.client.duplicate();
    this.client.on("ready", () => (this.#isStuck = false));
    for (const client of [this.client, this.#subscriber]) {
      // Whoever asks is told; the client tries on.
      client.on("error", () => undefined);
    }
  }

  /**
   * @throws {@link StoreFailure} with what the server, the system or the client says as its cause.
   */
  static async open(url: string): Promise<RedisConnection> {
    const connection = new RedisConnection(url);
    const { client } = connection;
    let cause: unknown;
    client.on("error", (error: unknown) => (cause = error));
    try {
      await within(START, Promise.all([client.connect(), connection.#subscriber.connect()]));
      return connection;
    } catch (error) {
      connection.#destroy();
      throw new StoreFailure("unavailable", { cause: cause ?? error });
    }
  }

  /** Sends commands; rejects at once while the server is away, and soon when it does not answer. */
  async ask<Result>(commands: (client: RedisClient) => Promise<Result>): Promise<Result> {
    if (this.#isStuck || !this.client.isReady) throw new StoreFailure("unavailable");
    try {
      return await within(ANSWER, commands(this.client));
    } catch (error) {
      if (error instanceof Late) this.#waitForAnswer();
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

  /** Calls the listener with each message, and with null when some may have been missed. */
  async subscribe(channel: string, listener: (message: string | null) => void): Promise<void> {
    try {
      await within(ANSWER, this.#subscriber.subscribe(channel, listener));
    } catch (error) {
      throw failureOf(error);
    }
    this.#subscriber.on("ready", () => {
      listener(null);
    });
  }

  async close(): Promise<void> {
    const closed = Promise.all([this.client.close(), this.#subscriber.close()]);
    await within(ANSWER, closed).catch(() => {
      this.#destroy();
    });
  }

  #destroy(): void {
    this.client.destroy();
    this.#subscriber.destroy();
  }

  /** Answers come in order: this one says that all before it have come, or will not. */
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
    // We have our own, which counts after a command was sent, too.
    commandOptions: { timeout: 0 },
    // A dead connection is noticed without a word from the network.
    pingInterval: 3000,
    socket: { reconnectStrategy: () => 250, connectTimeout: 2000, socketTimeout: 10_000 },
    maintNotifications: "disabled",
    disableClientInfo: true,
  });
}

class Late extends Error {
  override readonly name = "Late";
}

async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Late());
    }, milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** `OOM` is the only answer of the server that says that it is full. */
function failureOf(error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error;
  const isFull = error instanceof ErrorReply && error.message.startsWith("OOM");
  return new StoreFailure(isFull ? "full" : "unavailable", { cause: error });
}
