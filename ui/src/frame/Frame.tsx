import type { ReactNode } from "react";
import { useWords } from "../words/words";
import { Icon } from "./Icon";
import { TEXT_SCALES, type TextScale, THEMES, type Theme, useLook } from "./useLook";
import type { Page } from "./usePage";

const LEADS = { today: "today_lead", rules: "rulebook_lead" } as const;

/** The bar over every page, and the page beneath it. */
export function Frame({ page, children }: { page: Page; children: ReactNode }) {
  const { say } = useWords();
  const look = useLook();
  return (
    <div className="app">
      <header className="top">
        <div className="mark">
          <Icon name="book" size={18} />
          <b className="program">{say("program")}</b>
          <Pages page={page} />
          <span className="lead el">{say(LEADS[page])}</span>
        </div>
        <div className="tr">
          <Choice<TextScale>
            name="text-scale"
            legend={say("text_size")}
            options={TEXT_SCALES.map((scale) => [scale, `${scale * 100}%`])}
            chosen={look.scale}
            choose={look.setScale}
          />
          <Choice<Theme>
            name="theme"
            legend={say("theme")}
            options={THEMES.map((theme) => [theme, say(`theme_${theme}`)])}
            chosen={look.theme}
            choose={look.setTheme}
          />
        </div>
      </header>
      {children}
    </div>
  );
}

/** Where one may go. The page one is on is its heading, too. */
function Pages({ page }: { page: Page }) {
  const { say } = useWords();
  const all = [
    ["today", "#/today", say("today")],
    ["rules", "#/rules", say("rulebook")],
  ] as const;
  return (
    <nav className="pages" aria-label={say("pages")}>
      {all.map(([name, address, label]) =>
        name === page ? (
          <h1 key={name}>
            <a href={window.location.hash || address} aria-current="page">
              {label}
            </a>
          </h1>
        ) : (
          <a key={name} href={address}>
            {label}
          </a>
        ),
      )}
    </nav>
  );
}

type ChoiceProps<T> = {
  name: string;
  legend: string;
  options: [T, string][];
  chosen: T;
  choose(value: T): void;
};

function Choice<T extends string | number>({ name, legend, options, chosen, choose }: ChoiceProps<T>) {
  return (
    <div className="choice">
      <span aria-hidden="true">{legend}</span>
      <div className="seg" role="radiogroup" aria-label={legend}>
        {options.map(([value, label]) => (
          <label key={value} className={value === chosen ? "on" : undefined}>
            <input
              type="radio"
              name={name}
              value={value}
              checked={value === chosen}
              onChange={() => choose(value)}
            />
            {label}
          </label>
        ))}
      </div>
    </div>
  );
}
