import type { Queue, Today } from "../../backend/bindings";
import { Icon } from "../../frame/Icon";
import { Skeleton } from "../../frame/Skeleton";
import { Trouble } from "../../frame/Trouble";
import { Watermark } from "../../frame/Watermark";
import { useWords } from "../../words/words";
import { Happened } from "./Happened";
import { LinePill, LineTrouble } from "./LineState";
import { Meetings } from "./Meetings";
import { clock } from "./moments";
import { Stages } from "./Stages";
import { useQueue } from "./useQueue";

/** 今日队列: how many orders stand where, who comes today, what just happened. */
export function QueueScreen() {
  const [read, again] = useQueue();
  if (read.kind === "failed") {
    return (
      <main className="today">
        <Trouble why={read.why} again={again} />
      </main>
    );
  }
  if (read.kind === "waiting") {
    return (
      <main className="today">
        <Skeleton lines={10} />
      </main>
    );
  }
  if (read.page.kind === "no_server") return <NoServer />;
  return <Here queue={read.page.queue} />;
}

function Here({ queue }: { queue: Queue }) {
  const { say } = useWords();
  const { today, line } = queue;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <main className="today" tabIndex={0}>
      <div className="today-head">
        {today ? <PostClock today={today} /> : <b>{say("today")}</b>}
        {queue.trial && <span className="pill w">{say("trial")}</span>}
        <span className="sp" />
        {queue.name !== null && (
          <span className="officer" title={say("signed_in_as")}>
            <Icon name="person" />
            {queue.name}
          </span>
        )}
        <LinePill line={line} />
      </div>
      <LineTrouble queue={queue} />
      {today && <Watermark text={whoAndWhen(today, queue.name)} />}
      {today ? <Board today={today} stale={line.state !== "live"} /> : <Coming queue={queue} />}
    </main>
  );
}

function whoAndWhen({ post, now }: Today, name: string | null): string {
  return [name ?? "", post.code, now.day, now.time].join(" ").trim();
}

function PostClock({ today }: { today: Today }) {
  const speech = useWords();
  return (
    <p className="post-clock">
      <b>{today.post.name}</b>
      <span>{clock(speech, today.post.city, today.now)}</span>
    </p>
  );
}

function Board({ today, stale }: { today: Today; stale: boolean }) {
  const { say } = useWords();
  return (
    <div className={stale ? "board stale" : "board"}>
      <Stages groups={today.groups} />
      {today.unread > 0 && (
        <p className="notice">
          <Icon name="warn" />
          {say("unread", { n: today.unread })}
        </p>
      )}
      <div className="cards">
        <Meetings meetings={today.meetings} />
        <Happened happened={today.happened} />
      </div>
    </div>
  );
}

/** Before the post's log was read to its end there is nothing to count. */
function Coming({ queue }: { queue: Queue }) {
  const { say } = useWords();
  if (queue.line.state !== "connecting") return null;
  return (
    <div className="coming">
      {queue.head > 0 && <p>{say("line_reading", { read: queue.read, head: queue.head })}</p>}
      <Skeleton lines={10} />
    </div>
  );
}

function NoServer() {
  const { say } = useWords();
  return (
    <main className="today">
      <div className="no-server">
        <Icon name="server" size={28} />
        <h2>{say("no_server")}</h2>
        <p>{say("no_server_then")}</p>
        <p>{say("no_server_demo")}</p>
        <p>{say("no_server_rules")}</p>
        <a className="btn" href="#/rules">
          {say("to_rules")}
        </a>
      </div>
    </main>
  );
}
