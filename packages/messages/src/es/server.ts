import type { ServerSentences } from "../en/server.js";
import type { Problem } from "../problem.js";
import { shellWord } from "../shell-word.js";

/** Lo que el servidor del portal dice a quien lo inicia. */

export const server = {
  ready: ({ address }: { address: string }): string =>
    `El portal está en ${address} (Ctrl+C lo detiene).`,
  forOthers:
    "Desde otras máquinas necesita HTTPS: pon delante un proxy con TLS y define PCT_PUBLIC_URL.",
  notBuilt: ({ folder }: { folder: string }): Problem => ({
    what: `En ${folder} no hay un portal construido.`,
    hint: "Constrúyelo: npm run build",
  }),
  portInvalid: ({ value }: { value: string }): Problem => ({
    what: `PORT=${value} no es un puerto.`,
    hint: "Un número entero hasta 65535; sin PORT es el 3000.",
  }),
  publicUrlInvalid: ({ value }: { value: string }): Problem => ({
    what: `PCT_PUBLIC_URL=${value} no es una dirección que un navegador abra.`,
    hint: "Por ejemplo: PCT_PUBLIC_URL=https://credenciales.example.org",
  }),
  nameInvalid: ({ value, maximum }) => ({
    what: `PCT_NAME=${value} no es un nombre de una línea y ${maximum} caracteres como máximo.`,
    hint: "Acórtalo, sin saltos de línea ni caracteres invisibles.",
  }),
  logoUnreadable: ({ file, reason }) => ({
    what: `No se puede leer PCT_LOGO=${file} (${reason}).`,
    hint: "Corrige la ruta o permite que este usuario lea el archivo.",
  }),
  logoInvalid: ({ file, maximum }) => ({
    what: `PCT_LOGO=${file} no es una imagen PNG, JPEG, WebP o SVG de ${maximum} KiB como máximo.`,
    hint: "Conviértela o hazla más pequeña: el encabezado la muestra con 32 píxeles de alto.",
  }),
  portTaken: ({ port, other }: { port: string; other: string }): Problem => ({
    what: `Otro programa ocupa el puerto ${port}.`,
    hint: `Detén ese programa o elige otro puerto: PORT=${other} npm start`,
  }),
  portForbidden: ({ port }: { port: string }): Problem => ({
    what: `El sistema no permite a este usuario abrir el puerto ${port}.`,
    hint: "Elige uno desde 1024, y pon delante el proxy que sí puede usar el otro.",
  }),
  hostInvalid: ({ host }: { host: string }): Problem => ({
    what: `HOST=${host} no es una dirección de esta máquina.`,
    hint: "127.0.0.1 es solo para esta máquina; 0.0.0.0, para todas las que la alcancen.",
  }),
  numberInvalid: ({ name, value, from, to }) => ({
    what: `${name}=${value} no es un número entero de ${from} a ${to}.`,
    hint: `Corrígelo o quita ${name}.`,
  }),
  logLevelInvalid: ({ value, levels }) => ({
    what: `PCT_LOG_LEVEL=${value} no es un nivel.`,
    hint: `Uno de estos: ${levels}.`,
  }),
  dataUnusable: ({ folder, reason }) => ({
    what: `Las solicitudes no se pueden guardar en ${folder} (${reason}).`,
    hint: "Este usuario debe poder escribir allí. PCT_DATA_DIR elige otra carpeta.",
  }),
  dataInUse: ({ folder }) => ({
    what: `Otro servidor guarda sus solicitudes en ${folder}.`,
    hint: "Detén ese servidor o define PCT_DATA_DIR. Varios servidores comparten un Redis: PCT_REDIS_URL.",
  }),
  dataNewer: ({ folder }) => ({
    what: `Una versión posterior de este servidor guardó sus solicitudes en ${folder}.`,
    hint: "Ejecuta esa versión o elige otra carpeta con PCT_DATA_DIR.",
  }),
  redisUrlInvalid: {
    what: "PCT_REDIS_URL no es la dirección de un servidor Redis.",
    hint: "Por ejemplo: PCT_REDIS_URL=redis://127.0.0.1:6379",
  },
  redisUnreachable: ({ reason }) => ({
    what: `El servidor Redis de PCT_REDIS_URL no responde (${reason}).`,
    hint: "Inícialo, o corrige la dirección, su usuario o su contraseña.",
  }),
  redisEvicts: ({ policy }) => ({
    what: `El servidor Redis descartaría credenciales al llenarse su memoria (${policy}).`,
    hint: "Define su maxmemory-policy como noeviction.",
  }),
  switchInvalid: ({ name, value }) => ({
    what: `${name}=${value} no es on ni off.`,
    hint: `Usa on u off, o quita ${name}.`,
  }),
  webhookUrlInvalid: {
    what: "PCT_WEBHOOK_URL no es una dirección web sin usuario ni contraseña.",
    hint: "Por ejemplo: PCT_WEBHOOK_URL=https://avisos.example.org/pct",
  },
  webhookSecretMissing: {
    what: "PCT_WEBHOOK_URL está definida y PCT_WEBHOOK_SECRET_FILE no: los avisos irían sin firma.",
    hint: "Crea un secreto: echo whsec_$(openssl rand -base64 32) > ARCHIVO. Define PCT_WEBHOOK_SECRET_FILE con ARCHIVO.",
  },
  webhookSecretUnreadable: ({ file, reason }) => ({
    what: `No se puede leer PCT_WEBHOOK_SECRET_FILE=${file} (${reason}).`,
    hint: "Corrige la ruta o permite que este usuario lea el archivo.",
  }),
  webhookSecretInvalid: ({ file }) => ({
    what: `${file} no tiene un secreto para avisos: una línea con whsec_ y entre 24 y 64 bytes en base64.`,
    hint: `Crea uno: echo whsec_$(openssl rand -base64 32) > ${shellWord(file)}`,
  }),
  auditLogUnusable: ({ file, reason }) => ({
    what: `No se puede escribir en PCT_AUDIT_LOG=${file} (${reason}).`,
    hint: "Crea su carpeta, permite que este usuario escriba allí o elige otro archivo.",
  }),
  metricsPortTaken: ({ port }) => ({
    what: `El puerto ${port}, para las métricas, no se puede abrir.`,
    hint: "Elige otro: PCT_METRICS_PORT",
  }),
  failed: ({ reason }: { reason: string }): Problem => ({
    what: `El servidor no puede iniciar (${reason}).`,
    hint: "Si eso no te dice nada, ejecuta npm run setup y vuelve a intentarlo.",
  }),
} satisfies ServerSentences;
