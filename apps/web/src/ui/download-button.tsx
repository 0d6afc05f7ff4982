"use client";

import { Download } from "lucide-react";
import type { ReactNode } from "react";

import { Button } from "./button";
import type { ButtonKind } from "./button-class";

/** A button that saves a file under its own name. */
export function DownloadButton({
  file,
  kind = "primary",
  onDownload,
  children,
}: Readonly<{
  file: File;
  kind?: ButtonKind;
  onDownload?: (() => void) | undefined;
  children: ReactNode;
}>): ReactNode {
  return (
    <Button
      kind={kind}
      icon={Download}
      onClick={() => {
        download(file);
        onDownload?.();
      }}
    >
      {children}
    </Button>
  );
}

/** Time for the download to start. One that has started no longer needs the object URL. */
const REVOKE_AFTER_MS = 60_000;

/** Saves a file under its own name. */
export function download(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = file.name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, REVOKE_AFTER_MS);
}
