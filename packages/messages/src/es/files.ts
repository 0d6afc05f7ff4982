import type { Catalog } from "../en/index.js";
import type { Problem } from "../problem.js";
import { shellWord } from "../shell-word.js";

/** Lo que el sistema operativo tiene en contra de leer o escribir un archivo. */

export const files = {
  missing: ({ path }: { path: string }): Problem => ({
    what: `No existe el archivo ${path}.`,
    hint: "Revisa el nombre y la carpeta.",
  }),
  isFolder: ({ path }: { path: string }): Problem => ({
    what: `${path} es una carpeta y aquí va un archivo.`,
    hint: "Indica un archivo. Para cifrar una carpeta, empácala antes: tar -czf CARPETA.tar.gz CARPETA",
  }),
  mayNotRead: ({ path }: { path: string }): Problem => ({
    what: `No tienes permiso para leer ${path}.`,
    hint: "Revisa de quién es y qué permisos tiene: ls -l muestra ambas cosas.",
  }),
  mayNotWrite: ({ path }: { path: string }): Problem => ({
    what: `No tienes permiso para escribir ${path} ahí. No se cambió nada.`,
    hint: "Elige otra carpeta o revisa los permisos de esta.",
  }),
  notInFolder: ({ path }: { path: string }): Problem => ({
    what: `${path} no puede existir: una parte de esa ruta es un archivo, no una carpeta.`,
    hint: "Revisa la ruta.",
  }),
  folderMissing: ({ path }: { path: string }): Problem => ({
    what: `No existe la carpeta ${path}.`,
    hint: `Créala primero: mkdir -p ${shellWord(path)}`,
  }),
  notAFolder: ({ path }: { path: string }): Problem => ({
    what: `${path} es un archivo y aquí va una carpeta.`,
    hint: "Indica una carpeta que exista.",
  }),
  targetIsFolder: ({ path }: { path: string }): Problem => ({
    what: `${path} nombra una carpeta; no se puede escribir nada con ese nombre.`,
    hint: "Indica un archivo dentro de ella.",
  }),
  inUse: ({ path }: { path: string }): Problem => ({
    what: `${path} no se puede reemplazar: está montado aquí u otro programa lo usa. Quedó como estaba.`,
    hint: "Elige otro nombre con -o, o usa -o - y redirige la salida al archivo.",
  }),
  exists: ({ path }: { path: string }): Problem => ({
    what: `${path} ya existe. Quedó como estaba.`,
    hint: "Elige otro nombre con -o, o reemplázalo con --force.",
  }),
  outputIsRead: ({ path }: { path: string }): Problem => ({
    what: `Este comando lee ${path}, así que no puede escribir ahí. Quedó como estaba.`,
    hint: "Elige otro nombre para la salida.",
  }),
  existsInFolder: ({ path }: { path: string }): Problem => ({
    what: `${path} ya existe. Quedó como estaba.`,
    hint: "Ese nombre lo eligió quien envía, así que pct no lo reemplaza. Elige otra carpeta con -o.",
  }),
  foreignLink: ({ path }: { path: string }): Problem => ({
    what: `${path} es un enlace de otra persona, que podría decidir adónde van los archivos. No se escribió nada.`,
    hint: "Indica la carpeta misma.",
  }),
  readOnly: ({ path }: { path: string }): Problem => ({
    what: `No se puede escribir ${path}: el disco es de solo lectura.`,
    hint: "Elige otra carpeta.",
  }),
  noSpace: ({ path }: { path: string }): Problem => ({
    what: `No queda espacio para ${path}. Lo que había antes sigue como estaba.`,
    hint: "Libera espacio o elige otro disco.",
  }),
  nameTooLong: ({ path }: { path: string }): Problem => ({
    what: `El nombre es demasiado largo: ${path}`,
    hint: "Elige uno más corto.",
  }),
  linkLoop: ({ path }: { path: string }): Problem => ({
    what: `${path} es un enlace que vuelve a sí mismo.`,
    hint: "Indica el archivo mismo.",
  }),
  tooManyOpen: (): Problem => ({
    what: "Hay demasiados archivos abiertos a la vez.",
    hint: "Cierra algunos programas e inténtalo otra vez.",
  }),
  unexpected: ({ code, path }: { code: string; path: string | null }): Problem => ({
    what: `El sistema no lo permite${path === null ? "" : ` con ${path}`}: ${code}.`,
    hint: "Revisa el disco y los permisos, e inténtalo otra vez.",
  }),
} satisfies Catalog["files"];
