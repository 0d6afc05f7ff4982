"use client";

import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { Button } from "./button";
import { Notice } from "./notice";
import type { QrPicture } from "./qr-picture";

type Picture = typeof QrPicture;

/** A QR code. Its encoder is loaded when the first one is shown; if that fails, the person can retry. */
export function QrCode(props: Readonly<{ text: string; label: string }>): ReactNode {
  const [Picture, setPicture] = useState<Picture | null>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    if (hasFailed) return;
    const controller = new AbortController();
    const { signal } = controller;
    import("./qr-picture").then(
      ({ QrPicture: loaded }) => {
        if (!signal.aborted) setPicture(() => loaded);
      },
      () => {
        if (!signal.aborted) setFailed(true);
      },
    );
    return () => {
      controller.abort();
    };
  }, [hasFailed]);
  if (Picture !== null) return <Picture {...props} />;
  if (!hasFailed) return <Placeholder />;
  return (
    <NotLoaded
      onRetry={() => {
        setFailed(false);
      }}
    />
  );
}

/** Takes the room of the picture, so that nothing moves when it appears. */
function Placeholder(): ReactNode {
  return (
    <div
      aria-busy
      className="aspect-square w-full max-w-80 rounded-card border border-line bg-wash"
    />
  );
}

function NotLoaded({ onRetry }: Readonly<{ onRetry: () => void }>): ReactNode {
  const t = useTranslations("design.qr");
  return (
    <Notice kind="care" live action={<Button onClick={onRetry}>{t("retry")}</Button>}>
      <p>{t("failed")}</p>
    </Notice>
  );
}
