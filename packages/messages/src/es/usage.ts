import type { Catalog } from "../en/index.js";
import type { Problem } from "../problem.js";
import { shellWord } from "../shell-word.js";

/** Comandos que no se escribieron como dice su ayuda. */

function helpOf(command: string): string {
  return `${command} --help muestra lo que hay.`;
}

export const usage = {
  /** Names of values in the syntax of a command. */
  values: {
    address: "dirección",
    algorithm: "algoritmo",
    bits: "bits",
    characters: "caracteres",
    command: "comando",
    file: "archivo",
    folder: "carpeta",
    format: "formato",
    hash: "hash",
    invitation: "invitación",
    key: "llave",
    language: "idioma",
    length: "longitud",
    link: "enlace",
    method: "método",
    name: "nombre",
    number: "número",
    people: "personas",
    provider: "proveedor",
    request: "solicitud",
    seconds: "segundos",
    shell: "shell",
    text: "texto",
    time: "tiempo",
  },
  valueEmpty: ({ option }: { option: string }): Problem => ({
    what: `El valor de ${option} está vacío.`,
    hint: "¿Falta definir una variable de la terminal?",
  }),
  commandUnknown: ({ command, similar }: { command: string; similar: string | null }): Problem => ({
    what: `No existe el comando ${command}.`,
    hint: similar === null ? helpOf("pct") : `¿Quisiste decir pct ${similar}?`,
  }),
  optionUnknown: ({
    command,
    option,
    similar,
  }: {
    command: string;
    option: string;
    similar: string | null;
  }): Problem => ({
    what: `${command} no tiene la opción ${option}.`,
    hint: similar === null ? helpOf(command) : `¿Quisiste decir ${similar}?`,
  }),
  fileLikeOption: ({ file }: { file: string }): Problem => ({
    what: `${file} se lee como una opción, porque empieza con un guion.`,
    hint: `Para el archivo de ese nombre: ${shellWord(file)}`,
  }),
  keyArgument: (): Problem => ({
    what: "Un argumento es una llave privada, no el nombre de un archivo. Aquí no se repite.",
    hint: "Guarda la llave en un archivo que solo tú puedas leer e indica ese archivo. Puede haber quedado en el historial de tu shell: bórrala de ahí.",
  }),
  keyLikeArgument: (): Problem => ({
    what: "Un argumento parece una llave, no el nombre de un archivo. Aquí no se repite.",
    hint: "Guarda la llave en un archivo e indica ese archivo.",
  }),
  argumentNotUtf8: (): Problem => ({
    what: "Un argumento no es texto UTF-8 y pct lo habría alterado. No se hizo nada.",
    hint: "Pon la terminal en UTF-8, o pasa el texto por una tubería o un archivo.",
  }),
  operandMissing: ({ command, operand }: { command: string; operand: string }): Problem => ({
    what: `A ${command} le falta un dato: ${operand}.`,
    hint: helpOf(command),
  }),
  operandsTooMany: ({ command }: { command: string }): Problem => ({
    what: `A ${command} se le dio más de lo que admite.`,
    hint: `Pon entre comillas los nombres con espacios. ${helpOf(command)}`,
  }),
  valueMissing: ({ command, option }: { command: string; option: string }): Problem => ({
    what: `Falta el valor: ${option}`,
    hint: helpOf(command),
  }),
  notAChoice: ({ name, choices }: { name: string; choices: string }): Problem => ({
    what: `${name} debe ser uno de estos: ${choices}.`,
    hint: "Elige uno de ellos.",
  }),
  outOfRange: ({
    option,
    minimum,
    maximum,
  }: {
    option: string;
    minimum: number;
    maximum: number;
  }): Problem => ({
    what: `${option} debe ser un número entero de ${minimum.toString()} a ${maximum.toString()}.`,
    hint: "Elige un número entre los dos.",
  }),
  conflict: ({ one, other }: { one: string; other: string }): Problem => ({
    what: `${one} y ${other} no se pueden usar juntos.`,
    hint: "Quita uno de los dos.",
  }),
  needs: ({ option, needed }: { option: string; needed: string }): Problem => ({
    what: `${option} solo sirve junto con ${needed}.`,
    hint: `Agrega ${needed}, o quita ${option}.`,
  }),
} satisfies Catalog["usage"];
