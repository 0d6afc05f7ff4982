/** Pixels of the longer side that are looked at: enough for any code that fills the picture. */
const LONGEST_SIDE = 1024;

/** The text of the QR code in a picture or a frame of a camera, or `null` where none is seen. */
export async function readQr(
  source: CanvasImageSource,
  width: number,
  height: number,
): Promise<string | null> {
  if (width === 0 || height === 0) return null;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return null;
  // Pictures with a transparent ground would be black on black.
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  const { decodeQR } = await import("qr/decode.js");
  try {
    return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    // That is how the decoder says that it sees none.
    return null;
  }
}
