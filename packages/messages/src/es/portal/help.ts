import type { help as english } from "../../en/portal/help.js";
import type { Wording } from "../../wording.js";

/** Preguntas y respuestas, y qué hacer cuando algo falla. */
export const help = {
  title: "Ayuda",
  lead: "Respuestas cortas. Si algo falló, empieza por la segunda parte.",
  questions: {
    title: "Preguntas",
    what: {
      question: "¿Qué es el candado y qué es la llave?",
      answer:
        "El candado abierto se reparte: quien lo tenga puede cerrar una caja con él, y nada más. La llave se queda contigo y es lo único que abre esa caja. Por eso el candado puede viajar por correo o por chat.",
    },
    server: {
      question: "¿Lo que escribo llega a algún servidor?",
      answer:
        "No. Las llaves se crean, las cajas se cierran y se abren en tu navegador. El servidor entrega esta página y, si pides por un enlace, guarda la caja cerrada hasta que la recoges; no puede abrirla. Puedes desconectarte de la red y seguir usando las herramientas.",
    },
    trust: {
      question: "Entonces, ¿en quién confío?",
      answer:
        "En tu equipo, y en quien sirve esta página: ella trae el código que cierra y abre. Si lo que está en juego es mucho, usa el comando pct, que se instala una vez y no cambia sin que lo sepas.",
    },
    link: {
      question: "¿Y si otra persona ve mi enlace?",
      answer:
        "Puede enviarte algo, pero no leer nada: el enlace lleva tu candado abierto, y la llave no sale de tu navegador. Mirarlo no lo gasta. Si alguien se adelanta y responde, quien te iba a enviar la credencial verá que ya hubo respuesta, y te avisará.",
    },
    words: {
      question: "¿Para qué sirven las seis palabras?",
      answer:
        "Alguien que controle tu correo podría cambiar tu candado por el suyo. Las seis palabras salen del candado, o del enlace: si quien envía lee por teléfono las mismas que ves tú, es el tuyo. Compárenlas cuando el candado viajó por un medio que otros pueden tocar.",
    },
    sender: {
      question: "¿Cómo sé quién me envió la credencial?",
      answer:
        "Ni el candado ni el enlace lo dicen: cualquiera que los tenga puede cerrar una caja para ti. Confirma por otro medio que la esperabas antes de usarla.",
    },
    keep: {
      question: "¿Guardo la llave en el navegador o en un archivo?",
      answer:
        "En el navegador es más cómodo y nadie la puede copiar, pero se pierde si borras sus datos. El archivo sirve en otro equipo y con el comando pct; protégelo con una frase de contraseña. Puedes hacer las dos cosas.",
    },
    cli: {
      question: "¿Se puede mezclar con la línea de comandos?",
      answer:
        "Sí. Los archivos son los mismos: lo que se cierra aquí se abre con pct decrypt, y al revés. También lo abre age.",
    },
    offline: {
      question: "¿Funciona sin conexión?",
      answer:
        "Sí, después de la primera visita. En el menú del navegador la puedes instalar como aplicación.",
    },
  },
  failures: {
    title: "Cuando algo falla",
    other: {
      question: "«Se cerró con otro candado» al abrir",
      answer:
        "Esa caja se cerró para otra llave. No se perdió nada. Mira si tienes la llave en otro navegador o en un archivo private_key.pem; si no, vuelve a enviar tu candado y pide que la cierren otra vez.",
    },
    wrongBrowser: {
      question: "Abrí mi solicitud en otro equipo y no está",
      answer:
        "La llave de una solicitud está solo en el navegador que la creó. Vuelve a él, con el mismo perfil y en una ventana normal. Si ya no lo tienes, avisa a quien te iba a enviar y pide otra vez.",
    },
    expired: {
      question: "El enlace venció",
      answer:
        "Ya no hay nada que recoger: al vencer, el servidor borra la caja. Crea otra solicitud, con más tiempo, y envía el enlace nuevo.",
    },
    lostKey: {
      question: "Perdí la llave, o borré los datos del navegador",
      answer:
        "Sin la llave nadie puede abrir lo que se cerró para ella, tampoco nosotros. Crea otro candado y pide que te envíen la credencial otra vez.",
    },
    passphrase: {
      question: "No recuerdo la frase de contraseña de mi llave",
      answer:
        "No hay forma de recuperarla. Prueba las que sueles usar, con cuidado de mayúsculas y acentos; los intentos no dañan el archivo. Si no aparece, crea otro candado.",
    },
    damaged: {
      question: "El archivo llegó dañado",
      answer:
        "Algún programa lo cortó o lo cambió. Pide que lo envíen otra vez, como archivo adjunto y no pegado en un mensaje.",
    },
    notMine: {
      question: "Las seis palabras no son las mismas",
      answer:
        "Primero miren que las dos estén en el mismo idioma. Si aun así son otras, no envíes nada: alguien pudo cambiar el candado. Avisa por teléfono a quien te lo dio.",
    },
    sentWrong: {
      question: "Envié una credencial a quien no era",
      answer:
        "Cámbiala ahora mismo en su servicio, como si la hubieran robado. Borrar el mensaje no basta.",
    },
    browser: {
      question: "La página dice que este navegador no sirve",
      answer:
        "Abre la dirección que empieza con https://, en una ventana normal (no privada), con el navegador actualizado. En equipos de empresa, pregunta a quien los administra.",
    },
  },
  more: {
    title: "Sigue buscando",
    receive: "Recibir una credencial",
    send: "Enviar una credencial",
    mfa: "Activar la verificación en dos pasos",
  },
} satisfies Wording<typeof english>;
