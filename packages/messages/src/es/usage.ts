import type { Catalog } from "../en/index.js";
import type { Problem } from "../problem.js";

/** Comandos que no se escribieron como dice su ayuda. */

function helpOf(command: string): string {
  return `${command} --help muestra lo que hay.`;
}

export const usage = {
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
} satisfies Catalog["usage"];
