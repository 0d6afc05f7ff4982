/**
 * A path as one word of a POSIX shell, for a command that a user copies: in quotes where it has spaces or
 * other characters that a shell reads, with `./` where it would be an option.
 */
export function shellWord(path: string): string {
  const argument = path.startsWith("-") ? `./${path}` : path;
  if (/^[\w@%+=:,./-]+$/.test(argument)) return argument;
  return `'${argument.replaceAll("'", "'\\''")}'`;
}
