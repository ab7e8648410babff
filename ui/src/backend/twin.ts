// The desk's twin for tests and for a plain browser: it answers with what the real desk answered.
import { type Ask, type Backend, backendThrough } from "./backend";
import type { Commands, Problem } from "./bindings";
import recorded from "./recorded.json";

type Recording = { ask: string; args: unknown; answer?: unknown; problem?: unknown };

const recordings: Recording[] = recorded;

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .map(([key, inner]) => [key, sorted(inner)] as const)
    .sort(([a], [b]) => a.localeCompare(b));
}

const ask: Ask = async (name, args) => {
  // Nothing happens any more at a post that was recorded.
  if (name === "queue" && "seen" in args && args.seen !== null) return new Promise(() => {});
  const found = recordings.find((one) => one.ask === name && same(one.args, args));
  if (!found) {
    const never: Problem = { code: "unknown_post", post: JSON.stringify(args) };
    throw never;
  }
  if (found.problem !== undefined) throw found.problem;
  // Recorded from the same types by a test of the desk, which fails when they drift apart.
  return found.answer as Commands[typeof name]["answer"];
};

export const twin: Backend = backendThrough(ask);
