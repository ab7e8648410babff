import { problemSentence } from "../words/problem";
import { useWords } from "../words/words";
import { Icon } from "./Icon";

/** What stands where something could not be shown: what happened, and what to do. */
export function Trouble({ why, again }: { why: unknown; again?: () => void }) {
  const speech = useWords();
  return (
    <div className="trouble" role="alert">
      <Icon name="warn" size={20} />
      <div>
        <b>{speech.say("problem_title")}</b>
        <p>{problemSentence(speech, why)}</p>
        {again && (
          <button type="button" className="btn" onClick={again}>
            {speech.say("retry")}
          </button>
        )}
      </div>
    </div>
  );
}
