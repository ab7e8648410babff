import type { MayDo, RulebookPage, Verdict } from "../../backend/bindings";
import { Icon } from "../../frame/Icon";
import { Skeleton } from "../../frame/Skeleton";
import { Trouble } from "../../frame/Trouble";
import type { Answer } from "../../words/useAnswer";
import { useWords } from "../../words/words";
import { groupOf, REFUSAL_GROUPS, type RefusalGroup, refusalSentence } from "./sentence";
import type { Place } from "./usePlace";

type MayPaneProps = { page: RulebookPage; place: Place; may: Answer<MayDo>; again(): void };

/** What may be done in the chosen state by the one who acts, and why the rest may not. */
export function MayPane({ page, place, may, again }: MayPaneProps) {
  const { name, term } = useWords();
  const station = page.life.states.find((one) => one.status === place.state);
  const status = term("status", place.state);
  return (
    <>
      <div className="state-head">
        <h2>{status.name}</h2>
        {station && <span className={`pill ${TURN_LOOKS[station.turn]}`}>{name("turn", station.turn)}</span>}
        <p>{status.meaning}</p>
      </div>
      {may.kind === "failed" && <Trouble why={may.why} again={again} />}
      {may.kind === "waiting" && <Skeleton lines={12} />}
      {may.kind === "here" && <Answered may={may.value} place={place} />}
    </>
  );
}

const TURN_LOOKS = { applicant: "w", officer: "a", both: "a", pension_authority: "w", nobody: "" };

function Answered({ may, place }: { may: MayDo; place: Place }) {
  const speech = useWords();
  const { say, name } = speech;
  const allowed = may.verdicts.filter((one) => !one.refusal);
  const moving = allowed.filter((one) => one.leads.length > 0);
  const staying = allowed.filter((one) => one.leads.length === 0);
  return (
    <>
      <OrderLine may={may} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={say("may")}>
        <h3 className="sech">
          <b>
            {name("who", place.who)}
            {say("may")}
          </b>
          <span className="mut">{allowed.length}</span>
        </h3>
        {allowed.length === 0 && <p className="none">{say("may_none")}</p>}
        <ul className="may">
          {[...moving, ...staying].map((verdict) => (
            <Allowed key={verdict.action} verdict={verdict} />
          ))}
        </ul>
        <h3 className="sech">
          <b>{say("may_not")}</b>
          <span className="mut">{may.verdicts.length - allowed.length}</span>
        </h3>
        {REFUSAL_GROUPS.map((group) => (
          <RefusedGroup key={group} group={group} verdicts={may.verdicts} byOfficer={isOfficer(place)} />
        ))}
      </section>
    </>
  );
}

function isOfficer({ who }: Place): boolean {
  return who !== "applicant" && who !== "system" && who !== "pension_authority";
}

function OrderLine({ may }: { may: MayDo }) {
  const { say, name } = useWords();
  const facts = may.order.facts.map(({ side, stands }) => {
    const label = side === "payment" ? say("payment") : say("originals");
    return `${label}${name(`${side}_state`, stands)}`;
  });
  const { applicant, claimed_by: taker } = may.order;
  const claimed = taker ? [say("claimed_by", { who: name("who", taker) })] : [];
  return (
    <div className="order-line">
      <span className="ono">
        {may.order.no.map((part) => (
          <span key={part}>{part}</span>
        ))}
      </span>
      <span className="tag">{say("sample_order")}</span>
      <span className="sec el">{[applicant, ...facts, ...claimed].join(" · ")}</span>
    </div>
  );
}

function Allowed({ verdict }: { verdict: Verdict }) {
  const { say, name } = useWords();
  return (
    <li data-action={verdict.action}>
      <span className="done">
        <Icon name="check" />
      </span>
      <span className="what">{name("action", verdict.action)}</span>
      <span className="to">
        {verdict.leads.map((lead) => (
          <span key={`${lead.id}${lead.to}`} className="lead-to">
            <Icon name="next" size={13} />
            {name("status", lead.to)}
            <em>{lead.id}</em>
          </span>
        ))}
        {verdict.leads.length === 0 && <span className="mut">{say("stays")}</span>}
      </span>
    </li>
  );
}

type RefusedProps = { group: RefusalGroup; verdicts: Verdict[]; byOfficer: boolean };

function RefusedGroup({ group, verdicts, byOfficer }: RefusedProps) {
  const speech = useWords();
  const refused = verdicts.flatMap(({ action, refusal }) =>
    refusal && groupOf(refusal) === group ? [{ action, refusal }] : [],
  );
  if (refused.length === 0) return null;
  const title = group === "side" && !byOfficer ? "why_other_side" : (`why_${group}` as const);
  return (
    <details className="why" open={group === "condition"} data-group={group}>
      <summary>
        {speech.say(title)}
        <span className="mut">{refused.length}</span>
      </summary>
      <ul>
        {refused.map(({ action, refusal }) => (
          <li key={action} data-action={action}>
            <Icon name={group === "condition" ? "warn" : "stop"} size={14} />
            <span className="what">{speech.name("action", action)}</span>
            <span className="sentence">{refusalSentence(refusal, speech)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
