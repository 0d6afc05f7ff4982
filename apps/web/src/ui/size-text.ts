import type { Language } from "@pct/messages/portal";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/**
 * Formats a size with decimal prefixes, as file managers do: `1.5 MB`.
 *
 * @example
 * ```ts
 * sizeText(1_500_000, "en"); // "1.5 MB"
 * ```
 */
export function sizeText(bytes: number, language: Language): string {
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: UNITS[power] ?? "byte",
    unitDisplay: power === 0 ? "long" : "short",
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}
