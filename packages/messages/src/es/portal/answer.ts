import type { answer as english } from "../../en/portal/answer.js";
import type { Wording } from "../../wording.js";

/** Responder a un enlace: quién pide, las seis palabras, qué se envía, y si ya lo recogió. */
export const answer = {
  title: "Te piden una credencial",
  lead: "Se cierra aquí, en tu navegador: solo lo abre quien hizo este enlace.",
  looking: "Revisando el enlace…",
  asking: {
    from: "Quién",
    for: "Para qué",
    written: "Lo escribió quien hizo el enlace, y nadie lo comprobó.",
    unsaid: "El enlace no dice quién pide ni para qué. Confírmalo con quien te lo envió.",
  },
  words: {
    title: "Léele las seis palabras a <name></name>",
    titleUnnamed: "Lee las seis palabras a quien te lo pidió",
    when: "Llama a un número que ya tenías: debe ver estas mismas palabras. Si no coinciden, no envíes nada.",
    compared: "Comparé las seis palabras y son las mismas",
    required: "Este servidor lo pide antes de enviar.",
    missing: "Falta comparar las seis palabras.",
  },
  file: {
    hint: "De {maximum} como máximo.",
    tooLarge:
      "El archivo tiene {size} y por este enlace caben {maximum}. No se envió nada: comprímelo, o elige otro.",
  },
  fileAlone: "Es grande y viaja solo, sin su nombre ni el tuyo: díselos a quien lo recibe.",
  textAlone: "El texto es largo y viaja solo, sin tu nombre: díselo a quien lo recibe.",
  nothing: "Falta lo que vas a enviar.",
  next: "Seguir",
  back: "Volver",
  action: "Cerrar y enviar",
  busy: "Cerrando y enviando…",
  once: "Este enlace admite una sola respuesta, y vence el {date} a las {time}.",
  kept: "Lo que escribiste sigue aquí.",
  sent: {
    waiting: "Ya se envió",
    waitingText:
      "Está en el servidor, cerrado: ni el servidor ni tú pueden abrirlo. Cuando quien lo pidió confirme que lo guardó, la copia se borra.",
    close: "No hace falta esperar: avisa a quien lo pidió, si quieres, y cierra esta página.",
    opened: "Abierto y guardado",
    openedText:
      "Quien tiene la llave lo abrió y confirmó que lo guardó. La prueba iba cerrada dentro de lo que enviaste, así que el servidor no la puede inventar. Su copia está borrada.",
    received: "El servidor dice que se recogió",
    receivedText:
      "Dice también que borró su copia. Eso no prueba que lo abrió quien tiene la llave: si importa, pregúntaselo.",
    forged: "El servidor muestra un comprobante falso",
    forgedText:
      "Dice que se recogió, pero el comprobante no es el que iba cerrado dentro de lo que enviaste: no viene de quien tiene la llave.",
    forgedNext:
      "Pregunta por teléfono a quien lo pidió si le llegó, y avisa a quien administra el servidor. Si el secreto importa, cámbialo donde se usa.",
    expired: "Venció sin que lo recogiera",
    expiredText:
      "El servidor borró lo que enviaste y nadie lo abrió. Si todavía hace falta, pide un enlace nuevo.",
    cancelled: "Se canceló la solicitud",
    cancelledText:
      "Quien lo pidió la canceló, y el servidor borró lo que enviaste. Si todavía hace falta, pide un enlace nuevo.",
    earlier:
      "Llegó lo que enviaste en un intento anterior, sin los cambios que hiciste después. Si importan, díselos por otro medio o pide un enlace nuevo.",
    unconfirmed:
      "La página se cerró antes de que el servidor confirmara el envío. Tiene una respuesta para este enlace; si no la enviaste tú, no podrás retirarla ni se probará que se abrió.",
    steps: "Qué pasó con tu respuesta",
    sentAt: "Enviado",
    openedAt: "Abierto y guardado por quien tiene la llave",
    receivedAt: "Recogido, según el servidor",
    notYet: "todavía no",
    moment: "el {date} a las {time}",
    until: "Si nadie lo recoge, se borra el {date} a las {time}.",
    unreachable:
      "Ahora no se puede llegar al servidor para saber si ya lo recogió. Lo que enviaste no se pierde por eso; lo seguimos intentando.",
    altered:
      "El servidor responde ahora con otro candado, que no es el de este enlace. Lo que enviaste se cerró con el correcto. Avisa por teléfono a quien lo pidió y a quien administra el servidor.",
  },
  withdraw: {
    title: "¿Te equivocaste?",
    lead: "Mientras no se recoja puedes retirarlo y enviar otro por el mismo enlace. También después, si abres este enlace en este navegador.",
    leadHere:
      "Mientras no se recoja puedes retirarlo y enviar otro por el mismo enlace. Este navegador no guarda nada, así que solo mientras no cierres esta página.",
    notKept:
      "Este navegador no guardó lo que hace falta para retirarlo ni para probar que se abrió.",
    action: "Retirar",
    question: "¿Retirar lo que enviaste?",
    consequence:
      "El servidor borra su copia y el enlace vuelve a admitir una respuesta, la primera que llegue. Si quien lo pidió ya lo abrió y todavía no confirma, pudo haberlo leído.",
    leave: "No, dejarlo",
    confirm: "Sí, retirarlo",
    tooLate:
      "Llegaste tarde para retirarlo: ya se recogió. Si no debe usarse, cámbialo donde se usa.",
    done: "Lo retiraste: el servidor borró su copia. Corrige lo que haga falta y envíalo otra vez por este enlace.",
  },
  ends: {
    damaged: {
      title: "El enlace está incompleto",
      text: "Le falta una parte o fue alterado, y así no se sabe para quién es. No se envió nada.",
      next: "Cópialo otra vez entero, desde https:// hasta el final. Si sigue igual, pide uno nuevo a quien te lo envió.",
    },
    cancelled: {
      title: "Esta solicitud se canceló",
      text: "Quien la pidió la canceló. No se envió nada.",
      next: "Si todavía hace falta, pídele un enlace nuevo.",
    },
    expired: {
      title: "Este enlace venció",
      text: "Se acabó su tiempo. No se envió nada.",
      next: "Pide un enlace nuevo a quien te envió este.",
    },
    unknown: {
      title: "Este enlace ya no sirve",
      text: "Venció, se canceló o nunca existió. No se envió nada.",
      next: "Pide un enlace nuevo a quien te envió este.",
    },
    taken: {
      title: "Este enlace ya tiene respuesta",
      text: "Admite una sola, y está en el servidor, cerrada, hasta que la recoja quien la pidió. Si la enviaste tú, no hay nada más que hacer.",
      next: "Si no fuiste tú, avisa por teléfono a quien la pidió: alguien más tiene el enlace. Para enviar otra cosa, pide un enlace nuevo.",
    },
    over: {
      title: "La respuesta ya se recibió",
      text: "Quien la pidió la guardó, y la copia del servidor está borrada. Si la enviaste tú, no hay nada más que hacer.",
      next: "Si no fuiste tú, avisa por teléfono a quien la pidió: alguien más tiene el enlace. Para enviar otra cosa, pide un enlace nuevo.",
    },
    altered: {
      title: "No envíes nada por este enlace",
      text: "El candado que dio el servidor no es el de este enlace: alguien pudo cambiarlo para leer lo que envíes. No se envió nada.",
      next: "Con este enlace no se puede seguir. Llama a quien te pidió la credencial y cuéntaselo, y avisa a quien administra el servidor.",
    },
    noRelay: {
      title: "Aquí no se responde a enlaces",
      text: "En esta dirección hay una copia del portal que no entrega por enlace. No se envió nada.",
      next: "Pregunta a quien te envió el enlace si la dirección es la correcta.",
    },
  },
  own: {
    title: "Este enlace lo hiciste tú, en este navegador",
    text: "Es para quien te va a dar la credencial: envíaselo. Lo que llegue por él lo verás en tu solicitud.",
    action: "Ver tu solicitud",
  },
  unsafe: "No envíes nada por este enlace",
  failed: "No se pudo revisar el enlace",
  again: "Intentar otra vez",
  details: {
    title: "Detalles técnicos",
    id: "Solicitud",
    idValue: "{id} (SHA-256 del candado y un número al azar, comprobado aquí)",
    key: "Candado",
    keyValue: "RSA, {bits} bits",
    keyPostQuantum: "ML-KEM-768 con X25519, poscuántico (mlkem768x25519 de age)",
    fingerprint: "Huella (SHA-256)",
    format: "Formato",
    formatValue: "age (age-encryption.org/v1)",
    limit: "Lo que admite el servidor",
    limitValue: "{bytes} bytes, una vez cerrado",
    command: "En una terminal",
  },
} satisfies Wording<typeof english>;
