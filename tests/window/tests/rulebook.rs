//! 规则手册 in the real window.

use lingshi_window_test::{Key, OVERFLOWING, SIZES, THEMES, Told, Window};

const STATE: &str = "document.querySelector('.state-head h2')?.textContent";

fn answered(window: &mut Window) -> Told<()> {
    window.until(
        "the answer is here",
        "document.querySelector('.right .order-line') !== null",
    )
}

fn calm(window: &mut Window) {
    assert_eq!(window.complaints(), Ok(Vec::new()));
}

#[test]
fn the_window_opens_on_the_first_post() {
    let mut window = Window::open().unwrap();
    assert_eq!(window.value("document.title").unwrap(), "领事工作台");
    assert_eq!(window.text(".post-row.on b").unwrap(), "驻比利时大使馆");
    assert_eq!(window.text(".state-head h2").unwrap(), "初审中");
    answered(&mut window).unwrap();
    assert!(window.text(".order-line .ono").unwrap().starts_with("BELA"));
    calm(&mut window);
}

#[test]
fn san_francisco_takes_originals_in_second_review() {
    let mut window = Window::open().unwrap();
    let marked = "document.querySelector('.state .mailmark')?.parentNode.dataset.state";
    assert_eq!(window.value(marked).unwrap(), "TO_MAKE");
    window.click("[data-post=SFO]").unwrap();
    window
        .until(
            "the mark has moved",
            &format!("{marked} === 'SECOND_REVIEW'"),
        )
        .unwrap();
    let trigger = window
        .text("[data-setting='mail_in.trigger'] .value")
        .unwrap();
    assert_eq!(trigger, "复审中");
    calm(&mut window);
}

#[test]
fn arrow_keys_choose_a_state_on_the_picture() {
    let mut window = Window::open().unwrap();
    window
        .run("document.querySelector('.state.chosen').focus()")
        .unwrap();
    window.press(Key::Down).unwrap();
    window
        .until("second review is chosen", &format!("{STATE} === '复审中'"))
        .unwrap();
    window.press(Key::Down).unwrap();
    window
        .until("making is chosen", &format!("{STATE} === '待制证'"))
        .unwrap();
    window.press(Key::Up).unwrap();
    window.press(Key::Up).unwrap();
    window.press(Key::Left).unwrap();
    window
        .until(
            "the supplement is chosen",
            &format!("{STATE} === '待补充材料'"),
        )
        .unwrap();
    let focused = "document.activeElement.dataset.state";
    assert_eq!(window.value(focused).unwrap(), "SUPPLEMENT");
    calm(&mut window);
}

#[test]
fn a_click_on_the_picture_chooses_a_state() {
    let mut window = Window::open().unwrap();
    window.click("[data-state=TO_MAKE] text").unwrap();
    window
        .until("making is chosen", &format!("{STATE} === '待制证'"))
        .unwrap();
    calm(&mut window);
}

#[test]
fn every_control_is_reached_by_tab() {
    let mut window = Window::open().unwrap();
    answered(&mut window).unwrap();
    let mut met = Vec::new();
    for _ in 0..30 {
        window.press(Key::Tab).unwrap();
        let here = "(e => e.dataset.state ? 'state' : e.name || e.type || e.tagName)(document.activeElement)";
        met.push(
            window
                .value(here)
                .unwrap()
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        );
    }
    for control in [
        "theme",
        "text-scale",
        "post",
        "search",
        "checkbox",
        "business",
        "who",
        "state",
        "SUMMARY",
    ] {
        assert!(
            met.iter().any(|one| one == control),
            "{control} is not reached: {met:?}"
        );
    }
}

#[test]
fn a_first_reviewer_may_forward_and_sees_where_to() {
    let mut window = Window::open().unwrap();
    answered(&mut window).unwrap();
    let forward = window.text(".may [data-action=forward]").unwrap();
    assert!(
        forward.contains("转复审") && forward.contains("复审中") && forward.contains("T12"),
        "{forward}"
    );
    calm(&mut window);
}

#[test]
fn a_role_that_may_not_act_sees_the_reason() {
    let mut window = Window::open().unwrap();
    window.choose("who", "mail_clerk").unwrap();
    let forward = "document.querySelector('[data-group=role] [data-action=forward] .sentence')";
    window
        .until("the refusal is here", &format!("{forward} !== null"))
        .unwrap();
    let sentence = window.value(&format!("{forward}.textContent")).unwrap();
    assert_eq!(sentence, "须由初审员或主管办理。");
    calm(&mut window);
}

#[test]
fn brussels_approves_at_once_and_san_francisco_only_with_the_originals() {
    let mut window = Window::open().unwrap();
    window
        .run("location.hash = '#/rules/BRU/PP_RENEW/SECOND_REVIEW/second_reviewer'")
        .unwrap();
    let offered = "document.querySelector('.may [data-action=approve]')?.textContent.includes('待制证') === true";
    window.until("approval is offered", offered).unwrap();
    window
        .run("location.hash = '#/rules/SFO/PP_RENEW/SECOND_REVIEW/second_reviewer'")
        .unwrap();
    let refused =
        "document.querySelector('[data-group=condition] [data-action=approve] .sentence')";
    window
        .until("approval is refused", &format!("{refused} !== null"))
        .unwrap();
    let sentence = window.value(&format!("{refused}.textContent")).unwrap();
    assert!(sentence.as_str().unwrap().contains("旧证件"), "{sentence}");
    calm(&mut window);
}

#[test]
fn a_state_no_order_comes_to_is_explained() {
    let mut window = Window::open().unwrap();
    window.click("[data-state=PENSION_OK] text").unwrap();
    window
        .until(
            "it is explained",
            "document.querySelector('.right .trouble') !== null",
        )
        .unwrap();
    let sentence = window.text(".right .trouble p").unwrap();
    assert!(
        sentence.contains("护照换发") && sentence.contains("认证通过"),
        "{sentence}"
    );
    calm(&mut window);
}

#[test]
fn a_wrong_address_never_blanks_the_page() {
    let mut window = Window::open().unwrap();
    for address in [
        "#/rules/NOWHERE/PP_RENEW/FIRST_REVIEW/first_reviewer",
        "#/rules/BRU/X/Y/Z",
        "#/rules/%E0%A4%A",
        "#/rules////",
    ] {
        window.run(&format!("location.hash = {address:?}")).unwrap();
        window.until("the page stands", "document.querySelector('.post-row.on') !== null && document.querySelector('.state-head h2') !== null").unwrap();
    }
    window
        .run("location.hash = '#/rules/BRU/PP_RENEW/NO_SUCH_STATE/first_reviewer'")
        .unwrap();
    window.until("it says so", "document.querySelector('.middle .notice')?.textContent.includes('NO_SUCH_STATE') === true").unwrap();
    calm(&mut window);
}

#[test]
fn the_page_may_command_neither_window_nor_network() {
    let mut window = Window::open().unwrap();
    window
        .run(
            "window.__answers = [];\
             const note = (name) => [() => __answers.push(name + ' allowed'), () => __answers.push('refused')];\
             __TAURI_INTERNALS__.invoke('plugin:window|set_title', { value: 'x' }).then(...note('title'));\
             __TAURI_INTERNALS__.invoke('plugin:event|listen', { event: 'x', target: { kind: 'Any' }, handler: 0 }).then(...note('listen'));\
             __TAURI_INTERNALS__.invoke('plugin:webview|create_webview_window', { options: {} }).then(...note('webview'));\
             fetch('http://127.0.0.1:9/').then(...note('fetch'));",
        )
        .unwrap();
    window
        .until("all four are answered", "window.__answers.length === 4")
        .unwrap();
    let answers = window.value("window.__answers").unwrap();
    assert_eq!(
        answers,
        serde_json::json!(["refused", "refused", "refused", "refused"])
    );
}

#[test]
fn a_setting_is_found_by_its_words() {
    let mut window = Window::open().unwrap();
    window
        .run(
            "const i = document.querySelector('input[type=search]');\
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(i, '信封');\
        i.dispatchEvent(new Event('input', { bubbles: true }));",
        )
        .unwrap();
    window
        .until(
            "few are left",
            "document.querySelectorAll('.setting').length < 10",
        )
        .unwrap();
    assert!(
        window
            .text(".settings .scroll")
            .unwrap()
            .contains("信封标记")
    );
    calm(&mut window);
}

#[test]
fn nothing_overflows_in_any_theme_or_size() {
    let mut window = Window::open().unwrap();
    answered(&mut window).unwrap();
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
            window
                .keep_picture(&format!("rulebook-{theme}-{width}x{height}"))
                .unwrap();
        }
    }
    calm(&mut window);
}

#[test]
fn text_half_again_as_large_stays_within_the_window() {
    let mut window = Window::open().unwrap();
    window
        .run("location.hash = '#/rules/SFO/PP_REISSUE/SECOND_REVIEW/second_reviewer'")
        .unwrap();
    window
        .until("second review is chosen", &format!("{STATE} === '复审中'"))
        .unwrap();
    answered(&mut window).unwrap();
    window.resize(1280, 720).unwrap();
    window
        .keep_picture("rulebook-light-sfo-second-review")
        .unwrap();
    window.click("input[name=text-scale][value='1.5']").unwrap();
    assert_eq!(window.value(OVERFLOWING).unwrap(), serde_json::json!([]));
    window.keep_picture("rulebook-light-1280x720-150").unwrap();
    calm(&mut window);
}
