import type { shell as english } from "../../en/portal/shell.js";
import type { Wording } from "../../wording.js";

/** Lo que rodea a todas las pantallas. */
export const shell = {
  skip: "Ir al contenido",
  home: "PCT, inicio",
  navigation: "Secciones",
  menu: "Menú",
  receive: "Recibir",
  send: "Enviar",
  tools: "Herramientas",
  mfa: "MFA",
  help: "Ayuda",
  otherLanguage: "English",
  theme: "Cambiar entre tema claro y oscuro",
  trust:
    "Todo se cierra y se abre en tu navegador. El servidor entrega esta página y guarda cajas cerradas: no puede leer lo que escribes ni lo que abres.",
  licence: "Código abierto, licencia MIT",
  version: "Versión {version}",
  platform: {
    noScript: {
      user: "Esta página necesita JavaScript: con él, tu navegador cierra y abre las credenciales sin enviarlas a nadie. Actívalo y vuelve a cargar la página.",
      administrator:
        "Para quien administra: los scripts vienen solo de este servidor; permite los de este origen.",
    },
    insecure: {
      user: "Desde esta dirección el navegador no permite cerrar ni abrir nada. No se perdió nada: pide a quien te dio el enlace uno que empiece por https.",
      administrator:
        "Para quien administra: WebCrypto solo existe en un contexto seguro; sirve el portal por HTTPS o desde localhost.",
    },
    crypto: {
      user: "Este navegador no trae lo necesario para cerrar y abrir credenciales. No se perdió nada: usa una versión reciente de Firefox, Chrome, Edge o Safari.",
      administrator:
        "Para quien administra: falta crypto.subtle o la interfaz Worker; revisa la versión del navegador y sus políticas.",
    },
    storage: {
      user: "El navegador no nos deja guardar tu llave aquí. Puedes seguir si guardas su archivo antes de cerrar la página.",
      administrator:
        "Para quien administra: IndexedDB está bloqueado para este sitio; suele ser la navegación privada o una política.",
    },
    full: {
      user: "El navegador se quedó sin espacio y no puede guardar tu llave aquí. Libera espacio, o guarda su archivo antes de cerrar la página.",
      administrator:
        "Para quien administra: IndexedDB responde QuotaExceededError; el disco o la cuota del sitio están llenos.",
    },
  },
} satisfies Wording<typeof english>;
