import type { site as english } from "../../en/portal/site.js";
import type { Wording } from "../../wording.js";

/** Lo que dicen del portal el navegador, los buscadores y la pantalla de inicio de un teléfono. */
export const site = {
  language: "Español",
  name: "PCT: entrega segura de credenciales",
  shortName: "PCT",
  description:
    "Recibe y envía contraseñas y credenciales de la nube sin que nadie más pueda leerlas. Todo se cierra y se abre en tu navegador.",
  notFound: {
    title: "Aquí no hay nada",
    text: "La dirección está incompleta o la página ya no existe. No se perdió nada.",
    send: "Enviar una credencial",
    receive: "Pedir una credencial",
    help: "Ayuda",
    link: "¿Seguías un enlace para enviar una credencial? Ábrelo otra vez desde el mensaje, completo, o pégalo en Enviar.",
    home: "Ir al inicio",
  },
} satisfies Wording<typeof english>;
