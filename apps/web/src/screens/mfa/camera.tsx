"use client";

import { useEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { Notice } from "../../ui/notice";
import { readQr } from "./qr-reader";

/** Between two looks; the decoder takes some tens of milliseconds. */
const PAUSE_MS = 150;

/** Shows what the camera sees until there is a QR code in it. Nothing is recorded. */
export function Camera({ onText }: Readonly<{ onText: (text: string) => void }>): ReactNode {
  const t = useTranslations("mfa.aid");
  const video = useRef<HTMLVideoElement>(null);
  const found = useRef(onText);
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    found.current = onText;
  }, [onText]);
  useEffect(() => {
    const view = video.current;
    if (view === null) return;
    const stop = new AbortController();
    watch(view, stop.signal, (text) => {
      found.current(text);
    }).catch(() => {
      if (!stop.signal.aborted) setRefused(true);
    });
    return () => {
      stop.abort();
    };
  }, []);
  return (
    <div className="flex flex-col gap-2">
      {isRefused ? (
        <Notice kind="care" live>
          <p>{t("cameraRefused")}</p>
        </Notice>
      ) : (
        <>
          <video
            ref={video}
            muted
            playsInline
            aria-label={t("cameraLabel")}
            className="aspect-square w-full max-w-80 rounded-card border border-edge bg-wash object-cover"
          />
          <p className="text-small text-soft">{t("cameraHint")}</p>
        </>
      )}
    </div>
  );
}

async function watch(
  view: HTMLVideoElement,
  signal: AbortSignal,
  onText: (text: string) => void,
): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: "environment" },
  });
  const end = (): void => {
    for (const track of stream.getTracks()) track.stop();
  };
  if (signal.aborted) {
    end();
    return;
  }
  signal.addEventListener("abort", end);
  view.srcObject = stream;
  await view.play();
  let text: string | null;
  do {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    signal.throwIfAborted();
    text = await readQr(view, view.videoWidth, view.videoHeight);
  } while (text === null);
  signal.throwIfAborted();
  end();
  onText(text);
}
