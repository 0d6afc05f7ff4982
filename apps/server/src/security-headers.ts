import { closedPolicy } from "@pct/csp";

/** What goes out with every answer, errors included. */

/** Two features are used: the camera reads a QR code, the clipboard is written when asked. */
const ALLOWED = ["camera", "clipboard-write"];

/** Off by name, since browsers have no word for "everything else". Chromium knows all of these. */
const CLOSED = [
  ...["accelerometer", "autoplay", "browsing-topics", "clipboard-read", "compute-pressure"],
  ...["cross-origin-isolated", "display-capture", "encrypted-media", "fullscreen", "gamepad"],
  ...["geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection"],
  ...["keyboard-map", "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials"],
  ...["payment", "picture-in-picture", "publickey-credentials-create"],
  ...["publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "sync-xhr"],
  ...["unload", "usb", "window-management", "xr-spatial-tracking"],
];

/** Links and answers that are somebody's own: no search engine keeps them. */
export const notIndexed = { "X-Robots-Tag": "noindex, nofollow, noarchive" } as const;

/** Two years, which is what browsers ask for before they build a host into their own list. */
const ONLY_HTTPS = "max-age=63072000; includeSubDomains";

/**
 * The headers of an answer that says nothing more about itself; a file brings its own policy.
 *
 * {@link notIndexed} is not among them: the first pages are for strangers who search for help. It is
 * sent where a person's own links are, under `/s/` and `/api/`.
 *
 * @param https - Whether browsers reach the portal over HTTPS. The administrator says so, in
 * `PCT_PUBLIC_URL`: a header such as `X-Forwarded-Proto` is whatever a client wants it to be.
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
