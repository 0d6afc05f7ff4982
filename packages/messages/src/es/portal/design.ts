import type { design as english } from "../../en/portal/design.js";
import type { Wording } from "../../wording.js";

/** Las palabras pequeñas que las piezas de la interfaz dicen por sí mismas. */
export const design = {
  show: "Ver<hidden>: {label}</hidden>",
  hide: "Ocultar<hidden>: {label}</hidden>",
  hidden: "oculto",
  hides: "Se oculta en {seconds, plural, one {# segundo} other {# segundos}}",
  copy: {
    clears: "{copied}. Se borra del portapapeles en {seconds} segundos.",
    exact: "Se copió tal cual, con saltos de línea o caracteres que no se ven.",
    cleared: "Borramos el portapapeles.",
    waits: "Lo borraremos del portapapeles cuando vuelvas a esta página.",
    stays:
      "El navegador no nos deja borrar el portapapeles. Copia otra cosa para que no quede ahí.",
    refused: "El navegador no permitió copiar. Selecciona el texto y cópialo tú.",
  },
  drop: {
    choose: "Elige {count, plural, one {un archivo} other {los archivos}}",
    also: "o suéltalo aquí, o pégalo",
    alsoMany: "o suéltalos aquí, o pégalos",
    now: "Suéltalo aquí",
    nowMany: "Suéltalos aquí",
    folder:
      "Eso es una carpeta, y no la tomamos. Comprímela en un archivo .zip y elige ese archivo.",
    onlyOne: "Son varios archivos, y aquí cabe uno. No tomamos ninguno: elige uno solo.",
  },
  progress: {
    share: "{done} de {total}",
    cancel: "Cancelar",
  },
  qr: {
    failed:
      "No se pudo cargar el código QR. No se perdió nada. Revisa tu conexión e inténtalo otra vez.",
    retry: "Intentar otra vez",
  },
  strength: {
    label: "Resistencia",
    none: "Escribe para medirla",
    score0: "Muy débil",
    score1: "Débil",
    score2: "Regular",
    score3: "Fuerte",
    score4: "Muy fuerte",
  },
  words: {
    list: "Las seis palabras, en español",
    listOther: "Las seis palabras, en inglés",
    other: "Ver en inglés",
    own: "Ver en español",
    why: "Las dos personas deben leer la misma lista.",
  },
  link: {
    title: "Es un enlace para pedir una credencial",
    taken: "La dirección es de {host}, que cambia los enlaces. El enlace que contiene:",
    check: "Ábrelo para responder. Antes, comprueba que {host} es el portal que esperas.",
    open: "Abrir el enlace",
  },
  letter: {
    language: "Idioma del mensaje",
    copy: "Copiar el mensaje",
    copied: "Mensaje copiado. Pégalo en un correo o un chat.",
    share: "Compartir el mensaje",
  },
} satisfies Wording<typeof english>;
