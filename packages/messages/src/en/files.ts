import type { Problem } from "../problem.js";
import { shellWord } from "../shell-word.js";

/** Errors of the operating system when a file is read or written. */

export const files = {
  missing: ({ path }: { path: string }): Problem => ({
    what: `File not found: ${path}`,
    hint: "Check the name and the folder.",
  }),
  isFolder: ({ path }: { path: string }): Problem => ({
    what: `${path} is a folder; a file is needed.`,
    hint: "Name a file. To encrypt a folder, pack it first: tar -czf FOLDER.tar.gz FOLDER",
  }),
  mayNotRead: ({ path }: { path: string }): Problem => ({
    what: `You don't have permission to read ${path}.`,
    hint: "Check its owner and permissions: ls -l shows both.",
  }),
  mayNotWrite: ({ path }: { path: string }): Problem => ({
    what: `You don't have permission to write ${path}. Nothing was changed.`,
    hint: "Choose another folder, or check the permissions of this one.",
  }),
  notInFolder: ({ path }: { path: string }): Problem => ({
    what: `${path} can't exist: part of this path is a file, not a folder.`,
    hint: "Check the path.",
  }),
  folderMissing: ({ path }: { path: string }): Problem => ({
    what: `Folder not found: ${path}`,
    hint: `Create it first: mkdir -p ${shellWord(path)}`,
  }),
  notAFolder: ({ path }: { path: string }): Problem => ({
    what: `${path} is a file; a folder is needed.`,
    hint: "Name a folder that exists.",
  }),
  targetIsFolder: ({ path }: { path: string }): Problem => ({
    what: `${path} names a folder, so a file can't have that name.`,
    hint: "Name a file in it.",
  }),
  inUse: ({ path }: { path: string }): Problem => ({
    what: `${path} can't be replaced: it is mounted here, or another program uses it. It was not changed.`,
    hint: "Choose another name with -o, or -o - and redirect it into the file.",
  }),
  exists: ({ path }: { path: string }): Problem => ({
    what: `${path} already exists. It was not changed.`,
    hint: "Choose another name with -o, or replace it with --force.",
  }),
  outputIsRead: ({ path }: { path: string }): Problem => ({
    what: `This command reads ${path}, so it can't write there. It was not changed.`,
    hint: "Choose another name for the output.",
  }),
  existsInFolder: ({ path }: { path: string }): Problem => ({
    what: `${path} already exists. It was not changed.`,
    hint: "The sender chose this name, so pct doesn't replace it. Choose another folder with -o.",
  }),
  foreignLink: ({ path }: { path: string }): Problem => ({
    what: `${path} is a link of another user, who could choose where the files go. Nothing was written.`,
    hint: "Name the folder itself.",
  }),
  readOnly: ({ path }: { path: string }): Problem => ({
    what: `Can't write ${path}: the disk is read-only.`,
    hint: "Choose another folder.",
  }),
  noSpace: ({ path }: { path: string }): Problem => ({
    what: `There is no space left for ${path}. Existing files were not changed.`,
    hint: "Free some space, or choose another disk.",
  }),
  nameTooLong: ({ path }: { path: string }): Problem => ({
    what: `The name is too long: ${path}`,
    hint: "Choose a shorter one.",
  }),
  linkLoop: ({ path }: { path: string }): Problem => ({
    what: `${path} is a link that points to itself.`,
    hint: "Name the file itself.",
  }),
  tooManyOpen: (): Problem => ({
    what: "Too many files are open.",
    hint: "Close some programs and try again.",
  }),
  unexpected: ({ code, path }: { code: string; path: string | null }): Problem => ({
    what: `The system reported an error${path === null ? "" : ` for ${path}`}: ${code}.`,
    hint: "Check the disk and the permissions, and try again.",
  }),
};
