import type { Happening, StatusCode } from "../../backend/bindings";
import { Icon, type IconName } from "../../frame/Icon";
import { useWords } from "../../words/words";
import { moment } from "./moments";
import { useNew } from "./useMark";

/** What just happened, the latest first; what came a moment ago is marked. */
export function Happened({ happened }: { happened: Happening[] }) {
  const { say } = useWords();
  const dated = happened.some((one) => !one.at.today);
  const fresh = useNew(happened.map((one) => one.key));
  return (
    <section className="card" aria-labelledby="happened">
      <div className="ph">
        <h2 id="happened">{say("happened")}</h2>
      </div>
      {happened.length === 0 && <p className="none">{say("happened_none")}</p>}
      {happened.length > 0 && (
        <ul className={`rows happened${dated ? " dated" : ""}`} aria-labelledby="happened">
          {happened.map((one) => (
            <Row key={one.key} one={one} fresh={one.at.today && fresh.has(one.key)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ one, fresh }: { one: Happening; fresh: boolean }) {
  const speech = useWords();
  const { say, name } = speech;
  const from = name("status", one.from);
  const to = name("status", one.to);
  const { icon, look } = looksOf(one.to);
  return (
    <li className={fresh ? "fresh" : undefined} title={one.no}>
      <time>{moment(speech, one.at)}</time>
      <b className="el">{one.name}</b>
      <span className="code">{one.tail}</span>
      <span className="what">
        <span>{name("transition", one.transition)}</span>
        <span className="sec el">{name("business", one.business)}</span>
      </span>
      <span className="sec who el">{one.officer ?? name("side", one.side)}</span>
      <span className="leads">
        <span className="unseen">{say("from_to", { from, to })}</span>
        <span className="mut el from" aria-hidden="true">
          {from}
        </span>
        <Icon name="next" size={13} />
        <span className={`tag look-${look}`} aria-hidden="true">
          <Icon name={icon} size={12} />
          {to}
        </span>
      </span>
    </li>
  );
}

type Looks = { icon: IconName; look: "act" | "wait" | "done" | "stop" | "idle" };

/** Colour is a promise, never without word and icon. */
function looksOf(to: StatusCode): Looks {
  switch (to) {
    case "SUPPLEMENT":
    case "INTERVIEW_TO_BOOK":
    case "INTERVIEW_BOOKED":
    case "ONSITE_TO_BOOK":
    case "ONSITE_BOOKED":
    case "PENDING_PAYMENT":
    case "TO_COLLECT":
    case "TO_MAIL":
    case "PENSION_PROCESSING":
      return { icon: "clock", look: "wait" };
    case "MADE":
    case "DONE":
    case "PENSION_OK":
      return { icon: "check", look: "done" };
    case "REJECTED":
    case "PENSION_FAIL":
      return { icon: "no", look: "stop" };
    case "CANCELLED":
    case "EXPIRED":
    case "DRAFT":
      return { icon: "stop", look: "idle" };
    case "FIRST_REVIEW":
    case "SECOND_REVIEW":
    case "TO_MAKE":
      return { icon: "inbox", look: "act" };
  }
}
