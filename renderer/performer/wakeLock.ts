/** Keeps the screen on while the page is seen, where the browser lets it. @returns a function that ends it */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | undefined;
  let isOver = false;
  const ask = async () => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    try {
      const given = await navigator.wakeLock.request('screen');
      if (isOver) await given.release();
      else lock = given;
    } catch (error) {
      // A low battery, or a browser that keeps it for pages by HTTPS: the phone's own setting counts.
      console.info(`The screen may go dark: ${error instanceof Error ? error.message : error}`);
    }
  };
  const again = () => void ask();
  document.addEventListener('visibilitychange', again);
  again();
  return () => {
    isOver = true;
    document.removeEventListener('visibilitychange', again);
    void lock?.release();
  };
}
