/** The message of the crypto worker that asks its page for a thread, with a port for it. */
export const START_THREAD = "start-thread";

/**
 * Starts the threads that a worker asks for, since its own policy lets it load no script. A thread that ends
 * or fails is removed; the page can't read what the port carries.
 *
 * @param create - Starts the script of a thread.
 * @returns A function that ends all of them.
 */
export function serveThreads(worker: Worker, create: () => Worker): () => void {
  const running = new Set<Worker>();
  worker.addEventListener("message", ({ data, ports }: MessageEvent<unknown>) => {
    if (data !== START_THREAD) return;
    const thread = create();
    running.add(thread);
    const end = (event: Event): void => {
      event.preventDefault();
      thread.terminate();
      running.delete(thread);
    };
    thread.addEventListener("message", end);
    thread.addEventListener("error", end);
    thread.postMessage(null, [...ports]);
  });
  return () => {
    for (const thread of running) thread.terminate();
    running.clear();
  };
}
