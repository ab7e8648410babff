import { createContext, type ReactNode, useContext } from "react";
import type { ListWords, PageWord, Term, Words } from "../backend/bindings";

const Spoken = createContext<Words | null>(null);

export function WordsProvider({ words, children }: { words: Words; children: ReactNode }) {
  return <Spoken value={words}>{children}</Spoken>;
}

export type Speech = {
  words: Words;
  /** A text of the page, its placeholders filled. */
  say(key: PageWord, fill?: Record<string, string | number>): string;
  /** A code's name and meaning; the code itself where a catalogue lacks it. */
  term(group: string, code: string): Term;
  /** Just the name. */
  name(group: string, code: string): string;
  /** Several things, joined as the language joins them. */
  list(all: string[]): string;
};

export function useWords(): Speech {
  const words = useContext(Spoken);
  if (!words) throw new Error("words are asked for outside of WordsProvider");
  return speech(words);
}

export function speech(words: Words): Speech {
  const term = (group: string, code: string) => words.terms[group]?.[code] ?? { name: code, meaning: null };
  return {
    words,
    term,
    say: (key, fill = {}) => filled(words.page[key], fill),
    name: (group, code) => term(group, code).name,
    list: (all) => joined(all, words.lists),
  };
}

function joined(all: string[], { comma, last }: ListWords): string {
  const [end, ...front] = [...all].reverse();
  if (end === undefined || front.length === 0) return end ?? "";
  return front.reverse().join(comma) + last + end;
}

/** Fills `{placeholders}`; one that nothing fills stays visible. */
export function filled(sentence: string, fill: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, key: string) => String(fill[key] ?? whole));
}
