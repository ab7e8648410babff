import type { Problem } from "../backend/bindings";
import { filled, type Speech } from "./words";

/** The sentence for whatever a command was rejected with. */
export function problemSentence(speech: Speech, thrown: unknown): string {
  if (!isProblem(thrown)) return speech.say("problem_unknown");
  const sentence = speech.words.problems[thrown.code];
  if (!sentence) return speech.say("problem_unknown");
  const { code: _, ...params } = thrown;
  return filled(sentence, readable(speech, params));
}

function isProblem(thrown: unknown): thrown is Problem {
  return typeof thrown === "object" && thrown !== null && "code" in thrown && typeof thrown.code === "string";
}

function readable(speech: Speech, params: Record<string, string | number>) {
  const named = Object.entries(params).map(([key, value]) => {
    if (key === "business") return [key, speech.name("business", String(value))] as const;
    if (key === "state") return [key, speech.name("status", String(value))] as const;
    return [key, value] as const;
  });
  return Object.fromEntries(named);
}
