import type { invitations as english } from "../en/invitations.js";
import type { Problem } from "../problem.js";

/** Lo que dicen `pct invite`, `pct invitations` y `pct send` a quienes fueron invitados. */

export const invitations = {
  columns: {
    name: "nombre",
    mail: "correo",
    subject: "asunto",
    message: "mensaje",
    link: "enlace",
  },
  inviting: ({ done, total }: { done: number; total: number }): string =>
    `Invitando: ${done.toString()} de ${total.toString()}`,
  made: ({ count }: { count: number }): string =>
    `Invitaciones listas para enviar: ${count.toString()}. Para ver quién respondió: pct invitations`,
  giveMessage:
    "Envía este mensaje a la persona, por cualquier medio: no contiene nada secreto. Después llámala.",
  repeated: ({ count }: { count: number }): string =>
    `Ya estaban invitadas, con el mismo enlace: ${count.toString()}`,
  serverWaits: "El servidor pide esperar; se sigue solo. Con Ctrl-C no se pierde nada.",
  skipped: ({ row, text, reason }: { row: number; text: string; reason: string }): string =>
    `Fila ${row.toString()} (${text}): ${reason}`,
  personProblems: {
    "no-name": "no dice a quién invitar",
    "mail-malformed": "la dirección de correo no es válida",
    "too-long": "un texto es demasiado largo",
    repeated: "la misma persona está antes, para lo mismo",
  },
  someSkipped: ({ count }: { count: number }): Problem => ({
    what: `No se invitó a nadie en estas filas: ${count.toString()}. Las demás invitaciones están hechas.`,
    hint: "Corrige esas filas y repite el comando: a quien ya está invitado no se le invita otra vez.",
  }),

  states: {
    invited: "invitada",
    ready: "lista",
    sent: "sin recoger",
    saved: "abierta y guardada, con comprobante",
    collected: "recogida, según el servidor",
    forged: "recogida, según el servidor, con un comprobante falso",
    missing: "no está en el servidor",
    taken: "otra persona le envió algo antes",
    closed: "canceló su solicitud",
    unusable: "respuesta inservible",
    withdrawn: "retirada",
    expired: "vencida",
    altered: "el servidor la alteró",
    unknown: "el servidor no la conoce",
    unreachable: "sin conexión con el servidor",
  },
  words: ({ words }: { words: string }): string => `palabras: ${words}`,
  confirmed: "palabras confirmadas",
  answeredAs: ({ name }: { name: string }): string => `respondió «${name}»`,
  none: "No hay invitaciones en esta computadora.",
  warnUnusable: ({ id, name }: { id: string; name: string }): string =>
    `${name}: lo primero que llegó por la invitación no es una respuesta suya. Llámala, y retírala: pct invitations ${id} --withdraw`,
  warnForged: ({ name }: { name: string }): string =>
    `${name}: el comprobante que muestra el servidor es falso. Pregúntale por teléfono si le llegó, y avisa a quien administra el servidor.`,
  warnAltered: ({ name }: { name: string }): string =>
    `${name}: el servidor muestra otra llave que la del enlace. No se envía nada: avisa a quien administra el servidor.`,

  askWords: ({ name, first, second }: { name: string; first: number; second: number }): string =>
    `Llama a ${name}. Pídele las palabras ${first.toString()} y ${second.toString()} de las seis que ve, y escríbelas como las oyes. Intro sin escribir nada la deja para después.`,
  askWord: ({ number }: { number: number }): string => `Palabra ${number.toString()}:`,
  wordsDiffer: "No son las palabras de esta respuesta.",
  wordsMatch: ({ name }: { name: string }): string => `Palabras confirmadas: ${name}`,
  withdrawn: ({ name }: { name: string }): string =>
    `Retirada la invitación de ${name}. El enlace ya no sirve, y quien lo abra lo sabrá.`,
  sentTo: ({ name, server }: { name: string; server: string }): string =>
    `Enviado a ${name}. Hasta que se recoja queda cerrado en ${server}. Para saber si se abrió: pct invitations`,

  matchedBy: {
    user: "por usuario",
    mail: "por correo",
    name: "por nombre",
    order: "por orden",
  },
  match: ({ row, person, name, by }: { row: number; person: string; name: string; by: string }) =>
    `Fila ${row.toString()} (${person}) → ${name}, ${by}`,
  rowProblems: {
    cells: "tiene más o menos celdas que encabezados",
    "no-password": "no tiene contraseña",
    "password-unchanged":
      "los asteriscos dicen que la contraseña no cambia: el archivo no la tiene",
    "password-hashed": "es el resumen de una contraseña, con el que no se puede entrar",
    unusable: "un valor tiene caracteres de control o es demasiado largo",
    "no-person": "nadie de los invitados es esta persona",
    ambiguous: "puede ser de más de una persona, o hay varias filas para ella",
    "not-ready": "aún no ha respondido",
    "already-sent": "ya se le envió",
    "words-not-confirmed": "sus palabras no están confirmadas",
  },
  confirmBatch: ({ count }: { count: number }): string =>
    `¿Enviar a estas personas (${count.toString()})? [s/N]`,
  progress: ({ done, total, name }: { done: number; total: number; name: string }): string =>
    `${done.toString()}/${total.toString()} ${name}: enviado`,
  batchDone: ({ count }: { count: number }): string => `Enviadas: ${count.toString()}.`,
  batchFailed: ({ count }: { count: number }): Problem => ({
    what: `Quedaron sin enviar: ${count.toString()}. Las demás se enviaron.`,
    hint: "Repite el mismo comando para seguir: a quien ya se le envió no se le envía otra vez.",
  }),
  batchEmpty: (): Problem => ({
    what: "De esta tabla no hay nada que enviar ahora.",
    hint: "Arriba dice por qué, fila por fila. La lista de invitaciones muestra quién está lista.",
  }),
  orderDiffers: ({ rows, people }: { rows: number; people: number }): Problem => ({
    what: `La tabla tiene ${rows.toString()} filas, y las personas invitadas son ${people.toString()}. No se envió nada.`,
    hint: "Sin --in-order se emparejan por usuario, correo o nombre.",
  }),
  cannotConfirmBatch: (): Problem => ({
    what: "No hay una terminal donde confirmar a quién va cada credencial, así que no se envió nada.",
    hint: "Revisa la lista de arriba y agrega --yes.",
  }),
  cannotAskWords: (): Problem => ({
    what: "No hay una terminal donde escribir las palabras, así que no se envió nada.",
    hint: "En una terminal, pct pide dos de ellas. Si las comparaste de otro modo, agrega --checked.",
  }),
  notConfirmed: (): Problem => ({
    what: "Las palabras no coinciden o no se escribieron, así que no se envió nada.",
    hint: "Si la persona ve otras palabras, alguien respondió en su lugar: retira la invitación e invítala por otro medio.",
  }),
  notFound: ({ text }: { text: string }): Problem => ({
    what: `En esta computadora no hay ninguna invitación para ${text}.`,
    hint: "pct invitations muestra las que hay.",
  }),
  several: ({ text }: { text: string }): Problem => ({
    what: `Hay varias invitaciones para ${text}.`,
    hint: "Indica cuál con su código, la primera columna de la lista de invitaciones.",
  }),
  notReady: ({ name, state }: { name: string; state: string }): Problem => ({
    what: `No se puede enviar nada a ${name}: ${state}.`,
    hint: "La lista de invitaciones muestra cómo está cada una.",
  }),
  changed: ({ name }: { name: string }): Problem => ({
    what: `Otro pct cambió la invitación de ${name} mientras tanto. No se envió nada.`,
    hint: "Mira la lista de invitaciones antes de seguir.",
  }),
  locked: ({ path }: { path: string }): Problem => ({
    what: `Otro pct está usando las invitaciones: ${path}`,
    hint: "Espera a que termine y repite el comando.",
  }),
  operandMissing: ({ option }: { option: string }): Problem => ({
    what: `${option} necesita saber qué invitación.`,
    hint: "Sirve su código en la lista, o el nombre o el correo.",
  }),
  peopleMissing: (): Problem => ({
    what: "Falta a quién invitar.",
    hint: "Un nombre, o un archivo CSV con nombre, correo y para qué. - lee la tabla de la entrada estándar.",
  }),
  tooLate: ({ name }: { name: string }): Problem => ({
    what: `Es tarde para retirarla: ${name} ya recogió lo que se le envió.`,
    hint: "Si no debe usarse, cámbialo donde se usa.",
  }),

  invitedBy: ({ name }: { name: string }): string => `La invitación dice ser de: ${name}`,
  invitedFor: ({ label }: { label: string }): string => `Para: ${label}`,
  answered:
    "Respondida: tu enlace va cerrado, y solo quien te invitó puede abrirlo. Te llamará para comparar las seis palabras.",
  answeredHere: "Ya respondiste esta invitación en esta computadora. Se sigue esperando.",
  answeredBefore: (): Problem => ({
    what: "Esta invitación ya se respondió, y no desde esta computadora.",
    hint: "Si no fuiste tú, llama a quien te invitó: que no envíe nada y te invite por otro medio.",
  }),
  invitationWithdrawn: (): Problem => ({
    what: "Quien te invitó retiró esta invitación.",
    hint: "Pregúntale si habrá otra.",
  }),
  invitationExpired: (): Problem => ({
    what: "Esta invitación venció.",
    hint: "Pide a quien te invitó que te envíe otra.",
  }),
} satisfies typeof english;
