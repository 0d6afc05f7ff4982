import { useEffect, useEffectEvent, useState } from "react";

/**
 * Seconds that are left of `seconds` while `running`; calls `onEnd` when there are none.
 *
 * It counts to a moment, not in steps: a tab in the background is woken late, and ends on time.
 */
export function useCountdown(running: boolean, seconds: number, onEnd: () => void): number {
  const [left, setLeft] = useState(seconds);
  const end = useEffectEvent(onEnd);
  useEffect(() => {
    if (!running) return;
    const moment = performance.now() + seconds * 1000;
    const look = (): void => {
      const rest = Math.max(0, Math.ceil((moment - performance.now()) / 1000));
      setLeft(rest);
      if (rest === 0) end();
    };
    look();
    const timer = setInterval(look, 1000);
    return () => {
      clearInterval(timer);
    };
  }, [running, seconds]);
  return left;
}
