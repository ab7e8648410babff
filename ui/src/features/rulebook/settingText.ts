import type { Named, OpenSpan, SettingRow, SettingWords } from "../../backend/bindings";
import { filled, type Speech } from "../../words/words";

/** A setting's value as lines to read. */
export function settingLines(row: SettingRow, own: SettingWords, speech: Speech): string[] {
  const { value } = row;
  const word = (code: string) =>
    own.values[code] ?? speech.words.weekdays[code] ?? speech.name("business", code);
  const list = (all: string[]) =>
    all.length > 0 ? [all.join(speech.words.lists.comma)] : [own.empty ?? speech.say("absent")];
  const lines = (all: string[]) => (all.length > 0 ? all : [own.empty ?? speech.say("absent")]);
  switch (value.kind) {
    case "absent":
      return [own.absent ?? speech.say("absent")];
    case "flag":
      return [speech.say(value.on ? "yes" : "no")];
    case "number":
      return [counted(value.n, own)];
    case "numbers":
      return list(value.all.map((n) => counted(n, own)));
    case "bytes":
      return [size(value.n)];
    case "money":
    case "text":
      return [value.text];
    case "texts":
      return list(value.all);
    case "word":
      return [word(value.code)];
    case "words":
      return list(value.codes.map(word));
    case "named":
      return lines(value.all.map((one) => namedLine(one, word)));
    case "spans":
      return lines(value.all.map((span) => spanLine(span, speech)));
    case "days":
      return lines(value.all.map(({ name, value: title }) => `${name}  ${title}`));
  }
}

function counted(n: number, own: SettingWords): string {
  return own.unit ? `${n} ${own.unit}` : String(n);
}

const MEBIBYTE = 1024 * 1024;

function size(bytes: number): string {
  return bytes % MEBIBYTE === 0 ? `${bytes / MEBIBYTE} MB` : `${(bytes / MEBIBYTE).toFixed(1)} MB`;
}

function namedLine({ name, value }: Named, word: (code: string) => string): string {
  // `enquiries_2` is a second one for the same purpose.
  return `${word(name.replace(/_\d+$/, ""))} ${value}`;
}

function spanLine(span: OpenSpan, speech: Speech): string {
  return `${days(span.days, speech)} ${span.from}–${span.to}`;
}

function days(codes: string[], { words, list }: Speech): string {
  const week = Object.keys(words.weekdays);
  const order = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].filter((day) => week.includes(day));
  const places = codes.map((code) => order.indexOf(code)).sort((a, b) => a - b);
  const [first, last] = [places[0] ?? 0, places.at(-1) ?? 0];
  const name = (place: number) => words.weekdays[order[place] ?? ""] ?? "";
  if (places.length > 2 && last - first === places.length - 1)
    return filled(words.lists.through, { first: name(first), last: name(last) });
  return list(places.map(name));
}
