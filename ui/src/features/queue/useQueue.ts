import { useCallback, useEffect, useState } from "react";
import type { Backend } from "../../backend/backend";
import type { QueuePage } from "../../backend/bindings";
import { useBackend } from "../../backend/useBackend";

export type Read = { kind: "waiting" } | { kind: "here"; page: QueuePage } | { kind: "failed"; why: unknown };

/** The queue as it stands, read again whenever it is another one; and how to begin anew after a failure. */
export function useQueue(): [Read, () => void] {
  const backend = useBackend();
  const [round, setRound] = useState(0);
  const [read, setRead] = useState<Read>({ kind: "waiting" });
  useEffect(() => {
    let current = true;
    const shown = (next: Read) => {
      if (current) setRead(next);
      return current;
    };
    reading(backend, shown).catch((why: unknown) => shown({ kind: "failed", why }));
    return () => {
      current = false;
    };
  }, [backend, round]);
  return [read, useCallback(() => setRound((n) => n + 1), [])];
}

/** Asks until nobody looks any more. Each answer but the first comes when there is something else to show. */
async function reading(backend: Backend, shown: (next: Read) => boolean) {
  let page = await backend.queue(null);
  while (shown({ kind: "here", page }) && page.kind === "here") page = await backend.queue(page.queue.turn);
}
