import type { deliveryErrors as english } from "../en/delivery-errors.js";
import type { Problem } from "../problem.js";

/**
 * Una frase por cada código de error de `@pct/delivery`, para el comando y para el portal: sin nombrar
 * la llave, que cada uno llama a su manera.
 */

const FIELDS = {
  request: "el nombre de la solicitud",
  provider: "el proveedor",
  service: "el servicio",
  signInUrl: "la dirección para iniciar sesión",
  account: "la cuenta",
  username: "el usuario",
  password: "la contraseña",
  note: "la nota",
  from: "el nombre de quien envía",
  mustChangePassword: "el aviso de cambiar la contraseña",
  files: "la lista de archivos",
  receipt: "el comprobante",
};

export const deliveryErrors = {
  "credential-malformed": (): Problem => ({
    what: "La credencial está dañada y no se puede mostrar campo por campo. No se perdió nada: aquí está tal como llegó.",
    hint: "Si falta algo, pide a quien la envió que la envíe otra vez.",
  }),
  "credential-version-unknown": (): Problem => ({
    what: "La credencial es de una versión más nueva que la que se conoce aquí. No se perdió nada: aquí está tal como llegó.",
    hint: "Avisa a quien administra este programa o portal para que lo actualice.",
  }),
  "credential-too-large": ({ maximum }: { maximum: number }): Problem => ({
    what: `Una credencial ocupa ${kibibytes(maximum)} KiB como máximo, con sus archivos.`,
    hint: "Envía aparte los archivos grandes.",
  }),
  "credential-field-too-long": ({
    field,
    maximum,
  }: {
    field: keyof typeof FIELDS;
    maximum: number;
  }): Problem => ({
    what: `Es más largo de lo que se admite: ${FIELDS[field]}. El límite es ${maximum.toString()}.`,
    hint: "Acórtalo, o envíalo como archivo.",
  }),
  "link-malformed": (): Problem => ({
    what: "No es un enlace para pedir una credencial: le falta una parte o fue alterado.",
    hint: "Copia otra vez el enlace completo, desde https:// hasta el final.",
  }),
  "link-hidden": (): Problem => ({
    what: "Esta dirección es de un servicio que acorta o revisa enlaces, y el enlace mismo no está en ella. No se envió nada.",
    hint: "Ábrela en el navegador, espera la página de la solicitud y copia la dirección que se muestra entonces. O pide el enlace por otro medio.",
  }),
  "link-is-invitation": (): Problem => ({
    what: "Este enlace es una invitación: es para quien va a recibir una credencial. No se envió nada.",
    hint: "Si te invitaron, ábrelo en tu navegador. Si quieres enviar algo, usa el enlace que hace con él la persona invitada.",
  }),
  "link-is-request": (): Problem => ({
    what: "Este enlace pide una credencial. No es una invitación.",
    hint: "Para responderlo, úsalo donde se envía.",
  }),
  "server-malformed": (): Problem => ({
    what: "No es la dirección de un servidor.",
    hint: "Después del nombre no lleva nada, por ejemplo: https://pct.example.org",
  }),
  "server-insecure": (): Problem => ({
    what: "La dirección empieza con http: y es de otra computadora: alguien en el camino podría poner un enlace suyo en lugar del tuyo.",
    hint: "Usa la dirección que empieza con https:",
  }),
  "request-id-malformed": (): Problem => ({
    what: "No es el nombre de una solicitud: le falta una parte o fue alterado.",
    hint: "Cópialo otra vez completo.",
  }),
  "request-altered": (): Problem => ({
    what: "Lo que respondió el servidor no corresponde a este enlace: alguien pudo alterarlo para leer lo que envíes. No se envió nada.",
    hint: "Con este enlace no se puede seguir. Avisa por teléfono a quien pidió la credencial y a quien administra el servidor.",
  }),
  "request-unsupported": (): Problem => ({
    what: "Este enlace se hizo con una versión más nueva, que usa otra clase de llave. No se envió nada.",
    hint: "Actualiza PCT e inténtalo otra vez.",
  }),
  "invitation-answer-malformed": (): Problem => ({
    what: "Alguien respondió la invitación, pero no con un enlace al que enviar. La respuesta no sirve.",
    hint: "Pregunta por teléfono a la persona invitada qué pasó, retira la invitación y haz otra.",
  }),
  "invitation-answer-version-unknown": (): Problem => ({
    what: "La invitación se respondió con una versión más nueva de este programa.",
    hint: "Actualiza este programa y vuelve a mirar. La respuesta sigue ahí.",
  }),
  "invitation-answer-elsewhere": (): Problem => ({
    what: "Alguien respondió la invitación con un enlace a otro servidor. No se usa.",
    hint: "Pregunta por teléfono a la persona invitada qué pasó, retira la invitación y haz otra.",
  }),
  "people-malformed": (): Problem => ({
    what: "Esta tabla de personas no se puede leer. No se invitó a nadie.",
    hint: "Guárdala como CSV: una persona por fila, con nombre, dirección y para qué es.",
  }),
  "people-empty": (): Problem => ({
    what: "En esta tabla no hay ninguna persona. No se invitó a nadie.",
    hint: "Pon una persona en cada fila: nombre, dirección y para qué es.",
  }),
  "people-too-many": ({ maximum }: { maximum: number }): Problem => ({
    what: `Una tabla puede tener ${maximum.toString()} personas como máximo. No se invitó a nadie.`,
    hint: "Divídela en varias.",
  }),
  "credential-table-malformed": (): Problem => ({
    what: "Esta tabla de credenciales no se puede leer sin dudas. No se envió nada.",
    hint: "Sirve el CSV de AWS, de Microsoft Entra y de Google Workspace, o uno con los encabezados usuario y contraseña, en UTF-8.",
  }),
  "request-unknown": (): Problem => ({
    what: "El servidor no conoce esta solicitud: nunca existió o terminó hace tiempo.",
    hint: "Pide un enlace nuevo a quien te envió este.",
  }),
  "request-cancelled": (): Problem => ({
    what: "Esta solicitud se canceló y el servidor la borró.",
    hint: "Para enviar o recibir algo hace falta un enlace nuevo.",
  }),
  "request-expired": (): Problem => ({
    what: "Esta solicitud venció y el servidor la borró.",
    hint: "Para enviar o recibir algo hace falta un enlace nuevo.",
  }),
  "already-delivered": (): Problem => ({
    what: "Por este enlace ya llegó una respuesta, y solo admite una. La tuya no se guardó.",
    hint: "Si la primera no fue tuya, avisa por teléfono a quien la pidió: alguien más tiene el enlace.",
  }),
  "delivery-uncertain": (): Problem => ({
    what: "El servidor tiene una respuesta, y la conexión se cortó antes de que dijera si es la tuya.",
    hint: "Pregunta a quien la pidió si le llegó, antes de enviarla otra vez por un enlace nuevo.",
  }),
  "delivery-too-large": ({ maximum }: { maximum: number | null }): Problem => ({
    what:
      maximum === null
        ? "Es más de lo que admite el servidor. No se envió nada."
        : `Es más de lo que admite el servidor, que son ${kibibytes(maximum)} KiB. No se envió nada.`,
    hint: "Redúcelo, o envía el archivo cifrado por otro medio.",
  }),
  "delivery-unsupported": (): Problem => ({
    what: "El servidor no admite esta clase de archivo. No se envió nada.",
    hint: "Avisa a quien administra el servidor: puede que sea de otra versión.",
  }),
  "delivery-withdrawn": (): Problem => ({
    what: "Retiraste esta respuesta, y el servidor no la admite otra vez. No se envió nada.",
    hint: "Prepárala de nuevo y envíala por el mismo enlace.",
  }),
  "delivery-changed": (): Problem => ({
    what: "Quien envió la respuesta la retiró y mandó otra. No se borró nada: la nueva te espera en el servidor.",
    hint: "Usa la nueva: repite pct receive, o vuelve a cargar la página. La que abriste puede que ya no sirva.",
  }),
  "not-delivered": (): Problem => ({
    what: "Quien envió la respuesta la retiró antes de que la confirmaras. Lo que guardaste sigue contigo, pero puede que ya no sirva.",
    hint: "Pregunta a quien la envió. Si la corrige, llega por el mismo enlace.",
  }),
  "already-received": (): Problem => ({
    what: "Lo que llegó por este enlace ya se recibió, y la copia del servidor está borrada.",
    hint: "Para enviar o recibir otra cosa hace falta un enlace nuevo.",
  }),
  "quota-exceeded": (): Problem => ({
    what: "El servidor no guarda más cosas de tu red por ahora, y tampoco guardó esta.",
    hint: "Se hace lugar cuando lo que espera ahí se recibe, se cancela o vence. Inténtalo más tarde o avisa a quien administra el servidor.",
  }),
  "relay-busy": ({ retryAfter }: { retryAfter: number | null }): Problem => ({
    what: "El servidor recibió demasiadas llamadas de aquí en poco tiempo.",
    hint:
      retryAfter === null
        ? "Espera un momento e inténtalo otra vez."
        : `Inténtalo otra vez en ${retryAfter.toString()} segundos.`,
  }),
  "relay-failed": ({ status }: { status: number }): Problem => ({
    what: `El servidor falló (${status.toString()}).`,
    hint: "Inténtalo más tarde. Si sigue igual, avisa a quien administra el servidor.",
  }),
  "relay-refused": ({ status, problem }: { status: number; problem: string | null }): Problem => ({
    what: `El servidor no acepta la llamada (${status.toString()}${problem === null ? "" : ` ${problem}`}).`,
    hint: "Avisa a quien administra el servidor: puede que sea de otra versión.",
  }),
  "relay-unreachable": (): Problem => ({
    what: "No se pudo llegar al servidor, o se cortó la conexión.",
    hint: "Revisa la dirección y tu conexión, e inténtalo otra vez.",
  }),
  "relay-timeout": (): Problem => ({
    what: "El servidor no respondió a tiempo.",
    hint: "Inténtalo otra vez en un rato.",
  }),
  "relay-redirects": (): Problem => ({
    what: "El servidor manda a otra dirección, y ahí no se va.",
    hint: "Revisa la dirección. En algunas redes primero hay que iniciar sesión con el navegador.",
  }),
  "relay-answer-invalid": ({ status }: { status: number }): Problem => ({
    what: `En esa dirección hay otra cosa, no un servidor para credenciales (${status.toString()}).`,
    hint: "Revisa la dirección. En algunas redes primero hay que iniciar sesión con el navegador.",
  }),
  "relay-answer-too-large": ({ maximum }: { maximum: number }): Problem => ({
    what: `La respuesta del servidor pasa del límite, que son ${kibibytes(maximum)} KiB. No se leyó hasta el final.`,
    hint: "Revisa la dirección. Si es la correcta, avisa a quien administra el servidor.",
  }),
} satisfies typeof english;

function kibibytes(bytes: number): string {
  return Math.floor(bytes / 1024).toString();
}
