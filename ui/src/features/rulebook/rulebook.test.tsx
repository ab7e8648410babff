import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import type { Backend } from "../../backend/backend";
import { twin } from "../../backend/twin";
import { Desk } from "../../Desk";

function open(backend: Backend = twin) {
  if (window.location.hash === "") window.location.hash = "#/rules";
  render(<Desk backend={backend} />);
  return userEvent.setup();
}

const headed = (name: string) => screen.findByRole("heading", { level: 2, name });

describe("the rulebook", () => {
  test("opens on the first post in first review", async () => {
    open();
    await headed("初审中");
    expect(screen.getByRole("radio", { name: /驻比利时大使馆/ })).toBeChecked();
    expect(await screen.findByText("虚构订单")).toBeVisible();
  });

  test("shows an order number in groups", async () => {
    open();
    const tag = await screen.findByText("虚构订单");
    const parts = tag.parentElement?.querySelectorAll(".ono span") ?? [];
    expect([...parts].map((part) => part.textContent?.length)).toEqual([4, 2, 4, 8]);
  });

  test("marks where originals are taken in, and moves the mark with the post", async () => {
    const user = open();
    await headed("初审中");
    expect(screen.getByRole("radio", { name: /待制证.*由此起收原件/ })).toBeVisible();
    await user.click(screen.getByRole("radio", { name: /驻旧金山总领馆/ }));
    expect(await screen.findByRole("radio", { name: /复审中.*由此起收原件/ })).toBeVisible();
  });

  test("chooses a state by keyboard and keeps the focus there", async () => {
    const user = open();
    await headed("初审中");
    screen.getByRole("radio", { name: /^初审中/ }).focus();
    await user.keyboard("{ArrowDown}");
    await headed("复审中");
    expect(screen.getByRole("radio", { name: /^复审中/ })).toHaveFocus();
  });

  test("says why a role may not act", async () => {
    const user = open();
    await headed("初审中");
    await user.selectOptions(screen.getByRole("combobox", { name: "办理人" }), "mail_clerk");
    expect(await screen.findAllByText("须由初审员或主管办理。")).not.toHaveLength(0);
  });

  test("explains a state no order of the business comes to", async () => {
    const user = open();
    await headed("初审中");
    await user.click(screen.getByRole("radio", { name: /^认证通过/ }));
    expect(await screen.findByRole("alert")).toHaveTextContent("不会进入“认证通过”");
  });

  test("finds a setting, and says when there is none", async () => {
    const user = open();
    await headed("初审中");
    const find = screen.getByRole("searchbox", { name: "查找设置" });
    await user.type(find, "回邮");
    expect(await screen.findByText("回邮方式")).toBeVisible();
    await user.type(find, "无此项");
    const clear = await screen.findByRole("button", { name: "清除查找" });
    await user.click(clear);
    expect(await screen.findByText("寄送时点")).toBeVisible();
  });

  test("keeps the page when the address names what there is not", async () => {
    window.location.hash = "#/rules/BRU/PP_RENEW/NO_SUCH_STATE/first_reviewer";
    open();
    await headed("初审中");
    expect(screen.getByRole("alert")).toHaveTextContent("NO_SUCH_STATE");
  });

  test("shows a failure in its pane and reads again when asked", async () => {
    let failing = true;
    const flaky: Backend = {
      ...twin,
      rulebook: (post) => (failing ? Promise.reject(new Error("broken")) : twin.rulebook(post)),
    };
    const user = open(flaky);
    const trouble = await screen.findByRole("alert");
    expect(trouble).toHaveTextContent("程序没有给出可显示的内容");
    failing = false;
    await user.click(within(trouble).getByRole("button", { name: "重新读取" }));
    await headed("初审中");
  });

  test("says so when there are no words", async () => {
    open({ ...twin, words: () => Promise.reject(new Error("broken")) });
    expect(await screen.findByRole("alert")).toHaveTextContent("界面文字无法读取");
  });

  test("keeps the officer's theme", async () => {
    const user = open();
    await headed("初审中");
    await user.click(screen.getByRole("radio", { name: "深色" }));
    expect(document.documentElement.dataset.theme).toBe("dark");
    expect(window.localStorage.getItem("look.theme")).toBe("dark");
    await user.click(screen.getByRole("radio", { name: "跟随系统" }));
    expect(document.documentElement.dataset.theme).toBeUndefined();
  });
});
