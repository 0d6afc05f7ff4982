/** The name and picture of the organization whose portal it is. */
export interface Brand {
  readonly name: string | null;
  /** Its address on the portal's server. */
  readonly logo: string | null;
}

let loading: Promise<Brand> | undefined;

/** Asks the portal's server, once for each page; neither name nor picture if it does not answer. */
export function brand(): Promise<Brand> {
  loading ??= load().catch(() => ({ name: null, logo: null }));
  return loading;
}

async function load(): Promise<Brand> {
  const response = await fetch("/brand/portal.json", { cache: "no-cache" });
  const { name, logo } = (await response.json()) as Record<string, unknown>;
  return {
    name: typeof name === "string" ? name : null,
    logo: logo === "/brand/logo" ? logo : null,
  };
}
