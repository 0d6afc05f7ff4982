"use client";

import { Download } from "lucide-react";
import type { ReactNode } from "react";

import { Button } from "./button";
import type { ButtonKind } from "./button";

/** Saves a file under its own name. Its address exists only while the browser takes it. */
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

/** Time for the browser to begin; a download that has begun outlives its address. */
const TAKEN_AFTER = 60_000;

/** Saves a file, at the end of an act that has made it. */
export function download(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, TAKEN_AFTER);
}
