import type { LineShown, Queue } from "../../backend/bindings";
import { useBackend } from "../../backend/useBackend";
import { Icon, type IconName } from "../../frame/Icon";
import { type Speech, useWords } from "../../words/words";
import { moment } from "./moments";

const ICONS: Record<LineShown["state"], IconName> = {
  connecting: "live",
  live: "live",
  cut_off: "off",
  locked_out: "lock",
};

/** How the line stands, always in sight. */
export function LinePill({ line }: { line: LineShown }) {
  const { say } = useWords();
  return (
    <span className={`line ${line.state}`} role="status">
      <Icon name={ICONS[line.state]} />
      {say(`line_${line.state}`)}
    </span>
  );
}

/** What is wrong with the line, what that means for what is shown, and what may be done. */
export function LineTrouble({ queue }: { queue: Queue }) {
  const speech = useWords();
  const backend = useBackend();
  const told = trouble(speech, queue);
  if (!told) return null;
  return (
    <div className={`line-trouble ${queue.line.state}`} role="alert">
      <Icon name={ICONS[queue.line.state]} size={20} />
      <div>
        <b>{told.title}</b>
        {told.text.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <button type="button" className="btn" onClick={() => void backend.queueAgain()}>
        {speech.say("try_now")}
      </button>
    </div>
  );
}

function trouble(speech: Speech, { line, today }: Queue): { title: string; text: string[] } | null {
  const { say } = speech;
  switch (line.state) {
    case "connecting":
    case "live":
      return null;
    case "cut_off": {
      const since = line.since && say("cut_since", { time: moment(speech, line.since) });
      const then = say(today ? "cut_still_shown" : "cut_goes_on");
      return { title: since ?? say("cut_from_start"), text: [say(`cut_${line.why}`), then] };
    }
    case "locked_out":
      return { title: say(today ? "locked_title" : "locked_title_empty"), text: [say(`locked_${line.why}`)] };
  }
}
