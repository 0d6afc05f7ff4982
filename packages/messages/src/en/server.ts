import type { Problem } from "../problem.js";
import { shellWord } from "../shell-word.js";

/** Messages of the server on its terminal. */

export const server = {
  ready: ({ address }: { address: string }): string =>
    `The portal is at ${address} (Ctrl+C stops it).`,
  forOthers: "Other machines need HTTPS: put a TLS proxy in front and set PCT_PUBLIC_URL.",
  notBuilt: ({ folder }: { folder: string }): Problem => ({
    what: `There is no built portal in ${folder}.`,
    hint: "Build it: npm run build",
  }),
  portInvalid: ({ value }: { value: string }): Problem => ({
    what: `PORT=${value} is not a port number.`,
    hint: "Use a whole number up to 65535; the default is 3000.",
  }),
  publicUrlInvalid: ({ value }: { value: string }): Problem => ({
    what: `PCT_PUBLIC_URL=${value} is not a web address.`,
    hint: "For example: PCT_PUBLIC_URL=https://credentials.example.org",
  }),
  nameInvalid: ({ value, maximum }: { value: string; maximum: string }): Problem => ({
    what: `PCT_NAME=${value} is not a name of one line and at most ${maximum} characters.`,
    hint: "Shorten it, and leave out line breaks and invisible characters.",
  }),
  logoUnreadable: ({ file, reason }: { file: string; reason: string }): Problem => ({
    what: `Can't read PCT_LOGO=${file} (${reason}).`,
    hint: "Correct the path, or give this user permission to read it.",
  }),
  logoInvalid: ({ file, maximum }: { file: string; maximum: string }): Problem => ({
    what: `PCT_LOGO=${file} is not a picture as PNG, JPEG, WebP or SVG of at most ${maximum} KiB.`,
    hint: "Convert it, or make it smaller: the header shows it 32 pixels high.",
  }),
  portTaken: ({ port, other }: { port: string; other: string }): Problem => ({
    what: `Port ${port} is in use by another program.`,
    hint: `Stop that program, or choose another port: PORT=${other} npm start`,
  }),
  portForbidden: ({ port }: { port: string }): Problem => ({
    what: `This user may not open port ${port}.`,
    hint: "Choose port 1024 or higher, and put a proxy that may open ${port} in front.",
  }),
  hostInvalid: ({ host }: { host: string }): Problem => ({
    what: `HOST=${host} is not an address of this machine.`,
    hint: "127.0.0.1 listens for this machine only, 0.0.0.0 on all interfaces.",
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
    what: `PCT_LOG_LEVEL=${value} is not a log level.`,
    hint: `Use one of: ${levels}.`,
  }),
  dataUnusable: ({ folder, reason }: { folder: string; reason: string }): Problem => ({
    what: `Can't store requests in ${folder} (${reason}).`,
    hint: "Give this user write permission, or set PCT_DATA_DIR to another folder.",
  }),
  dataInUse: ({ folder }: { folder: string }): Problem => ({
    what: `Another server already uses ${folder}.`,
    hint: "Stop that server, or set PCT_DATA_DIR. Several servers can share a Redis: PCT_REDIS_URL.",
  }),
  dataNewer: ({ folder }: { folder: string }): Problem => ({
    what: `${folder} was written by a newer version of this server.`,
    hint: "Run that version, or choose another folder with PCT_DATA_DIR.",
  }),
  redisUrlInvalid: {
    what: "PCT_REDIS_URL is not the address of a Redis server.",
    hint: "For example: PCT_REDIS_URL=redis://127.0.0.1:6379",
  },
  redisUnreachable: ({ reason }: { reason: string }): Problem => ({
    what: `The Redis server in PCT_REDIS_URL does not answer (${reason}).`,
    hint: "Start it, or correct the address, user or password.",
  }),
  redisEvicts: ({ policy }: { policy: string }): Problem => ({
    what: `The Redis server may evict credentials when its memory is full (${policy}).`,
    hint: "Set its maxmemory-policy to noeviction.",
  }),
  switchInvalid: ({ name, value }: { name: string; value: string }): Problem => ({
    what: `${name}=${value} is neither on nor off.`,
    hint: `Use on or off, or leave ${name} out.`,
  }),
  webhookUrlInvalid: {
    what: "PCT_WEBHOOK_URL is not a web address without a user and password.",
    hint: "For example: PCT_WEBHOOK_URL=https://hooks.example.org/pct",
  },
  webhookSecretMissing: {
    what: "PCT_WEBHOOK_URL is set, but PCT_WEBHOOK_SECRET_FILE is not, so messages could not be signed.",
    hint: "Make a secret: echo whsec_$(openssl rand -base64 32) > FILE. Set PCT_WEBHOOK_SECRET_FILE to FILE.",
  },
  webhookSecretUnreadable: ({ file, reason }: { file: string; reason: string }): Problem => ({
    what: `Can't read PCT_WEBHOOK_SECRET_FILE=${file} (${reason}).`,
    hint: "Correct the path, or give this user permission to read it.",
  }),
  webhookSecretInvalid: ({ file }: { file: string }): Problem => ({
    what: `${file} has no webhook secret: a line with whsec_ and the base64 of 24 to 64 bytes.`,
    hint: `Make one: echo whsec_$(openssl rand -base64 32) > ${shellWord(file)}`,
  }),
  auditLogUnusable: ({ file, reason }: { file: string; reason: string }): Problem => ({
    what: `Can't write to PCT_AUDIT_LOG=${file} (${reason}).`,
    hint: "Create its folder, give this user write permission, or choose another file.",
  }),
  metricsPortTaken: ({ port }: { port: string }): Problem => ({
    what: `Can't open port ${port} for metrics.`,
    hint: "Choose another port: PCT_METRICS_PORT",
  }),
  failed: ({ reason }: { reason: string }): Problem => ({
    what: `The server can't start (${reason}).`,
    hint: "If the reason is not clear, run npm run setup and try again.",
  }),
};

/** The messages of the server in one language. */
export type ServerSentences = typeof server;
