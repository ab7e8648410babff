//! Taking commands.

use super::Desk;
use super::problem::{Code, Fault, Read};
use axum::extract::State;
use axum::{Extension, Json};
use lingshi_ledger::StoreFault;
use lingshi_registry::identity::Whose;
use lingshi_wire::Answer;
use lingshi_wire::api::{Answers, Commands, MOST_COMMANDS, Problem};

/// Take a batch of signed commands, in their order; each is answered by itself.
#[utoipa::path(post, path = "/v1/posts/{post}/commands", tag = "sync", security(("token" = [])),
    params(("post" = String, Path, description = "The post's code")),
    request_body = Commands, responses(
    (status = 200, body = Answers),
    (status = 400, description = "Cannot be read", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "Sign in first", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "No longer here", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such post for this officer", body = Problem, content_type = "application/problem+json"),
    (status = 413, description = "Too many or too large", body = Problem, content_type = "application/problem+json"),
    (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "Come again", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn commands(
    State(desk): State<Desk>,
    Extension(whose): Extension<Whose>,
    Read(asked): Read<Commands>,
) -> Result<Json<Answers>, Fault> {
    if asked.commands.len() > MOST_COMMANDS {
        return Err(Fault::new(Code::TooLarge).saying("A batch has 100 commands at most."));
    }
    let mut answers = Vec::with_capacity(asked.commands.len());
    let mut away = false;
    for signed in asked.commands {
        // Once the ledger is away, those that follow are not tried: their order would be lost.
        if away {
            answers.push(Answer::Later { seconds: 2 });
            continue;
        }
        match desk.office.accept(&whose.post, signed).await {
            Ok(answer) => {
                crate::counted::command(result(&answer));
                answers.push(answer);
            }
            Err(fault) => {
                away = true;
                answers.push(later(&fault));
            }
        }
    }
    let post = whose.post.clone();
    let head = desk.office.read(move |tx| tx.head(&post)).await?;
    let head = head.ok_or(Fault::new(Code::NotHere))?;
    Ok(Json(Answers {
        answers,
        epoch: head.epoch,
        head: head.seq,
        durable_through: head.durable,
        signed_head: desk.office.signed(&whose.post, &head),
    }))
}

fn later(fault: &StoreFault) -> Answer {
    tracing::warn!(kind = ?fault.kind, detail = %fault.detail, "a command was not kept");
    Answer::Later { seconds: 2 }
}

fn result(answer: &Answer) -> &'static str {
    match answer {
        Answer::Accepted { .. } => "accepted",
        Answer::Refused { .. } => "refused",
        Answer::NotTaken { .. } => "not_taken",
        Answer::Later { .. } => "later",
    }
}
