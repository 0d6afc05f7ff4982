/** URL paths of the workers' scripts, with the hashes of their contents. `tsup` writes the values. */
export declare const WORKER_URL: string;
export declare const HASHES_WORKER_URL: string;
export declare const STRENGTH_WORKER_URL: string;
export declare const SEGMENTS_WORKER_URL: string;
