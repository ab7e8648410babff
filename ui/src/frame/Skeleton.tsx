import { useWords } from "../words/words";

const WIDTHS = ["w70", "w50", "w85", "w60", "w75", "w45", "w80", "w55"];

/** Grey lines where text is about to stand. */
export function Skeleton({ lines }: { lines: number }) {
  const { say } = useWords();
  return (
    <div className="skeleton" role="status" aria-label={say("loading")}>
      {Array.from({ length: lines }, (_, line) => `line-${line}`).map((key, line) => (
        <span key={key} className={WIDTHS[line % WIDTHS.length]} />
      ))}
    </div>
  );
}
