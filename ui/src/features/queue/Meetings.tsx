import type { Meeting } from "../../backend/bindings";
import { useWords } from "../../words/words";

const LOOKS: Record<string, string> = {
  passed: "done",
  in_progress: "act",
  queued: "act",
  failed: "stop",
  missed: "stop",
  needs_materials: "wait",
  needs_visit: "wait",
  unverified: "wait",
};

/** Who comes, or came, for an interview today, by the hour. */
export function Meetings({ meetings }: { meetings: Meeting[] }) {
  const { say, name } = useWords();
  return (
    <section className="card" aria-labelledby="meetings">
      <div className="ph">
        <h2 id="meetings">{say("meetings")}</h2>
        <span className="mut">{meetings.length}</span>
      </div>
      {meetings.length === 0 && <p className="none">{say("meetings_none")}</p>}
      {meetings.length > 0 && (
        <ul className="rows" aria-labelledby="meetings">
          {meetings.map((one) => (
            <li key={one.no} title={one.no}>
              <time>{one.from.time}</time>
              <b className="el">{one.name}</b>
              <span className="code">{one.tail}</span>
              <span className="sec el">{name("business", one.business)}</span>
              <span className="sp" />
              {one.number !== null && <span className="tag">{say("number_drawn", { n: one.number })}</span>}
              <span className={`tag look-${LOOKS[one.state] ?? "idle"}`}>
                {name("interview_state", one.state)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
