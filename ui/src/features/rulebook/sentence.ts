import type { Reason } from "../../backend/bindings";
import type { Speech } from "../../words/words";

/** Why something may not be done, as a sentence. */
export function refusalSentence(reason: Reason, { words }: Speech): string {
  return reason.said[words.lang] ?? reason.code;
}

export const REFUSAL_GROUPS = ["condition", "state", "role", "side"] as const;
export type RefusalGroup = (typeof REFUSAL_GROUPS)[number];

/** What stands in the way: something missing, the state, the role, or the side of the desk. */
export function groupOf({ code }: Reason): RefusalGroup {
  switch (code) {
    case "not_for":
    case "no_such_order":
      return "side";
    case "role_needed":
      return "role";
    case "wrong_status":
    case "order_ended":
      return "state";
    default:
      return "condition";
  }
}
