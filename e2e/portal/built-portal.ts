import { fileURLToPath } from "node:url";

/** The exported portal, as `npm run build` leaves it. */
export const BUILT_PORTAL: string = fileURLToPath(new URL("../../apps/web/out", import.meta.url));
