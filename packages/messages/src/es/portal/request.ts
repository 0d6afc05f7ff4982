import type { request as english } from "../../en/portal/request.js";
import type { Wording } from "../../wording.js";

/** La pantalla de quien pide una credencial por un enlace y la espera. */
export const request = {
  title: "Pide una credencial",
  lead: "Crea un enlace y envíalo a quien te la va a dar. Lo que llegue por él solo se abre en este navegador.",
  optional: "(opcional)",
  until: "Vence el {date} a las {time}.",
  form: {
    title: "Pedir otra",
    for: "¿Qué necesitas?",
    forHint: "Por ejemplo: AWS, cuenta 1234. Lo ve quien abre el enlace.",
    from: "Tu nombre",
    fromHint: "Para que sepan quién la pide.",
    characters: "{used} de {most} caracteres",
    expires: "¿Cuánto tiempo espera el enlace?",
    hours: "{count, plural, one {# hora} other {# horas}}",
    days: "{count, plural, one {# día} other {# días}}",
    action: "Crear el enlace",
    making: "Tu navegador está haciendo un candado y su llave para este enlace.",
    retry: "Intentar otra vez",
  },
  manual: {
    text: "También puedes hacerlo sin enlace: das tu candado y te envían un archivo.",
    action: "Recibir a mano",
  },
  refused: {
    relay: {
      title: "Aquí no hay entrega por enlace",
      text: "Esta copia del portal no tiene un servidor que guarde la respuesta. Puedes recibir a mano: das tu candado y te envían un archivo.",
    },
    storage: {
      title: "Este navegador no puede guardar una solicitud",
      text: "La llave que abre la respuesta se guarda en el navegador, y este no lo permite o no tiene espacio. No se creó nada. Usa una ventana normal, no privada, o libera espacio y recarga la página.",
    },
  },
  list: {
    title: "Tus solicitudes",
    name: "Solicitud del {date}, {time}",
    states: {
      making: "Todavía no llega al servidor",
      waiting: "Esperando. Vence el {date} a las {time}.",
      arrived: "Ha llegado",
      received: "Recibida; la copia se borró",
      expired: "Venció",
      cancelled: "Cancelada",
      claimsReceived: "El servidor dice que ya se recibió. Tu llave sigue aquí.",
      claimsExpired: "El servidor dice que venció. Tu llave sigue aquí.",
      claimsCancelled: "El servidor dice que se canceló. Tu llave sigue aquí.",
      gone: "El servidor dice que ya no la tiene. Tu llave sigue aquí.",
      altered: "El servidor la alteró: no uses su enlace",
      unreachable: "Sin conexión con el servidor. Vence el {date} a las {time}.",
    },
    forget: "Quitar de la lista<hidden>: {name}</hidden>",
  },
  one: "Tu solicitud",
  all: "Todas tus solicitudes",
  another: "Pedir otra credencial",
  asked: "Pediste: {label}",
  making: {
    title: "Creando tu enlace",
    text: "Tu llave ya está guardada en este navegador, y ahí se queda. Falta que el servidor tome nota del candado.",
  },
  contact: {
    trying: "Preguntando al servidor",
    reached: "Todavía no ha llegado.",
    unreachable: "No se llega al servidor. No se perdió nada; seguimos intentando.",
    failing: "El servidor no puede atender ahora. No se perdió nada; seguimos intentando.",
  },
  tab: {
    making: "Creando el enlace · PCT",
    waiting: "Esperando · PCT",
    opened: "Abierta · PCT",
    problem: "Revisa tu solicitud · PCT",
  },
  notify: {
    title: "Un aviso cuando llegue",
    off: "Puede tardar. Si dejas esta pestaña abierta, tu navegador puede avisarte aunque estés en otra cosa. El aviso no dice qué llegó.",
    on: "Tu navegador te avisa cuando llegue, mientras esta pestaña siga abierta.",
    blocked:
      "Este navegador no permite avisos de este sitio. Puedes permitirlos en el candado junto a la dirección.",
    turnOn: "Avisarme",
    turnOff: "No avisarme",
    arrived: "Ha llegado lo que pediste",
    arrivedText: "Ábrelo en PCT, con este navegador.",
  },
  waiting: {
    title: "Esperando la credencial",
    long: "Puede tardar horas. Puedes cerrar esta página y volver con este mismo navegador: lo que llegue te espera cerrado.",
    link: {
      title: "Envía este enlace",
      text: "Por correo o chat. No es un secreto: con él se puede enviar, no leer.",
      label: "El enlace",
      copy: "Copiar el enlace",
      copied: "Enlace copiado. Pégalo en un mensaje.",
      share: "Compartir",
      qr: "Ver como código QR",
      hideQr: "Ocultar el código QR",
      qrLabel: "Código QR con el enlace",
    },
    letter: "Un mensaje listo para enviar",
    words: {
      title: "Las seis palabras",
      text: "Quien abre el enlace ve las mismas. Léanlas por teléfono antes de que envíe algo importante: si son otras, alguien cambió el enlace en el camino.",
    },
  },
  cancel: {
    action: "Cancelar la solicitud",
    title: "¿Cancelar la solicitud?",
    text: "El enlace deja de servir para siempre. Lo que haya llegado por él se borra sin que nadie pueda abrirlo.",
    confirm: "Sí, cancelarla",
    keep: "Conservarla",
  },
  arrived: {
    title: "Ha llegado",
    box: "La caja está aquí, cerrada con tu candado",
    text: "Solo la abre la llave de este navegador. Ábrela cuando nadie más vea tu pantalla.",
    action: "Abrir con mi llave",
    opening: "Abriendo",
    resumed: "Ya la abriste antes. Lo que marcaste sigue en este navegador.",
    resumedPassword:
      "Ya la abriste antes. Lo que marcaste y la contraseña que creaste siguen en este navegador.",
    until:
      "Se puede abrir y volver a abrir hasta que confirmes que la guardaste, o hasta el {date} a las {time}.",
  },
  opened: {
    confirm: "Quien tenga el enlace puede enviar: confirma que lo esperabas.",
    forAnother: "Esta credencial no se hizo para esta solicitud.",
    forAnotherText:
      "Alguien pudo reenviar lo que era para otra persona. Pregunta por teléfono a quien la envió antes de usarla.",
    saved: {
      title: "Borra la copia",
      text: "Guárdala en tu gestor de contraseñas. Cuando confirmes, borramos la copia del servidor y la llave que la abre: después ya no se puede ver otra vez.",
      file: "Espera a que termine de guardarse. Cuando confirmes, borramos la copia del servidor y la llave que la abre: después ya no se puede abrir otra vez.",
      action: "Ya la guardé: borrar la copia",
      wait: "Esperar la corregida",
      see: "Ver la nueva",
      gone: "La copia del servidor ya se borró, quizá en otra pestaña. Lo que ves se borra cuando salgas de esta página.",
    },
  },
  erasing: {
    title: "Se va a borrar",
    text: "Al servidor todavía no le dijimos nada. Si lo deshaces, o si cierras esta página antes, no se borra nada.",
    left: "{seconds, plural, one {Falta # segundo} other {Faltan # segundos}}",
    undo: "Deshacer",
    now: "Borrar ya",
  },
  received: {
    title: "Listo: la copia se borró",
    text: "En el servidor no queda nada, la llave que la abría ya no existe y el enlace no sirve para nadie más.",
    next: "Si era una contraseña para entrar la primera vez, cámbiala y activa el segundo factor.",
    mfa: "Activar el segundo factor",
  },
  expired: {
    title: "El enlace venció",
    text: "Se acabó su tiempo. Lo que hubiera en el servidor se borró, y la llave también. Crea un enlace nuevo y envíalo otra vez.",
  },
  cancelled: {
    title: "La solicitud está cancelada",
    text: "El enlace ya no sirve y no queda nada en el servidor.",
  },
  gone: {
    title: "El servidor dice que no conoce esta solicitud",
    text: "Si es cierto, se canceló en otro lugar o el servidor perdió lo que guardaba, y por este enlace ya no llega nada. Pregunta otra vez; si repite lo mismo, crea un enlace nuevo y avisa a quien se lo diste.",
  },
  claimsReceived: {
    title: "El servidor dice que la respuesta ya se recibió",
    text: "Pero en este navegador nadie lo confirmó. Pregunta otra vez; si repite lo mismo, llama a quien envió la credencial y pide que la cambie.",
  },
  claimsCancelled: {
    title: "El servidor dice que la solicitud se canceló",
    text: "Pero en este navegador no se canceló. Pregunta otra vez; si repite lo mismo, crea un enlace nuevo y avisa a quien le diste este.",
  },
  claimsExpired: {
    title: "El servidor dice que el enlace venció",
    text: "Según el reloj de este equipo, todavía le queda tiempo. Pregunta otra vez; si repite lo mismo, crea un enlace nuevo.",
  },
  keyStays:
    "La solicitud y tu llave siguen en este navegador, hasta que la quites o se acabe su tiempo.",
  askAgain: "Preguntar otra vez",
  remove: {
    action: "Quitar la solicitud",
    title: "¿Quitar la solicitud?",
    text: "También se borra su llave de este navegador. Si después llega la respuesta, nadie podrá abrirla.",
    confirm: "Sí, quitarla",
    keep: "Conservarla",
  },
  foreign: {
    title: "Esta solicitud no es de este navegador",
    text: "Solo el navegador que creó el enlace puede abrir la respuesta. Si fue en otro equipo o en otro navegador, vuelve ahí. Si borraste los datos de este, su llave se perdió: crea un enlace nuevo.",
  },
  altered: {
    title: "El servidor entrega otro candado",
    text: "No es el de tu enlace: alguien pudo cambiarlo para leer lo que te envíen. No se perdió nada, pero no uses este enlace. Si ya lo enviaste, avisa por teléfono. Díselo también a quien administra el servidor.",
  },
  unopened: {
    title: "Llegó algo que tu llave no abre",
    text: "Se cerró con otro candado, o se dañó en el camino. No se perdió nada: sigue en el servidor. Crea un enlace nuevo y pide que te la envíen por ahí.",
    retry: "Intentar otra vez",
  },
  technical: {
    title: "Detalles técnicos",
    id: "Identificador",
    idText:
      "SHA-256 de un número de un solo uso, del candado y del resumen de tu contraseña para recoger. Quien envía lo vuelve a calcular, así que el servidor no puede cambiar el candado y nadie más puede repetir esta solicitud.",
    key: "Llave",
    keyText:
      "ML-KEM-768 con X25519 (poscuántica), solo para este enlace. Está en IndexedDB, cifrada con AES-256 y una llave que no se puede exportar. Se borra cuando la solicitud termina.",
    rsaKeyText:
      "RSA de 4096 bits, solo para este enlace, en IndexedDB y sin forma de exportarla. Se borra cuando la solicitud termina.",
    server: "En el servidor",
    serverText: "El candado y, cuando llegue, un archivo age v1 cerrado. Nunca la llave.",
    command: "Para enviar con pct",
  },
} satisfies Wording<typeof english>;
