/** A key given as text instead of a file name, as `age -r` and `authorized_keys` have it. */
const LITERAL = /^(?:(?:ssh|ecdsa|sk)-\S+\s|age1|-----BEGIN )/i;

/** Whether an argument is a key itself and not the name of a file. */
export function isLiteralKey(argument: string): boolean {
  return LITERAL.test(argument);
}

/** The start of a key, for messages. */
export function shortened(key: string): string {
  const [line = ""] = key.split("\n");
  return line.length <= 24 ? line : `${line.slice(0, 20)}…`;
}
