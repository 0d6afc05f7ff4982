import type { clouds as english } from "../en/clouds.js";
import type { Problem } from "../problem.js";
import { shellWord } from "../shell-word.js";

/** Errores de llaves y contraseñas de nubes, que solo dice la línea de comandos. */

export const clouds = {
  windowsUserInvalid: (): Problem => ({
    what: "--user debe ser el nombre de una cuenta de Windows: de 1 a 20 caracteres, sin / \\ [ ] : ; | = , + * ? < > @ ni comillas.",
    hint: "Por ejemplo: --user ana",
  }),
  exportOfLocked: ({ path, publicHalf }: { path: string; publicHalf: string | null }): Problem => ({
    what: `${path} es una llave privada con frase de contraseña, así que su mitad pública no se puede leer.`,
    hint: `Usa la mitad pública: pct export ${publicHalf === null ? "ARCHIVO" : shellWord(publicHalf)}`,
  }),
  windowsPasswordNotReady: ({ name }: { name: string }): Problem => ({
    what: `${name}: todavía no trae ninguna contraseña.`,
    hint: "Un servidor nuevo tarda hasta 15 minutos. Después, pídesela otra vez a la nube. Un servidor que no es Windows no la tiene.",
  }),
  notWindowsPassword: ({ name }: { name: string }): Problem => ({
    what: `${name}: no es la contraseña de un servidor Windows como la muestran AWS u OpenStack.`,
    hint: "Usa el JSON que mostró la nube, o el base64 que trae. Lo que viene de Google o de pct se abre con pct decrypt ARCHIVO",
  }),
  windowsPasswordNotOpened: ({ name }: { name: string }): Problem => ({
    what: `${name}: esta contraseña no se abre: es para otra llave, fue alterada o le falta una parte. No se perdió nada.`,
    hint: "Usa la llave privada del par de llaves con que se creó el servidor: -i ARCHIVO",
  }),
} satisfies typeof english;
