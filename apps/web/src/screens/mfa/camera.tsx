"use client";

import { useEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { Notice } from "../../ui/notice";
import { readQr } from "./qr-reader";

/** Delay between two frames to decode. Decoding one takes some tens of milliseconds. */
const FRAME_DELAY_MS = 150;

/** Shows the camera until it sees a QR code. Nothing is recorded. */
export function Camera({ onText }: Readonly<{ onText: (text: string) => void }>): ReactNode {
  const t = useTranslations("mfa.aid");
  const videoRef = useRef<HTMLVideoElement>(null);
  const onTextRef = useRef(onText);
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    onTextRef.current = onText;
  }, [onText]);
  useEffect(() => {
    const video = videoRef.current;
    if (video === null) return;
    const controller = new AbortController();
    scan(video, controller.signal, (text) => {
      onTextRef.current(text);
    }).catch(() => {
      if (!controller.signal.aborted) setRefused(true);
    });
    return () => {
      controller.abort();
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
            ref={videoRef}
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

async function scan(
  video: HTMLVideoElement,
  signal: AbortSignal,
  onText: (text: string) => void,
): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: "environment" },
  });
  const stopCamera = (): void => {
    for (const track of stream.getTracks()) track.stop();
  };
  if (signal.aborted) {
    stopCamera();
    return;
  }
  signal.addEventListener("abort", stopCamera);
  video.srcObject = stream;
  await video.play();
  let text: string | null;
  do {
    await new Promise((resolve) => setTimeout(resolve, FRAME_DELAY_MS));
    signal.throwIfAborted();
    text = await readQr(video, video.videoWidth, video.videoHeight);
  } while (text === null);
  signal.throwIfAborted();
  stopCamera();
  onText(text);
}
