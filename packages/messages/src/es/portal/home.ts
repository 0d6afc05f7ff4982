import type { home as english } from "../../en/portal/home.js";
import type { Wording } from "../../wording.js";

/** La primera página. */
export const home = {
  title: "Recibe y envía credenciales sin que nadie más pueda leerlas",
  doors: {
    label: "Empieza aquí",
    receive: "Necesito recibir una credencial",
    receiveText: "Crea un enlace y envíalo a quien te la va a dar.",
    send: "Tengo que enviar una",
    sendText: "Ciérrala con el candado que te dieron.",
  },
  waiting: {
    title: "Lo que esperas",
    soon: "Vence pronto: el {date} a las {time}.",
    all: "Ver todas tus solicitudes",
    tab: "{count, plural, one {Ha llegado algo · PCT} other {(#) Han llegado · PCT}}",
  },
  story: {
    title: "Cómo funciona",
    ask: {
      title: "Pides",
      text: "Envías un candado abierto por donde quieras. La llave se queda contigo.",
    },
    lock: {
      title: "La cierran",
      text: "Ponen la credencial en una caja y cierran tu candado.",
    },
    open: {
      title: "Abres",
      text: "Solo tu llave abre la caja. Nadie pudo mirar dentro por el camino.",
    },
  },
  trust: {
    title: "En qué confías",
    browser:
      "<b>En tu navegador.</b> Ahí se hace la llave, ahí se cierra y ahí se abre; lo que escribes no sale de él.",
    words:
      "<b>En seis palabras.</b> Léanlas por teléfono: si son las mismas, nadie cambió el candado.",
    page: "<b>En quien sirve esta página.</b> No recibe tus secretos, pero sí entrega el código que los cierra. Si es mucho lo que está en juego, usa el comando <code>pct</code>.",
  },
  more: {
    title: "También aquí",
    tools: "Herramientas",
    toolsText: "Contraseñas, llaves, archivos: cerrar, abrir y comprobar.",
    mfa: "Verificación en dos pasos (MFA)",
    mfaText: "Cómo activarla en AWS, Azure y Google Cloud.",
    help: "Ayuda",
    helpText: "Preguntas, y qué hacer cuando algo falla.",
  },
} satisfies Wording<typeof english>;
