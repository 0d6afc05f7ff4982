/** The number of answers that wait to be opened, on the icon of an installed portal. */

const arrived = new Set<string>();

/** Counts a request whose answer waits to be opened, or no longer does. */
export function countArrived(id: string, isWaiting: boolean): void {
  const before = arrived.size;
  if (isWaiting) arrived.add(id);
  else arrived.delete(id);
  if (arrived.size !== before || before === 0) showBadge(arrived.size);
}

/** The part of `navigator` that has the badge. Not every browser has it. */
interface Badges {
  readonly setAppBadge?: (count: number) => Promise<void>;
}

/** Does nothing where the browser has no badge, or refuses it. Zero removes the badge. */
function showBadge(count: number): void {
  const { navigator } = globalThis as { navigator?: Badges };
  navigator?.setAppBadge?.(count).catch(() => undefined);
}
