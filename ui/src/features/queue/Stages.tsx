import type { FlagCount, Group, Oldest, Part, StageCode } from "../../backend/bindings";
import { Icon, type IconName } from "../../frame/Icon";
import { useWords } from "../../words/words";
import { span } from "./moments";
import { useMark } from "./useMark";

const ICONS: Record<StageCode, IconName> = {
  first_review: "inbox",
  supplement: "back",
  meeting: "video",
  second_review: "seal",
  to_make: "file",
  made: "book",
  hand_over: "pick",
  ended_today: "check",
};

/** How many orders stand where, in the order in which they pass. */
export function Stages({ groups }: { groups: Group[] }) {
  const { say } = useWords();
  return (
    <ul className="stages" aria-label={say("stages")}>
      {groups.map((group) => (
        <Stage key={group.stage} group={group} />
      ))}
    </ul>
  );
}

function Stage({ group }: { group: Group }) {
  const { say } = useWords();
  return (
    <li data-stage={group.stage}>
      <h2>
        <Icon name={ICONS[group.stage]} />
        <span className="el">{say(`stage_${group.stage}`)}</span>
        <Mark count={group.count} />
      </h2>
      <p className="figure">
        <b>
          {group.count}
          <span className="unseen">{say("orders_n", { n: "" })}</span>
        </b>
        {group.oldest && <Longest oldest={group.oldest} />}
      </p>
      <Parts parts={group.parts.filter((part) => part.count > 0)} />
      <Flags flags={group.flags} />
    </li>
  );
}

function Longest({ oldest }: { oldest: Oldest }) {
  const speech = useWords();
  const time = span(speech, oldest.minutes);
  return (
    <small title={speech.say("oldest_order", { tail: oldest.tail, time })}>
      {speech.say("oldest", { time })}
    </small>
  );
}

function Parts({ parts }: { parts: Part[] }) {
  const { say, name } = useWords();
  if (parts.length === 0) return null;
  return (
    <p className="parts">
      {parts.map((part) => (
        <span key={part.status}>{say("part", { state: name("status", part.status), n: part.count })}</span>
      ))}
    </p>
  );
}

function Flags({ flags }: { flags: FlagCount[] }) {
  const { say } = useWords();
  if (flags.length === 0) return null;
  return (
    <p className="flags">
      {flags.map((flag) => (
        <span key={flag.flag} className={`tag flag-${flag.flag}`}>
          {say(`flag_${flag.flag}`, { n: flag.count })}
        </span>
      ))}
    </p>
  );
}

/** What a count changed by, for some seconds. The count itself is what is read out. */
function Mark({ count }: { count: number }) {
  const mark = useMark(count);
  if (mark === 0) return null;
  return (
    <em className="moved" aria-hidden="true">
      {mark > 0 ? `+${mark}` : `−${-mark}`}
    </em>
  );
}
