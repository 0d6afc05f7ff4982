import type { Problem } from "../problem.js";

/** What the operating system has against reading or writing a file. */

export const files = {
  missing: ({ path }: { path: string }): Problem => ({
    what: `There is no file ${path}.`,
    hint: "Check the name and the folder.",
  }),
  isFolder: ({ path }: { path: string }): Problem => ({
    what: `${path} is a folder, and a file belongs here.`,
    hint: "Name a file. To encrypt a folder, pack it first: tar -czf FOLDER.tar.gz FOLDER",
  }),
  mayNotRead: ({ path }: { path: string }): Problem => ({
    what: `You may not read ${path}.`,
    hint: "Check whose file it is and what its permissions are: ls -l shows both.",
  }),
  mayNotWrite: ({ path }: { path: string }): Problem => ({
    what: `You may not write ${path} there. Nothing was changed.`,
    hint: "Choose another folder, or check the permissions of this one.",
  }),
  notInFolder: ({ path }: { path: string }): Problem => ({
    what: `${path} cannot exist: a part of this path is a file, not a folder.`,
    hint: "Check the path.",
  }),
  folderMissing: ({ path }: { path: string }): Problem => ({
    what: `There is no folder ${path}.`,
    hint: `Make it first: mkdir -p ${path}`,
  }),
  notAFolder: ({ path }: { path: string }): Problem => ({
    what: `${path} is a file, and a folder belongs here.`,
    hint: "Name a folder that exists.",
  }),
  targetIsFolder: ({ path }: { path: string }): Problem => ({
    what: `${path} is a folder, so nothing can be written under that name.`,
    hint: "Name a file in it.",
  }),
  exists: ({ path }: { path: string }): Problem => ({
    what: `${path} exists already. It was left as it is.`,
    hint: "Choose another name with -o, or replace it with --force.",
  }),
  readOnly: ({ path }: { path: string }): Problem => ({
    what: `${path} cannot be written: the disk is read-only.`,
    hint: "Choose another folder.",
  }),
  noSpace: ({ path }: { path: string }): Problem => ({
    what: `There is no space left for ${path}. What was there before is as it was.`,
    hint: "Free some space, or choose another disk.",
  }),
  nameTooLong: ({ path }: { path: string }): Problem => ({
    what: `The name is too long: ${path}`,
    hint: "Choose a shorter one.",
  }),
  linkLoop: ({ path }: { path: string }): Problem => ({
    what: `${path} is a link that leads back to itself.`,
    hint: "Name the file itself.",
  }),
  tooManyOpen: (): Problem => ({
    what: "Too many files are open at the same time.",
    hint: "Close some programs and try again.",
  }),
  unexpected: ({ code, path }: { code: string; path: string | null }): Problem => ({
    what: `The system does not allow it${path === null ? "" : ` for ${path}`}: ${code}.`,
    hint: "Check the disk and the permissions, and try again.",
  }),
};
