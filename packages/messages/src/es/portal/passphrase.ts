import type { passphrase as english } from "../../en/portal/passphrase.js";
import type { Wording } from "../../wording.js";

/** Cuando alguien elige la frase que protege el archivo de su llave. */
export const passphrase = {
  label: "Frase de contraseña",
  hint: "Varias palabras que nadie relacione contigo. No podemos recuperarla: sin ella, el archivo no se abre.",
  again: "La misma frase otra vez",
  suggest: "Proponer una frase",
  suggestedLabel: "Frase propuesta",
  suggested: "Anótala en un lugar seguro antes de seguir; no volverá a aparecer.",
  unseen:
    "No guardamos nada todavía: no has visto ni copiado esta frase, y sin ella el archivo no se abre. Mírala o cópiala, y anótala.",
  copy: "Copiar la frase",
  copied: "Frase copiada",
  differ: "Las dos frases no son iguales. El ojo de cada campo te deja verlas.",
  missing: "Escribe una frase, o elige «Proponer una frase».",
  weak: "Elige otra: esta no protegería el archivo.",
  none: "Guardar sin frase",
  noneWarning:
    "Quien consiga el archivo podrá abrir todo lo que te envíen, sin que lo notes. Hazlo solo si el archivo va a un lugar que ya está protegido.",
  times: {
    minutes: "Quien copie el archivo la adivina en minutos.",
    hours: "Quien copie el archivo la adivina en horas.",
    weeks: "Quien copie el archivo tardaría días o semanas en adivinarla.",
    years: "Quien copie el archivo tardaría meses o años en adivinarla.",
    centuries: "Quien copie el archivo tardaría siglos en adivinarla.",
  },
  warnings: {
    straightRow: "Son teclas seguidas del teclado.",
    keyPattern: "Es un dibujo corto sobre el teclado.",
    simpleRepeat: "Repite un mismo carácter.",
    extendedRepeat: "Repite un mismo grupo de caracteres.",
    sequences: "Tiene una serie, como «abc» o «6543».",
    recentYears: "Tiene un año reciente.",
    dates: "Tiene una fecha.",
    topTen: "Es una de las contraseñas más usadas del mundo.",
    topHundred: "Es una de las cien contraseñas más usadas.",
    common: "Es una contraseña muy usada.",
    similarToCommon: "Se parece a una contraseña muy usada.",
    wordByItself: "Es una sola palabra del diccionario.",
    namesByThemselves: "Es solo un nombre o un apellido.",
    commonNames: "Los nombres y apellidos comunes se adivinan pronto.",
    userInputs: "Tiene datos tuyos o de esta página.",
    pwned: "Ya apareció en una filtración.",
  },
  advice: "Agrega palabras sin relación entre sí: cuatro al azar valen más que una con símbolos.",
} satisfies Wording<typeof english>;
