/** Made by tooling/vectors.ts: the vector files of core, in base64, by their paths. */
declare module "virtual:vectors" {
  export const files: Readonly<Record<string, string>>;
}
