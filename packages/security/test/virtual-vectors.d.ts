/** Made by tooling/vectors.ts: files by their path inside the folder of vectors, in base64. */
declare module "virtual:vectors" {
  /** Which folder they come from. */
  export const source: string;
  /** `backendbase/…`, `werkzeug/…` and `otp/…`. */
  export const files: Readonly<Record<string, string>>;
}
