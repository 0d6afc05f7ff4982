import { useEffect, useEffectEvent, useState } from "react";

/**
 * Counts `seconds` down while `running`; calls `onEnd` at 0. Returns the seconds left.
 *
 * Computes them from the end time rather than by counting ticks: browsers throttle timers of background
 * tabs.
 */
export function useCountdown(running: boolean, seconds: number, onEnd: () => void): number {
  const [left, setLeft] = useState(seconds);
  const end = useEffectEvent(onEnd);
  useEffect(() => {
    if (!running) return;
    const endsAt = performance.now() + seconds * 1000;
    const update = (): void => {
      const rest = Math.max(0, Math.ceil((endsAt - performance.now()) / 1000));
      setLeft(rest);
      if (rest === 0) end();
    };
    update();
    const timer = setInterval(update, 1000);
    return () => {
      clearInterval(timer);
    };
  }, [running, seconds]);
  return left;
}
