import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Backend } from "../../backend/backend";
import type { CutWhyCode, Happening, LineShown, LockedWhyCode, Queue, Today } from "../../backend/bindings";
import { twin } from "../../backend/twin";
import { Desk } from "../../Desk";
import { speech } from "../../words/words";
import { moment, span } from "./moments";

const recorded: Queue = await here(twin);
const words = await twin.words("zh-CN");

async function here(backend: Backend): Promise<Queue> {
  const page = await backend.queue(null);
  if (page.kind !== "here") throw new Error("the recording has no queue");
  return page.queue;
}

/** A desk whose post does what it is told. */
function living(first: Queue) {
  let turn = first;
  let waiting: ((queue: Queue) => void) | null = null;
  const backend: Backend = {
    ...twin,
    queue: (seen) =>
      seen === null
        ? Promise.resolve({ kind: "here", queue: turn })
        : new Promise((answer) => {
            waiting = (queue) => answer({ kind: "here", queue });
          }),
  };
  const happens = (change: Partial<Queue>) =>
    act(async () => {
      turn = { ...turn, ...change, turn: turn.turn + 1 };
      waiting?.(turn);
    });
  return { backend, happens };
}

function open(backend: Backend = twin) {
  render(<Desk backend={backend} />);
}

function stage(name: string) {
  const heading = screen.getByRole("heading", { name });
  const item = heading.closest("li");
  if (!item) throw new Error(`${name} is no stage`);
  return item;
}

function today(change: Partial<Today>): Today {
  if (!recorded.today) throw new Error("the recording has no day");
  return { ...recorded.today, ...change };
}

function counted(name: string, count: number): Today {
  const groups = today({}).groups.map((group) => (group.stage === name ? { ...group, count } : group));
  return today({ groups });
}

afterEach(() => vi.useRealTimers());

describe("today's queue", () => {
  test("is where the desk opens, with every stage in the officer's order", async () => {
    open();
    expect(await screen.findByText("驻比利时大使馆")).toBeVisible();
    expect(screen.getByText("布鲁塞尔 3月16日 周一 12:00")).toBeVisible();
    const stages = within(screen.getByRole("list", { name: "各环节" })).getAllByRole("heading");
    expect(stages.map((one) => one.textContent)).toEqual([
      "待初审",
      "补件中",
      "面谈和到馆",
      "复审中",
      "待制证",
      "已制证",
      "待取证、待邮寄",
      "今日办结",
    ]);
    expect(stage("待初审")).toHaveTextContent("3 份");
    expect(stage("待初审")).toHaveTextContent("最久 2 天");
    expect(stage("待初审")).toHaveTextContent("应急 1");
    expect(stage("面谈和到馆")).toHaveTextContent("待预约 1待面谈 2");
  });

  test("says who is signed in, and that nobody there exists", async () => {
    open();
    expect(await screen.findByTitle("当前登录")).toHaveTextContent("沈知远");
    expect(screen.getByText("演示馆，人员均为虚构")).toBeVisible();
    expect(screen.getByRole("status")).toHaveTextContent("在线");
  });

  test("bears a mark of who looks, where and when, that no reader of the page hears", async () => {
    open();
    await screen.findByText("驻比利时大使馆");
    const mark = document.querySelector(".watermark");
    expect(mark).toHaveTextContent("沈知远 BRU 2026-03-16 12:00");
    expect(mark).toHaveAttribute("aria-hidden", "true");
  });

  test("lists the interviews of the day by the hour", async () => {
    open();
    const list = await screen.findByRole("list", { name: "今日面谈" });
    const rows = within(list).getAllByRole("listitem");
    expect(rows.map((row) => row.textContent)).toEqual([
      "13:00季云舟0005护照补发已预约",
      "14:00贺子谦0006护照补发已预约",
    ]);
  });

  test("tells what happened with time, person, act and where it led", async () => {
    open();
    const list = await screen.findByRole("list", { name: "最近变动" });
    const [, , , , , row] = within(list).getAllByRole("listitem");
    for (const part of ["10:45", "邵景行", "0008", "沈知远", "由“初审中”转为“复审中”"])
      expect(row).toHaveTextContent(part);
  });

  test("moves a count as things happen, and marks by how much for a while", async () => {
    const { backend, happens } = living(recorded);
    open(backend);
    await screen.findByText("驻比利时大使馆");
    vi.useFakeTimers();
    expect(stage("复审中").querySelector(".moved")).toBeNull();
    await happens({ today: counted("second_review", 3) });
    expect(stage("复审中")).toHaveTextContent("3 份");
    expect(stage("复审中").querySelector(".moved")).toHaveTextContent("+2");
    await happens({ today: counted("second_review", 2) });
    expect(stage("复审中").querySelector(".moved")).toHaveTextContent("+1");
    expect(stage("待初审").querySelector(".moved")).toBeNull();
    await act(() => vi.advanceTimersByTimeAsync(7_000));
    expect(stage("复审中").querySelector(".moved")).toBeNull();
    expect(stage("复审中")).toHaveTextContent("2 份");
  });

  test("marks what has just happened, and nothing that was there", async () => {
    const { backend, happens } = living(recorded);
    open(backend);
    const list = await screen.findByRole("list", { name: "最近变动" });
    vi.useFakeTimers();
    expect(list.querySelectorAll(".fresh")).toHaveLength(0);
    const [first] = today({}).happened;
    if (!first) throw new Error("nothing happened");
    const next: Happening = { ...first, key: "next", name: "新来者" };
    // What comes late and happened on another day is told, and is no news.
    const late: Happening = { ...first, key: "late", at: { ...first.at, day: "2026-03-13", today: false } };
    await happens({ today: today({ happened: [next, ...today({}).happened, late] }) });
    expect(within(list).getByText("3月13日 11:35")).toBeVisible();
    const fresh = [...list.querySelectorAll(".fresh")].map((row) => row.textContent);
    expect(fresh).toHaveLength(1);
    expect(fresh[0]).toContain("新来者");
    await act(() => vi.advanceTimersByTimeAsync(7_000));
    expect(list.querySelectorAll(".fresh")).toHaveLength(0);
  });

  test("says that there is nothing where there is nothing", async () => {
    const { backend } = living({ ...recorded, today: today({ meetings: [], happened: [] }) });
    open(backend);
    expect(await screen.findByText("今天没有约定的面谈。")).toBeVisible();
    expect(screen.getByText("尚无变动。")).toBeVisible();
  });

  test("does not hide that some orders are not counted", async () => {
    const { backend } = living({ ...recorded, today: today({ unread: 4 }) });
    open(backend);
    expect(await screen.findByText(/另有 4 份由较新版本的程序写成/)).toBeVisible();
  });
});

describe("the line", () => {
  const since = { day: "2026-03-16", weekday: "Mon", time: "09:41", today: true };
  const cut = (why: CutWhyCode): LineShown => ({ state: "cut_off", since, minutes: 139, why });
  const locked = (why: LockedWhyCode): LineShown => ({ state: "locked_out", why });

  test("is told when it is cut: since when, why, and that it goes on by itself", async () => {
    const { backend, happens } = living(recorded);
    open(backend);
    await screen.findByText("驻比利时大使馆");
    await happens({ line: cut("unreachable") });
    const alert = screen.getByRole("alert");
    expect(alert).toHaveTextContent("线路中断，自 09:41 起");
    expect(alert).toHaveTextContent("中心服务器没有应答");
    expect(alert).toHaveTextContent("程序会自行重连");
    expect(screen.getByRole("status")).toHaveTextContent("离线");
    expect(stage("待初审")).toHaveTextContent("3 份");
    await happens({ line: { state: "live" } });
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test.each<[CutWhyCode, string]>([
    ["not_understood", "不像是中心服务器"],
    ["busy", "正忙"],
    ["broken", "有故障"],
    ["too_far_behind", "不再提供本机所缺的记录"],
  ])("says why it is cut: %s", async (why, words) => {
    open(living({ ...recorded, line: cut(why) }).backend);
    expect(await screen.findByRole("alert")).toHaveTextContent(words);
  });

  test.each<[LockedWhyCode, string]>([
    ["no_pass", "没有找到可用的登录凭证"],
    ["not_let_in", "密码、动态码或设备不符"],
    ["too_many_tries", "失败次数过多"],
    ["device_revoked", "本机的登记已被撤销"],
    ["not_an_officer", "您不在本馆人员名单中"],
    ["not_believed", "本机不予采信"],
  ])("says why nobody is let in: %s", async (why, words) => {
    open(living({ ...recorded, line: locked(why), today: null }).backend);
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("本机未能登录");
    expect(alert).toHaveTextContent(words);
    expect(screen.getByRole("status")).toHaveTextContent("未登录");
  });

  test("is tried at once when the officer wants it, also by keyboard", async () => {
    const asked = vi.fn(() => Promise.resolve(null));
    const { backend } = living({ ...recorded, line: cut("unreachable") });
    open({ ...backend, queueAgain: asked });
    const button = await screen.findByRole("button", { name: "立即重试" });
    button.focus();
    await userEvent.keyboard("{Enter}");
    expect(asked).toHaveBeenCalledOnce();
  });

  test("is awaited with the part that was read", async () => {
    const line: LineShown = { state: "connecting" };
    open(living({ ...recorded, line, today: null, read: 500, head: 1_800 }).backend);
    expect(await screen.findByText("正在读取本馆记录，第 500 条，共 1800 条")).toBeVisible();
    expect(screen.queryByRole("list", { name: "各环节" })).toBeNull();
  });
});

describe("a desk without a server", () => {
  test("says so, what to do, and leads to the rulebook", async () => {
    open({ ...twin, queue: () => Promise.resolve({ kind: "no_server" }) });
    expect(await screen.findByRole("heading", { name: "本机尚未接入中心服务器" })).toBeVisible();
    expect(screen.getByText(/--demo-pass/)).toBeVisible();
    await userEvent.click(screen.getByRole("link", { name: "打开规则手册" }));
    expect(await screen.findByRole("heading", { level: 2, name: "初审中" })).toBeVisible();
  });

  test("is asked once, not for ever", async () => {
    const asked = vi.fn(() => Promise.resolve({ kind: "no_server" as const }));
    open({ ...twin, queue: asked });
    await screen.findByRole("heading", { name: "本机尚未接入中心服务器" });
    await act(() => Promise.resolve());
    expect(asked).toHaveBeenCalledOnce();
  });
});

describe("going from page to page", () => {
  test("is done by links that say where one is", async () => {
    open();
    const nav = await screen.findByRole("navigation", { name: "页面" });
    expect(within(nav).getByRole("link", { current: "page" })).toHaveTextContent("今日队列");
    await userEvent.click(within(nav).getByRole("link", { name: "规则手册" }));
    expect(await screen.findByRole("heading", { level: 1, name: "规则手册" })).toBeVisible();
    await userEvent.click(within(nav).getByRole("link", { name: "今日队列" }));
    expect(await screen.findByText("驻比利时大使馆")).toBeVisible();
    expect(screen.getByRole("heading", { level: 1, name: "今日队列" })).toBeVisible();
  });

  test("shows a failure of the desk and reads again when asked", async () => {
    let failing = true;
    open({ ...twin, queue: (seen) => (failing ? Promise.reject(new Error("broken")) : twin.queue(seen)) });
    const trouble = await screen.findByRole("alert");
    failing = false;
    await userEvent.click(within(trouble).getByRole("button", { name: "重新读取" }));
    expect(await screen.findByText("驻比利时大使馆")).toBeVisible();
  });
});

describe("moments", () => {
  const say = speech(words);

  test.each([
    [0, "0 分钟"],
    [59, "59 分钟"],
    [60, "1 小时"],
    [1_439, "23 小时"],
    [1_440, "1 天"],
  ])("%i minutes are said as %s", (minutes, said) => {
    expect(span(say, minutes)).toBe(said);
  });

  test("of another day bear their day", () => {
    const when = { day: "2026-03-05", weekday: "Thu", time: "08:30", today: false };
    expect(moment(say, when)).toBe("3月5日 08:30");
    expect(moment(say, { ...when, today: true })).toBe("08:30");
  });
});
