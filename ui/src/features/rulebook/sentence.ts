import type { Param, Reason } from "../../backend/bindings";
import { filled, type Speech } from "../../words/words";

/** Why something may not be done, as a sentence. */
export function refusalSentence(reason: Reason, speech: Speech): string {
  const sentence = speech.words.refusals[reason.code] ?? reason.code;
  const fill = reason.params.map((param) => [param.name, paramText(param, speech)] as const);
  return filled(sentence, Object.fromEntries(fill));
}

function paramText({ value }: Param, { name }: Speech): string {
  if (value.kind === "text") return value.text;
  return value.codes.map((code) => name(value.group, code)).join("、");
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
