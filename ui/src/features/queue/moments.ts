// Moments and spans as an officer says them. Clocks are read by the desk; here they only get their words.
import type { When } from "../../backend/bindings";
import type { Speech } from "../../words/words";

const HOUR = 60;
const DAY = 24 * HOUR;

/** How long something has waited, in the largest unit that is at least one. */
export function span({ say }: Speech, minutes: number): string {
  if (minutes >= DAY) return say("days", { n: Math.floor(minutes / DAY) });
  if (minutes >= HOUR) return say("hours", { n: Math.floor(minutes / HOUR) });
  return say("minutes", { n: minutes });
}

/** The time alone today, with its day on other days. */
export function moment({ say }: Speech, when: When): string {
  return when.today ? when.time : say("day_time", { ...calendar(when), time: when.time });
}

/** The clock at the post. */
export function clock({ say, words }: Speech, city: string, when: When): string {
  const weekday = words.weekdays[when.weekday] ?? when.weekday;
  return say("post_clock", { ...calendar(when), city, weekday, time: when.time });
}

function calendar({ day }: When): { month: number; date: number } {
  const [, month = 0, date = 0] = day.split("-").map(Number);
  return { month, date };
}
