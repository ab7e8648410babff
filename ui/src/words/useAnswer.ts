import { useCallback, useEffect, useState } from "react";

export type Answer<T> =
  | { kind: "waiting"; last: T | null }
  | { kind: "here"; value: T }
  | { kind: "failed"; why: unknown };

/** Asks, and asks again when the question changes; an answer to an older question is dropped. */
export function useAnswer<T>(question: string, ask: () => Promise<T>): [Answer<T>, () => void] {
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<Answer<T>>({ kind: "waiting", last: null });
  useEffect(() => {
    let current = true;
    setAnswer((before) => ({ kind: "waiting", last: lastOf(before) }));
    ask().then(
      (value) => current && setAnswer({ kind: "here", value }),
      (why: unknown) => current && setAnswer({ kind: "failed", why }),
    );
    return () => {
      current = false;
    };
  }, [question, round]);
  return [answer, useCallback(() => setRound((n) => n + 1), [])];
}

function lastOf<T>(answer: Answer<T>): T | null {
  if (answer.kind === "here") return answer.value;
  return answer.kind === "waiting" ? answer.last : null;
}
