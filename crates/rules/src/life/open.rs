//! Opening a draft: the first event of every order.

use super::context::Context;
use super::event::{EVENT_SCHEMA, Event, What};
use super::refusal::Refusal;
use crate::ids::CommandId;
use crate::order::Draft;
use crate::people::Actor;

/// Opens a draft for its account.
pub fn open_draft(
    draft: Draft,
    command: Option<CommandId>,
    ctx: &Context<'_>,
) -> Result<Event, Refusal> {
    match ctx.actor {
        Actor::Applicant { account } if *account != draft.account => {
            return Err(Refusal::NoSuchOrder);
        }
        Actor::Applicant { .. } | Actor::Officer { .. } | Actor::System => {}
        Actor::PensionAuthority => {
            return Err(Refusal::NotFor {
                side: vec![super::refusal::Side::Applicant],
            });
        }
    }
    let elsewhere = ctx.actor_post().is_some_and(|post| *post != draft.post);
    if elsewhere || draft.post != ctx.policy.code {
        return Err(Refusal::OtherPost { post: draft.post });
    }
    if !ctx.policy.scope.businesses.contains(&draft.business) {
        return Err(Refusal::BusinessNotTaken {
            business: draft.business,
        });
    }
    super::decide::check_texts(&draft.form)?;
    let due = crate::fees::fee_of(draft.business, &draft.form, ctx.policy).total();
    let what = What::Drafted {
        draft: Box::new(draft),
        due,
    };
    Ok(Event {
        schema: EVENT_SCHEMA,
        version: 1,
        at: ctx.now,
        by: ctx.actor.by(),
        command,
        what,
    })
}
