import { useTranslations } from "use-intl/react";

import type { DecryptionResult } from "../../crypto/interface/decryption";
import { credentialTitle } from "./credential-title";
import { tasksOf } from "./tasks";

/** The title for a decrypted credential, text or file. */
export function useOpenedTitle(result: DecryptionResult | null): string {
  const t = useTranslations("open.opened");
  if (result === null) return "";
  if (result.kind !== "credential") return t(result.kind);
  const { key, name } = credentialTitle(result.document);
  const isOnlyFiles = key === "other" && tasksOf(result).every((task) => task === "files");
  return isOnlyFiles ? t("text") : t(`credential.${key}`, { name });
}
