import { useEffect, useRef, useState } from "react";

/** So long a change stays marked. */
const MARKED = 6_000;

/** By how much a number changed a moment ago; nothing where it did not. */
export function useMark(count: number): number {
  const before = useRef(count);
  const [mark, setMark] = useState(0);
  useEffect(() => {
    const change = count - before.current;
    before.current = count;
    if (change === 0) return;
    setMark((marked) => marked + change);
  }, [count]);
  useEffect(() => {
    if (mark === 0) return;
    const gone = setTimeout(() => setMark(0), MARKED);
    return () => clearTimeout(gone);
  }, [mark]);
  return mark;
}

/** Which of these were not there a moment ago; none of those that were there at first. */
export function useNew(keys: string[]): ReadonlySet<string> {
  const [known, setKnown] = useState<ReadonlySet<string>>(() => new Set(keys));
  const joined = keys.join(" ");
  useEffect(() => {
    const seen = setTimeout(() => setKnown(new Set(joined.split(" "))), MARKED);
    return () => clearTimeout(seen);
  }, [joined]);
  return new Set(keys.filter((key) => !known.has(key)));
}
