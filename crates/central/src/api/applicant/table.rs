//! The applicant's part of the one table of endpoints.

use super::super::{Access, FORM_BODY, Route, SMALL_BODY, route};
use super::{account, doors, files, filing, meeting, messages, orders, paying, pensions, persons};
use axum::extract::DefaultBodyLimit;
use axum::http::Method;
use axum::routing::{delete, get, head, patch, post, put};

pub(in super::super) fn routes() -> Vec<Route> {
    let mut all = of_doors();
    all.extend(of_account());
    all.extend(of_orders());
    all.extend(of_files());
    all.extend(after_filing());
    all
}

fn of_doors() -> Vec<Route> {
    let small = DefaultBodyLimit::max(SMALL_BODY);
    let open = |path, handler| route(Method::POST, path, Access::Anyone, handler);
    vec![
        open("/v1/applicant/codes", post(doors::send).layer(small)),
        open("/v1/applicant/accounts", post(doors::register).layer(small)),
        open("/v1/applicant/passwords", post(doors::forgot).layer(small)),
        open("/v1/applicant/sessions", post(doors::sign_in).layer(small)),
        open(
            "/v1/applicant/sessions/renewed",
            post(doors::renewed).layer(small),
        ),
        open(
            "/v1/applicant/payments/notices",
            post(paying::notice).layer(small),
        ),
        open(
            "/v1/applicant/pensions/answers",
            post(pensions::answer).layer(small),
        ),
    ]
}

fn of_account() -> Vec<Route> {
    let small = DefaultBodyLimit::max(SMALL_BODY);
    let mine = |method, path, handler| route(method, path, Access::Applicant, handler);
    vec![
        mine(
            Method::DELETE,
            "/v1/applicant/sessions/current",
            delete(account::sign_out),
        ),
        mine(Method::GET, "/v1/applicant/account", get(account::mine)),
        mine(
            Method::PATCH,
            "/v1/applicant/account",
            patch(account::change).layer(small),
        ),
        mine(
            Method::DELETE,
            "/v1/applicant/account",
            delete(account::end),
        ),
        mine(Method::GET, "/v1/applicant/persons", get(persons::all)),
        mine(
            Method::PUT,
            "/v1/applicant/persons/{id}",
            put(persons::keep).layer(small),
        ),
        mine(
            Method::DELETE,
            "/v1/applicant/persons/{id}",
            delete(persons::remove),
        ),
    ]
}

fn of_orders() -> Vec<Route> {
    let form = DefaultBodyLimit::max(FORM_BODY);
    let small = DefaultBodyLimit::max(SMALL_BODY);
    let mine = |method, path, handler| route(method, path, Access::Applicant, handler);
    vec![
        mine(Method::GET, "/v1/applicant/posts", get(filing::posts)),
        mine(
            Method::POST,
            "/v1/applicant/posts/{post}/offer",
            post(filing::offer).layer(form),
        ),
        mine(Method::GET, "/v1/applicant/orders", get(orders::all)),
        mine(
            Method::POST,
            "/v1/applicant/orders",
            post(filing::begin).layer(form),
        ),
        mine(Method::GET, "/v1/applicant/orders/{no}", get(orders::one)),
        mine(
            Method::DELETE,
            "/v1/applicant/orders/{no}",
            delete(filing::give_up),
        ),
        mine(
            Method::POST,
            "/v1/applicant/orders/{no}/commands",
            post(orders::command).layer(form),
        ),
        mine(
            Method::GET,
            "/v1/applicant/orders/{no}/statement",
            get(filing::statement),
        ),
        mine(
            Method::POST,
            "/v1/applicant/orders/{no}/face",
            post(filing::face).layer(small),
        ),
    ]
}

fn of_files() -> Vec<Route> {
    let small = DefaultBodyLimit::max(SMALL_BODY);
    let upload = "/v1/applicant/orders/{no}/uploads/{id}";
    let file = "/v1/applicant/orders/{no}/files/{file}";
    let mine = |method, path, handler| route(method, path, Access::Applicant, handler);
    vec![
        mine(
            Method::POST,
            "/v1/applicant/orders/{no}/uploads",
            post(files::begin).layer(small),
        ),
        mine(Method::HEAD, upload, head(files::how_far)),
        mine(Method::PATCH, upload, patch(files::add)),
        mine(Method::DELETE, upload, delete(files::give_up)),
        mine(Method::GET, file, get(files::file)),
        mine(Method::HEAD, file, head(files::file_head)),
    ]
}

fn after_filing() -> Vec<Route> {
    let small = DefaultBodyLimit::max(SMALL_BODY);
    let mine = |method, path, handler| route(method, path, Access::Applicant, handler);
    vec![
        mine(
            Method::GET,
            "/v1/applicant/orders/{no}/messages",
            get(messages::all),
        ),
        mine(
            Method::POST,
            "/v1/applicant/orders/{no}/messages/read",
            post(messages::read).layer(small),
        ),
        mine(
            Method::GET,
            "/v1/applicant/orders/{no}/slots",
            get(meeting::slots),
        ),
        mine(
            Method::GET,
            "/v1/applicant/orders/{no}/hall",
            get(meeting::hall),
        ),
        mine(
            Method::GET,
            "/v1/applicant/orders/{no}/slip",
            get(orders::slip),
        ),
        mine(
            Method::POST,
            "/v1/applicant/orders/{no}/payments",
            post(paying::begin).layer(small),
        ),
    ]
}
