/** URL path of the crypto worker's script, with the hash of its content. `tsup` writes the value. */
export declare const WORKER_URL: string;
