import type { MayDo, RulebookPage } from "../../backend/bindings";
import type { Answer } from "../../words/useAnswer";
import { useWords } from "../../words/words";
import { LifePicture } from "./LifePicture";
import type { Place, Wanted } from "./usePlace";

type LifePaneProps = {
  page: RulebookPage;
  place: Place;
  may: Answer<MayDo>;
  go(change: Partial<Wanted>): void;
};

/** The picture, and above it whose view of it: which business, and who acts. */
export function LifePane({ page, place, may, go }: LifePaneProps) {
  const { say, name } = useWords();
  const life = page.life.businesses.find((one) => one.business === place.business);
  const leads =
    may.kind === "here" ? may.value.verdicts.flatMap((one) => (one.refusal ? [] : one.leads)) : [];
  return (
    <>
      <div className="ph">
        <h2>{say("life")}</h2>
        <span className="mut el life-hint">{say("life_hint")}</span>
        <span className="sp" />
        <label className="pick">
          <span>{say("business")}</span>
          <select
            name="business"
            value={place.business}
            onChange={(event) => go({ business: event.target.value })}
          >
            {page.life.businesses.map((one) => (
              <option key={one.business} value={one.business}>
                {name("business", one.business)}
              </option>
            ))}
          </select>
        </label>
        <label className="pick">
          <span>{say("who")}</span>
          <select name="who" value={place.who} onChange={(event) => go({ who: event.target.value })}>
            {(["officer", "others"] as const).map((side) => (
              <optgroup key={side} label={say(`who_${side === "officer" ? "officers" : "others"}`)}>
                {page.who
                  .filter((one) => one.side === side)
                  .map((one) => (
                    <option key={one.who} value={one.who}>
                      {name("who", one.who)}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </label>
      </div>
      {life && !life.taken && <p className="notice">{say("not_taken")}</p>}
      {life && (
        <LifePicture
          map={page.life}
          life={life}
          chosen={place.state}
          leads={leads}
          choose={(state) => go({ state })}
        />
      )}
    </>
  );
}
