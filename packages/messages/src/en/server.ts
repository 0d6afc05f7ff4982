import type { Problem } from "../problem.js";

/** What the portal's server tells whoever starts it. */

export const server = {
  ready: ({ address }: { address: string }): string =>
    `The portal is at ${address} (Ctrl+C stops it).`,
  forOthers:
    "Other machines need HTTPS to use it: put a TLS proxy before it and set PCT_PUBLIC_URL.",
  notBuilt: ({ folder }: { folder: string }): Problem => ({
    what: `There is no built portal in ${folder}.`,
    hint: "Build it: npm run build",
  }),
  portInvalid: ({ value }: { value: string }): Problem => ({
    what: `PORT=${value} is not a port.`,
    hint: "A whole number up to 65535; without PORT it is 3000.",
  }),
  publicUrlInvalid: ({ value }: { value: string }): Problem => ({
    what: `PCT_PUBLIC_URL=${value} is not an address that browsers open.`,
    hint: "For example: PCT_PUBLIC_URL=https://credentials.example.org",
  }),
  portTaken: ({ port, other }: { port: string; other: string }): Problem => ({
    what: `Port ${port} is taken by another program.`,
    hint: `Stop that one, or choose another port: PORT=${other} npm start`,
  }),
  portForbidden: ({ port }: { port: string }): Problem => ({
    what: `The system does not let this user open port ${port}.`,
    hint: "Choose one from 1024 up, and put the proxy that may use the other before it.",
  }),
  hostInvalid: ({ host }: { host: string }): Problem => ({
    what: `HOST=${host} is not an address of this machine.`,
    hint: "127.0.0.1 is for this machine alone, 0.0.0.0 for all that can reach it.",
  }),
  numberInvalid: ({
    name,
    value,
    from,
    to,
  }: Record<"name" | "value" | "from" | "to", string>): Problem => ({
    what: `${name}=${value} is not a whole number from ${from} to ${to}.`,
    hint: `Correct it, or leave ${name} out.`,
  }),
  logLevelInvalid: ({ value, levels }: { value: string; levels: string }): Problem => ({
    what: `PCT_LOG_LEVEL=${value} is no level.`,
    hint: `One of: ${levels}.`,
  }),
  dataUnusable: ({ folder, reason }: { folder: string; reason: string }): Problem => ({
    what: `The requests cannot be kept in ${folder} (${reason}).`,
    hint: "This user must be able to write there. PCT_DATA_DIR chooses another folder.",
  }),
  dataInUse: ({ folder }: { folder: string }): Problem => ({
    what: `Another server keeps its requests in ${folder}.`,
    hint: "Stop that one, or set PCT_DATA_DIR. Several servers share a Redis: PCT_REDIS_URL.",
  }),
  dataNewer: ({ folder }: { folder: string }): Problem => ({
    what: `A later version of this server has kept its requests in ${folder}.`,
    hint: "Run that version, or choose another folder with PCT_DATA_DIR.",
  }),
  redisUrlInvalid: {
    what: "PCT_REDIS_URL is not an address of a Redis server.",
    hint: "For example: PCT_REDIS_URL=redis://127.0.0.1:6379",
  },
  redisUnreachable: ({ reason }: { reason: string }): Problem => ({
    what: `The Redis server in PCT_REDIS_URL does not answer (${reason}).`,
    hint: "Start it, or correct the address, its user or its password.",
  }),
  redisEvicts: ({ policy }: { policy: string }): Problem => ({
    what: `The Redis server would drop credentials when its memory is full (${policy}).`,
    hint: "Set its maxmemory-policy to noeviction.",
  }),
  metricsPortTaken: ({ port }: { port: string }): Problem => ({
    what: `Port ${port}, for metrics, cannot be opened.`,
    hint: "Choose another one: PCT_METRICS_PORT",
  }),
  failed: ({ reason }: { reason: string }): Problem => ({
    what: `The server cannot start (${reason}).`,
    hint: "If that says nothing to you, run npm run setup and try again.",
  }),
};

/** The sentences of the server in one language. */
export type ServerSentences = typeof server;
