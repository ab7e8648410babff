import type { ReactNode } from "react";
import { useWords } from "../words/words";
import { Icon } from "./Icon";
import { TEXT_SCALES, type TextScale, THEMES, type Theme, useLook } from "./useLook";

/** The bar over every page, and the page beneath it. */
export function Frame({ children }: { children: ReactNode }) {
  const { say } = useWords();
  const look = useLook();
  return (
    <div className="app">
      <header className="top">
        <div className="mark">
          <Icon name="book" size={18} />
          <b>{say("program")}</b>
          <h1>{say("rulebook")}</h1>
          <span className="lead el">{say("rulebook_lead")}</span>
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
