/** Made by tooling/vectors.ts: files by their path inside the folder of vectors, in base64. */
declare module "virtual:vectors" {
  /** Which folder they come from. */
  export const source: string;
  /** `classic/…` and `age/…`. */
  export const files: Readonly<Record<string, string>>;
  /** `rsa_oaep_….json.gz` of Wycheproof. */
  export const wycheproof: Readonly<Record<string, string>>;
}
