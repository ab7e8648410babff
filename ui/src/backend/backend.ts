// What the page may ask of the desk. Only this folder knows how the question travels.
import type {
  BusinessCode,
  Commands,
  MayDo,
  PostBrief,
  QueuePage,
  RulebookPage,
  StatusCode,
  WhoCode,
  Words,
} from "./bindings";

export type Ask = <Name extends keyof Commands>(
  name: Name,
  args: Commands[Name]["args"],
) => Promise<Commands[Name]["answer"]>;

export type Place = { post: string; business: BusinessCode; state: StatusCode; who: WhoCode };

export type Backend = {
  posts(): Promise<PostBrief[]>;
  rulebook(post: string): Promise<RulebookPage>;
  mayDo(place: Place): Promise<MayDo>;
  /** The queue as it stands; with the turn that was seen, the answer waits for another, or for a while. */
  queue(seen: number | null): Promise<QueuePage>;
  queueAgain(): Promise<null>;
  words(lang: string): Promise<Words>;
};

export function backendThrough(ask: Ask): Backend {
  return {
    posts: () => ask("posts", {}),
    rulebook: (post) => ask("rulebook", { post }),
    mayDo: (position) => ask("may_do", { position }),
    queue: (seen) => ask("queue", { seen }),
    queueAgain: () => ask("queue_again", {}),
    words: (lang) => ask("words", { lang }),
  };
}
