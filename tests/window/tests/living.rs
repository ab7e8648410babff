//! 今日队列 in the real window, before a real server whose post is alive.

use lingshi_window_test::{Demo, OVERFLOWING, SIZES, THEMES, Told, Window};

fn calm(window: &mut Window) {
    assert_eq!(window.complaints(), Ok(Vec::new()));
}

/// How the line stands, as the page says it.
fn line(window: &mut Window, said: &str) -> Told<()> {
    let stands = format!("document.querySelector('.line')?.textContent === '{said}'");
    window.until(&format!("the line is {said}"), &stands)
}

/// What is counted and what has happened, as one text.
const BOARD: &str =
    "[...document.querySelectorAll('.figure b, .rows')].map((e) => e.textContent).join('|')";

fn moves(window: &mut Window) -> Told<()> {
    let before = window.value(BOARD)?;
    window.until("the board moves", &format!("{BOARD} !== {before}"))
}

#[test]
fn a_newcomer_sees_a_post_that_lives_and_what_becomes_of_a_cut_line() {
    let folder = tempfile::tempdir().unwrap();
    let demo = Demo::open(folder.path()).unwrap();
    let mut window = Window::open_desk(&["--demo-pass", demo.pass().unwrap()]).unwrap();
    line(&mut window, "在线").unwrap();
    assert_eq!(window.text(".post-clock b").unwrap(), "驻比利时大使馆");
    assert!(window.text(".officer").unwrap().chars().count() > 1);
    moves(&mut window).unwrap();
    moves(&mut window).unwrap();

    let gone = demo.end();
    line(&mut window, "离线").unwrap();
    let told = window.text(".line-trouble").unwrap();
    assert!(
        told.contains("线路中断") && told.contains("中心服务器没有应答"),
        "{told}"
    );
    window.keep_picture("queue-cut-off").unwrap();
    assert_eq!(window.value(OVERFLOWING).unwrap(), serde_json::json!([]));

    let demo = gone.go_on().unwrap();
    line(&mut window, "在线").unwrap();
    moves(&mut window).unwrap();
    calm(&mut window);
    drop(demo);
}

#[test]
fn nothing_overflows_while_a_post_lives() {
    let folder = tempfile::tempdir().unwrap();
    let demo = Demo::open(folder.path()).unwrap();
    let mut window = Window::open_desk(&["--demo-pass", demo.pass().unwrap()]).unwrap();
    line(&mut window, "在线").unwrap();
    window
        .until(
            "much has happened",
            "document.querySelectorAll('[aria-labelledby=happened].rows li').length === 12",
        )
        .unwrap();
    for theme in THEMES {
        window
            .click(&format!("input[name=theme][value={theme}]"))
            .unwrap();
        for (width, height) in SIZES {
            window.resize(width, height).unwrap();
            let over = window.value(OVERFLOWING).unwrap();
            assert_eq!(over, serde_json::json!([]), "{theme} {width}x{height}");
            window
                .keep_picture(&format!("queue-{theme}-{width}x{height}"))
                .unwrap();
        }
    }
    window.resize(1280, 720).unwrap();
    window.click("input[name=text-scale][value='1.5']").unwrap();
    assert_eq!(window.value(OVERFLOWING).unwrap(), serde_json::json!([]));
    window.keep_picture("queue-contrast-1280x720-150").unwrap();
    calm(&mut window);
}
