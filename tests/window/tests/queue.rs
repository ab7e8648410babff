//! 今日队列 in the real window: without a server, and before one that cannot be reached.

use lingshi_window_test::{Key, OVERFLOWING, SIZES, THEMES, Told, Window};

fn calm(window: &mut Window) {
    assert_eq!(window.complaints(), Ok(Vec::new()));
}

fn no_server(window: &mut Window) -> Told<()> {
    window.until(
        "it says that there is no server",
        "document.querySelector('.no-server h2')?.textContent === '本机尚未接入中心服务器'",
    )
}

#[test]
fn a_desk_without_a_server_says_so_and_leads_to_the_rulebook() {
    let mut window = Window::open_desk(&[]).unwrap();
    no_server(&mut window).unwrap();
    assert_eq!(window.text("h1").unwrap(), "今日队列");
    window.click(".no-server a").unwrap();
    window
        .until(
            "the rulebook stands",
            "document.querySelector('.state-head h2') !== null",
        )
        .unwrap();
    assert_eq!(window.text("h1").unwrap(), "规则手册");
    calm(&mut window);
}

#[test]
fn the_pages_are_reached_by_keyboard_and_come_back() {
    let mut window = Window::open_desk(&[]).unwrap();
    no_server(&mut window).unwrap();
    let focused = "document.activeElement.getAttribute('href')";
    for _ in 0..3 {
        if window.value(focused).unwrap() == "#/rules" {
            break;
        }
        window.press(Key::Tab).unwrap();
    }
    assert_eq!(window.value(focused).unwrap(), "#/rules");
    window.press(Key::Enter).unwrap();
    window
        .until(
            "the rulebook stands",
            "document.querySelector('.state-head h2') !== null",
        )
        .unwrap();
    window.run("history.back()").unwrap();
    no_server(&mut window).unwrap();
    calm(&mut window);
}

#[test]
fn a_pass_that_is_not_there_is_told_and_looked_for() {
    let mut window = Window::open_desk(&["--demo-pass", "no-such-pass.toml"]).unwrap();
    window
        .until(
            "it says that nobody is let in",
            "document.querySelector('.line-trouble.locked_out') !== null",
        )
        .unwrap();
    let told = window.text(".line-trouble").unwrap();
    assert!(told.contains("没有找到可用的登录凭证"), "{told}");
    assert_eq!(window.text(".line").unwrap(), "未登录");
    window.keep_picture("queue-locked-out").unwrap();
    calm(&mut window);
}

#[test]
fn nothing_overflows_in_any_theme_or_size() {
    let mut window = Window::open_desk(&[]).unwrap();
    no_server(&mut window).unwrap();
    for theme in THEMES {
        window
            .click(&format!("input[name=theme][value={theme}]"))
            .unwrap();
        let on = format!("document.documentElement.dataset.theme === '{theme}'");
        window.until("the theme is on", &on).unwrap();
        for (width, height) in SIZES {
            window.resize(width, height).unwrap();
            let over = window.value(OVERFLOWING).unwrap();
            assert_eq!(over, serde_json::json!([]), "{theme} {width}x{height}");
        }
    }
    window.resize(1280, 720).unwrap();
    window.click("input[name=text-scale][value='1.5']").unwrap();
    assert_eq!(window.value(OVERFLOWING).unwrap(), serde_json::json!([]));
    window.keep_picture("queue-no-server-150").unwrap();
    calm(&mut window);
}
