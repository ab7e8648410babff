import { useDeferredValue, useState } from "react";
import type { SettingGroup, SettingRow } from "../../backend/bindings";
import { Icon } from "../../frame/Icon";
import { type Speech, useWords } from "../../words/words";
import { settingLines } from "./settingText";

const NO_WORDS = { meaning: "", unit: null, absent: null, empty: null, values: {} };

/** A post's settings: what each one is, what it means, and where this post stands alone. */
export function Settings({ groups }: { groups: SettingGroup[] }) {
  const speech = useWords();
  const { say, words } = speech;
  const [wanted, setWanted] = useState("");
  const [onlyHere, setOnlyHere] = useState(false);
  const shown = filtered(groups, useDeferredValue(wanted.trim()), onlyHere, speech);
  const count = shown.reduce((sum, group) => sum + group.rows.length, 0);
  return (
    <div className="settings">
      <div className="ph">
        <h2>{say("settings")}</h2>
        <span className="mut">{say("count", { n: count })}</span>
      </div>
      <div className="settings-find">
        <div className="input">
          <Icon name="find" />
          <input
            type="search"
            aria-label={say("settings_find")}
            placeholder={say("settings_find")}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
        </div>
        <label className="tick">
          <input type="checkbox" checked={onlyHere} onChange={(event) => setOnlyHere(event.target.checked)} />
          {say("settings_only_here")}
        </label>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={say("settings")}>
        {shown.map((group) => (
          <section key={group.group}>
            <h3 className="sech">{words.setting_groups[group.group] ?? group.group}</h3>
            <dl>
              {group.rows.map((row) => (
                <Row key={row.key} row={row} />
              ))}
            </dl>
          </section>
        ))}
        {count === 0 && (
          <div className="empty">
            <p>{say("settings_none")}</p>
            <button
              type="button"
              className="btn s"
              onClick={() => {
                setWanted("");
                setOnlyHere(false);
              }}
            >
              {say("settings_clear")}
            </button>
          </div>
        )}
      </section>
    </div>
  );
}

function Row({ row }: { row: SettingRow }) {
  const speech = useWords();
  const own = speech.words.settings[row.key] ?? { name: row.key, ...NO_WORDS };
  const lines = settingLines(row, own, speech);
  return (
    <div className={row.value.kind === "absent" ? "setting absent" : "setting"} data-setting={row.key}>
      <dt>
        {own.name}
        {row.only_here && <span className="tag">{speech.say("settings_only_here_tag")}</span>}
      </dt>
      <dd className="value">
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </dd>
      <dd className="meaning">{own.meaning}</dd>
    </div>
  );
}

/** Who the post is, everybody there knows; how it works comes first. */
const LAST = ["post", "name"];

function inReadingOrder(groups: SettingGroup[]): SettingGroup[] {
  const last = (group: SettingGroup) => LAST.includes(group.group);
  return [...groups.filter((group) => !last(group)), ...groups.filter(last)];
}

function filtered(groups: SettingGroup[], wanted: string, onlyHere: boolean, speech: Speech): SettingGroup[] {
  const fits = (row: SettingRow) => (!onlyHere || row.only_here) && mentions(row, wanted, speech);
  return inReadingOrder(groups)
    .map((group) => ({ ...group, rows: group.rows.filter(fits) }))
    .filter((group) => group.rows.length > 0);
}

function mentions(row: SettingRow, wanted: string, speech: Speech): boolean {
  if (wanted === "") return true;
  const own = speech.words.settings[row.key] ?? { name: row.key, ...NO_WORDS };
  const text = [own.name, own.meaning, ...settingLines(row, own, speech)].join(" ").toLowerCase();
  return text.includes(wanted.toLowerCase());
}
