import { closedPolicy } from "@pct/csp";

/** Headers of every answer, errors included. */

/** The portal uses two features: the camera to read a QR code, the clipboard to copy a value. */
const ALLOWED = ["camera", "clipboard-write"];

/** `Permissions-Policy` has no word for "everything else", so each feature is named. Chromium knows all of these. */
const CLOSED = [
  ...["accelerometer", "autoplay", "browsing-topics", "clipboard-read", "compute-pressure"],
  ...["cross-origin-isolated", "display-capture", "encrypted-media", "fullscreen", "gamepad"],
  ...["geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection"],
  ...["keyboard-map", "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials"],
  ...["payment", "picture-in-picture", "publickey-credentials-create"],
  ...["publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "sync-xhr"],
  ...["unload", "usb", "window-management", "xr-spatial-tracking"],
];

/** For links and answers that belong to one person: keeps them out of search engines. */
export const notIndexed = { "X-Robots-Tag": "noindex, nofollow, noarchive" } as const;

/** Two years: the minimum for the preload lists of browsers (hstspreload.org). */
const ONLY_HTTPS = "max-age=63072000; includeSubDomains";

/**
 * Headers for answers that do not set them; a file sets its own policy.
 *
 * {@link notIndexed} is not among them, since search engines may list the first pages. It is sent
 * with a person's own links, under `/s/` and `/api/`.
 *
 * @param https - Whether browsers reach the portal over HTTPS. It comes from the administrator, in
 * `PCT_PUBLIC_URL`: a client can write any `X-Forwarded-Proto`.
 */
export function securityHeaders(https: boolean): ReadonlyMap<string, string> {
  return new Map([
    ["Content-Security-Policy", closedPolicy],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Cross-Origin-Embedder-Policy", "require-corp"],
    ["Cross-Origin-Resource-Policy", "same-origin"],
    ["Origin-Agent-Cluster", "?1"],
    ["Permissions-Policy", permissions()],
    ["Referrer-Policy", "no-referrer"],
    ["X-Content-Type-Options", "nosniff"],
    ["X-Frame-Options", "DENY"],
    ...(https ? ([["Strict-Transport-Security", ONLY_HTTPS]] as const) : []),
  ]);
}

function permissions(): string {
  return [...ALLOWED.map((name) => `${name}=(self)`), ...CLOSED.map((name) => `${name}=()`)].join(
    ", ",
  );
}
