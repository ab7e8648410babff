import type { PostBrief, RulebookPage } from "../../backend/bindings";
import { useBackend } from "../../backend/useBackend";
import { Icon } from "../../frame/Icon";
import { Skeleton } from "../../frame/Skeleton";
import { Trouble } from "../../frame/Trouble";
import { type Answer, useAnswer } from "../../words/useAnswer";
import { useWords } from "../../words/words";
import { LifePane } from "./LifePane";
import { MayPane } from "./MayPane";
import { PostList } from "./PostList";
import { Settings } from "./Settings";
import { settle, settlePost, useWanted, type Wanted } from "./usePlace";

/** 规则手册: a post, its settings, the life of an order there, and what may be done where. */
export function RulebookScreen() {
  const backend = useBackend();
  const [wanted, go] = useWanted();
  const [posts, again] = useAnswer("posts", () => backend.posts());
  if (posts.kind === "failed") return <Trouble why={posts.why} again={again} />;
  if (posts.kind === "waiting") return <Panes left={<Skeleton lines={12} />} />;
  const { post, bad } = settlePost(wanted, posts.value);
  if (!post) return <Trouble why={null} again={again} />;
  return <OnePost posts={posts.value} post={post} badPost={bad} wanted={wanted} go={go} />;
}

type OnePostProps = {
  posts: PostBrief[];
  post: PostBrief;
  badPost: string | null;
  wanted: Wanted;
  go(change: Partial<Wanted>): void;
};

function OnePost({ posts, post, badPost, wanted, go }: OnePostProps) {
  const backend = useBackend();
  const [answer, again] = useAnswer(post.code, () => backend.rulebook(post.code));
  const page = pageOf(answer, post);
  const list = <PostList posts={posts} chosen={post.code} choose={(code) => go({ post: code })} />;
  if (answer.kind === "failed") {
    return <Panes left={list} middle={<Trouble why={answer.why} again={again} />} />;
  }
  if (!page) {
    return (
      <Panes
        left={
          <>
            {list}
            <Skeleton lines={14} />
          </>
        }
        middle={<Skeleton lines={10} />}
        right={<Skeleton lines={10} />}
      />
    );
  }
  return <OnePlace page={page} badPost={badPost} wanted={wanted} go={go} list={list} />;
}

type OnePlaceProps = {
  page: RulebookPage;
  badPost: string | null;
  wanted: Wanted;
  go(change: Partial<Wanted>): void;
  list: React.ReactNode;
};

function OnePlace({ page, badPost, wanted, go, list }: OnePlaceProps) {
  const backend = useBackend();
  const { place, bad } = settle(wanted, page);
  const [may, again] = useAnswer(Object.values(place).join("/"), () => backend.mayDo(place));
  return (
    <Panes
      left={
        <>
          {list}
          <Settings key={page.post.code} groups={page.groups} />
        </>
      }
      notice={badPost ?? bad}
      middle={<LifePane page={page} place={place} may={may} go={go} />}
      right={<MayPane page={page} place={place} may={may} again={again} />}
    />
  );
}

/** While the next post is read, the last one must not pass for it. */
function pageOf(answer: Answer<RulebookPage>, post: PostBrief): RulebookPage | null {
  if (answer.kind !== "here") return null;
  return answer.value.post.code === post.code ? answer.value : null;
}

type PanesProps = {
  left: React.ReactNode;
  middle?: React.ReactNode;
  right?: React.ReactNode;
  notice?: string | null;
};

function Panes({ left, middle, right, notice }: PanesProps) {
  const { say } = useWords();
  return (
    <main className="rulebook">
      <section className="pane left" aria-label={say("settings")}>
        {left}
      </section>
      <section className="pane middle" aria-label={say("life")}>
        {notice && (
          <p className="notice" role="alert">
            <Icon name="warn" />
            {say("bad_address", { what: notice })}
          </p>
        )}
        {middle}
      </section>
      <section className="pane right" aria-label={say("may")}>
        {right}
      </section>
    </main>
  );
}
