// Generated from the Rust types of crates/desk; a test there fails when it is stale.

export type StatusCode =
  | "DRAFT"
  | "PENDING_PAYMENT"
  | "FIRST_REVIEW"
  | "SUPPLEMENT"
  | "INTERVIEW_TO_BOOK"
  | "INTERVIEW_BOOKED"
  | "ONSITE_TO_BOOK"
  | "ONSITE_BOOKED"
  | "SECOND_REVIEW"
  | "TO_MAKE"
  | "MADE"
  | "TO_COLLECT"
  | "TO_MAIL"
  | "DONE"
  | "REJECTED"
  | "CANCELLED"
  | "EXPIRED"
  | "PENSION_PROCESSING"
  | "PENSION_OK"
  | "PENSION_FAIL";

export type TransitionCode =
  | "T01"
  | "T02"
  | "T03"
  | "T04"
  | "T05"
  | "T06"
  | "T07"
  | "T08"
  | "T09"
  | "T10"
  | "T11"
  | "T12"
  | "T13"
  | "T14"
  | "T15"
  | "T16"
  | "T17"
  | "T18"
  | "T19"
  | "T20"
  | "T21"
  | "T22"
  | "T23"
  | "T24"
  | "T25"
  | "T26"
  | "T27"
  | "T28";

export type BusinessCode =
  | "PP_NEW"
  | "PP_RENEW"
  | "PP_REISSUE"
  | "PP_NOTE"
  | "TD_NEW"
  | "TD_RENEW"
  | "TD_REISSUE"
  | "TD_EMERG"
  | "PENSION";

export type ActionCode =
  | "save_draft"
  | "report_face_check"
  | "add_file"
  | "remove_file"
  | "submit"
  | "choose_payment"
  | "finish_supplement"
  | "correct_form"
  | "cancel"
  | "book_interview"
  | "cancel_booking"
  | "draw_number"
  | "answer_call"
  | "book_visit"
  | "cancel_visit"
  | "confirm_online_payment"
  | "expire_payment"
  | "attach_mail"
  | "expire_supplement"
  | "mark_missed"
  | "remind_pickup"
  | "remind_interview"
  | "erase_images"
  | "answer_pension"
  | "claim"
  | "extend_claim"
  | "release_claim"
  | "force_release"
  | "hold"
  | "end_hold"
  | "set_priority"
  | "add_note"
  | "judge_file"
  | "answer_check"
  | "settle_hit"
  | "ask_supplement"
  | "extend_supplement"
  | "require_interview"
  | "return_to_review"
  | "forward"
  | "reject"
  | "call_number"
  | "call_unanswered"
  | "record_interview"
  | "settle_unverified"
  | "propose"
  | "confirm_proposal"
  | "decline_proposal"
  | "withdraw_proposal"
  | "approve"
  | "send_back"
  | "send_back_for_supplement"
  | "send_back_for_interview"
  | "restore"
  | "book_payment"
  | "clear_payment"
  | "bounce_payment"
  | "receive_originals"
  | "return_mail"
  | "report_defect"
  | "send_verification"
  | "record_verification"
  | "report_loss"
  | "declare_void"
  | "send_to_centre"
  | "receive_from_centre"
  | "record_made"
  | "check_booklet"
  | "spoil_booklet"
  | "cancel_old_document"
  | "keep_old_document"
  | "ready_for_pickup"
  | "ready_for_mail"
  | "hand_over"
  | "mail_out"
  | "record_undeliverable"
  | "mail_again"
  | "record_visit";

export type WhoCode =
  | "first_reviewer"
  | "interviewer"
  | "second_reviewer"
  | "mail_clerk"
  | "maker"
  | "cashier"
  | "counter"
  | "supervisor"
  | "admin"
  | "auditor"
  | "applicant"
  | "system"
  | "pension_authority";

export type RefusalCode =
  | "not_for"
  | "no_such_order"
  | "other_post"
  | "role_needed"
  | "other_person_needed"
  | "wrong_status"
  | "order_ended"
  | "wrong_business"
  | "document_newer"
  | "stale"
  | "not_seen_yet"
  | "awaits_upload"
  | "on_hold"
  | "not_on_hold"
  | "claim_needed"
  | "claimed_by_other"
  | "claim_lost"
  | "already_claimed"
  | "claim_too_long"
  | "business_not_taken"
  | "hkmotw_not_taken"
  | "submit_mode_not_offered"
  | "pickup_mode_not_offered"
  | "other_district"
  | "switched_off"
  | "no_visits_here"
  | "form_incomplete"
  | "face_check_needed"
  | "own_face_needed"
  | "own_signature_needed"
  | "guardian_signature_needed"
  | "statement_outdated"
  | "order_ban"
  | "open_order_exists"
  | "pension_this_year"
  | "payment_time_over"
  | "payment_time_runs"
  | "payment_mode_not_offered"
  | "nothing_to_pay"
  | "nothing_to_erase"
  | "no_such_file"
  | "slot_not_open"
  | "file_known"
  | "file_not_taken"
  | "too_many_files"
  | "nothing_uploaded"
  | "reissue_not_cancellable"
  | "emergency_not_cancellable"
  | "reviewed_not_cancellable"
  | "written_request_needed"
  | "material_missing"
  | "not_looked_at"
  | "photo_not_fit"
  | "files_unfit"
  | "checks_open"
  | "checks_failed"
  | "hits_open"
  | "duplicate_of_other"
  | "kept_order_unknown"
  | "no_such_hit"
  | "interview_needed"
  | "interview_not_passed"
  | "proposal_needed"
  | "wrong_reason"
  | "wrong_place"
  | "may_not_go_out"
  | "nothing_picked"
  | "picked_twice"
  | "proposal_open"
  | "no_proposal"
  | "not_your_proposal"
  | "wrong_validity"
  | "too_many_annotations"
  | "not_for_batch"
  | "no_such_field"
  | "text_needed"
  | "text_too_long"
  | "too_early"
  | "too_late"
  | "wrong_moment"
  | "booking_ban"
  | "slot_closed"
  | "slot_full"
  | "slot_past"
  | "too_late_to_cancel"
  | "not_in_slot"
  | "number_drawn"
  | "no_number"
  | "not_called"
  | "call_too_soon"
  | "still_expected"
  | "not_unverified"
  | "screenshot_needed"
  | "signed_record_needed"
  | "checklist_empty"
  | "checklist_unknown"
  | "checklist_missing"
  | "stars_open"
  | "guardian_needed"
  | "wrong_interview_mode"
  | "payment_kind_not_taken"
  | "wrong_currency"
  | "no_counter_day"
  | "amount_wrong"
  | "payee_wrong"
  | "memo_wrong"
  | "reference_needed"
  | "payment_known"
  | "no_such_payment"
  | "nothing_to_refund"
  | "not_paid"
  | "too_early_for_mail"
  | "mark_missing"
  | "cash_witness_needed"
  | "old_number_differs"
  | "mail_in_order"
  | "originals_missing"
  | "verification_open"
  | "verification_mismatch"
  | "centre_needed"
  | "no_centre"
  | "centre_step"
  | "old_document_step"
  | "booklet_dates"
  | "no_booklet"
  | "already_checked"
  | "booklet_unchecked"
  | "other_pickup_mode"
  | "return_envelope_missing"
  | "old_document_not_cancelled"
  | "signature_needed"
  | "proxy_not_authorised"
  | "guardian_only_for_minors"
  | "contents_incomplete"
  | "nothing_mailed"
  | "nothing_came_back"
  | "identity_differs";

export type StageCode =
  | "first_review"
  | "supplement"
  | "meeting"
  | "second_review"
  | "to_make"
  | "made"
  | "hand_over"
  | "ended_today";

export type FlagCode =
  | "emergency"
  | "overdue"
  | "back"
  | "meets_today"
  | "held"
  | "claimed";

export type CutWhyCode =
  | "unreachable"
  | "not_understood"
  | "busy"
  | "broken"
  | "too_far_behind";

export type LockedWhyCode =
  | "no_pass"
  | "not_let_in"
  | "too_many_tries"
  | "device_revoked"
  | "not_an_officer"
  | "not_believed";

export type TurnCode =
  | "applicant"
  | "officer"
  | "both"
  | "pension_authority"
  | "nobody";

export type PageWord =
  | "absent"
  | "bad_address"
  | "business"
  | "claimed_by"
  | "count"
  | "cut_broken"
  | "cut_busy"
  | "cut_from_start"
  | "cut_goes_on"
  | "cut_not_understood"
  | "cut_since"
  | "cut_still_shown"
  | "cut_too_far_behind"
  | "cut_unreachable"
  | "day_time"
  | "days"
  | "flag_back"
  | "flag_claimed"
  | "flag_emergency"
  | "flag_held"
  | "flag_meets_today"
  | "flag_overdue"
  | "from_to"
  | "happened"
  | "happened_none"
  | "hours"
  | "leads_to"
  | "legend_mail"
  | "legend_may"
  | "legend_other"
  | "legend_path"
  | "legend_unused"
  | "life"
  | "life_hint"
  | "life_of"
  | "line_connecting"
  | "line_cut_off"
  | "line_live"
  | "line_locked_out"
  | "line_reading"
  | "loading"
  | "locked_device_revoked"
  | "locked_no_pass"
  | "locked_not_an_officer"
  | "locked_not_believed"
  | "locked_not_let_in"
  | "locked_title"
  | "locked_title_empty"
  | "locked_too_many_tries"
  | "mail_from"
  | "mail_here"
  | "may"
  | "may_none"
  | "may_not"
  | "meetings"
  | "meetings_none"
  | "minutes"
  | "no"
  | "no_server"
  | "no_server_demo"
  | "no_server_rules"
  | "no_server_then"
  | "not_taken"
  | "not_used_here"
  | "number_drawn"
  | "oldest"
  | "oldest_order"
  | "orders_n"
  | "originals"
  | "pages"
  | "part"
  | "payment"
  | "post_clock"
  | "posts"
  | "posts_hint"
  | "problem_title"
  | "problem_unknown"
  | "program"
  | "reset"
  | "retry"
  | "rulebook"
  | "rulebook_lead"
  | "sample_order"
  | "settings"
  | "settings_clear"
  | "settings_count"
  | "settings_find"
  | "settings_none"
  | "settings_only_here"
  | "settings_only_here_tag"
  | "signed_in_as"
  | "stage_ended_today"
  | "stage_first_review"
  | "stage_hand_over"
  | "stage_made"
  | "stage_meeting"
  | "stage_second_review"
  | "stage_supplement"
  | "stage_to_make"
  | "stages"
  | "state"
  | "stays"
  | "text_size"
  | "theme"
  | "theme_contrast"
  | "theme_dark"
  | "theme_light"
  | "theme_system"
  | "to_rules"
  | "today"
  | "today_lead"
  | "trial"
  | "try_now"
  | "unread"
  | "who"
  | "who_officers"
  | "who_others"
  | "why_condition"
  | "why_other_side"
  | "why_role"
  | "why_side"
  | "why_state"
  | "yes";

export type PostBrief = { 
/**
 * `BRU`
 */
code: string, 
/**
 * `驻比利时大使馆`
 */
name: string, 
/**
 * `布鲁塞尔`
 */
city: string, 
/**
 * `比利时`
 */
country: string, 
/**
 * The state from which originals are taken in by mail.
 */
mail_in_at: StatusCode, 
/**
 * The four letters its order numbers begin with, where they are known.
 */
order_prefix: string | null, };

export type RulebookPage = { 
/**
 * The post.
 */
post: PostBrief, 
/**
 * Its settings.
 */
groups: Array<SettingGroup>, 
/**
 * The life of an order there.
 */
life: LifeMap, 
/**
 * Who may be asked about.
 */
who: Array<WhoChoice>, };

export type SettingGroup = { 
/**
 * The table they stand in; `post` for what stands at the top of the file.
 */
group: string, 
/**
 * The settings, in the order of the rulebook.
 */
rows: Array<SettingRow>, };

export type SettingRow = { 
/**
 * Its path, as `mail_in.trigger`.
 */
key: string, 
/**
 * What this post has.
 */
value: SettingValue, 
/**
 * No other post has the same.
 */
only_here: boolean, };

export type SettingValue = { "kind": "absent" } | { "kind": "flag", 
/**
 * Yes.
 */
on: boolean, } | { "kind": "number", 
/**
 * The number.
 */
n: number, } | { "kind": "numbers", 
/**
 * The numbers.
 */
all: Array<number>, } | { "kind": "bytes", 
/**
 * Bytes.
 */
n: number, } | { "kind": "money", 
/**
 * Currency and amount.
 */
text: string, } | { "kind": "text", 
/**
 * The text.
 */
text: string, } | { "kind": "texts", 
/**
 * The texts.
 */
all: Array<string>, } | { "kind": "word", 
/**
 * Its code.
 */
code: string, } | { "kind": "words", 
/**
 * Their codes.
 */
codes: Array<string>, } | { "kind": "named", 
/**
 * Name and value.
 */
all: Array<Named>, } | { "kind": "spans", 
/**
 * The spans.
 */
all: Array<OpenSpan>, } | { "kind": "days", 
/**
 * `2026-10-01` and its name.
 */
all: Array<Named>, };

export type Named = { 
/**
 * The name.
 */
name: string, 
/**
 * The value.
 */
value: string, };

export type OpenSpan = { 
/**
 * `Mon`…
 */
days: Array<string>, 
/**
 * `09:00`
 */
from: string, 
/**
 * `12:00`
 */
to: string, };

export type LifeMap = { 
/**
 * Every state there is.
 */
states: Array<Station>, 
/**
 * Every arrow there is.
 */
arrows: Array<Arrow>, 
/**
 * The state from which originals are taken in by mail.
 */
mail_in_at: StatusCode, 
/**
 * What each business uses of it here.
 */
businesses: Array<BusinessLife>, };

export type Station = { 
/**
 * Its code.
 */
status: StatusCode, 
/**
 * Whose turn it is.
 */
turn: TurnCode, 
/**
 * Nothing leads on from here.
 */
terminal: boolean, };

export type Arrow = { 
/**
 * Its number; several arrows may share one.
 */
id: TransitionCode, 
/**
 * From.
 */
from: StatusCode, 
/**
 * To.
 */
to: StatusCode, };

export type BusinessLife = { 
/**
 * The business.
 */
business: BusinessCode, 
/**
 * The post takes it in the APP.
 */
taken: boolean, 
/**
 * States its orders come to.
 */
reached: Array<StatusCode>, 
/**
 * Arrows its orders may follow.
 */
arrows: Array<Arrow>, 
/**
 * The ways of orders in which all is well, from draft to end.
 */
path: Array<Arrow>, };

export type WhoChoice = { 
/**
 * Who.
 */
who: WhoCode, 
/**
 * On which side.
 */
side: Side, };

export type Side = "officer" | "others";

export type Position = { 
/**
 * The post.
 */
post: string, 
/**
 * What is applied for.
 */
business: BusinessCode, 
/**
 * Where the order stands.
 */
state: StatusCode, 
/**
 * Who asks.
 */
who: WhoCode, };

export type MayDo = { 
/**
 * The invented order that was asked about.
 */
order: OrderSummary, 
/**
 * Every action, in the order of the rulebook.
 */
verdicts: Array<Verdict>, };

export type OrderSummary = { 
/**
 * Its number in groups, as `BELA A3 UHHT 10085224`.
 */
no: Array<string>, 
/**
 * The invented applicant.
 */
applicant: string, 
/**
 * Who has taken it, if it is taken; officers of the walk bear the names of their roles.
 */
claimed_by: string | null, 
/**
 * How it stands besides its state.
 */
facts: Array<Fact>, };

export type Fact = { 
/**
 * `payment`, `originals`.
 */
side: string, 
/**
 * The code of its state.
 */
stands: string, };

export type Verdict = { 
/**
 * Which.
 */
action: ActionCode, 
/**
 * Where it may send the order; nowhere when the order stays in its state.
 */
leads: Array<Lead>, 
/**
 * Why it may not be done; none when it may.
 */
refusal: Reason | null, };

export type Lead = { 
/**
 * Along which arrow.
 */
id: TransitionCode, 
/**
 * To which state.
 */
to: StatusCode, };

export type Reason = { 
/**
 * The refusal's code.
 */
code: RefusalCode, 
/**
 * Its sentence, by language.
 */
said: { [key in string]: string }, };

export type Words = { 
/**
 * `zh-CN`
 */
lang: string, 
/**
 * Names with their meaning, by group and code.
 */
terms: { [key in string]: { [key in string]: Term } }, 
/**
 * Titles of the groups of settings.
 */
setting_groups: { [key in string]: string }, 
/**
 * Settings, by path.
 */
settings: { [key in string]: SettingWords }, 
/**
 * Days of the week.
 */
weekdays: { [key in string]: string }, 
/**
 * How lists are joined.
 */
lists: ListWords, 
/**
 * Sentences of problems, by code.
 */
problems: { [key in string]: string }, 
/**
 * What stands on the page.
 */
page: Record<PageWord, string>, };

export type Term = { 
/**
 * The name.
 */
name: string, 
/**
 * What it means.
 */
meaning: string | null, };

export type SettingWords = { 
/**
 * Its name.
 */
name: string, 
/**
 * What it means.
 */
meaning: string, 
/**
 * What its number counts.
 */
unit: string | null, 
/**
 * What it says when it is left out.
 */
absent: string | null, 
/**
 * What it says when its list is empty.
 */
empty: string | null, 
/**
 * Its values.
 */
values: { [key in string]: string }, };

export type ListWords = { 
/**
 * Between two of several.
 */
comma: string, 
/**
 * Before the last.
 */
last: string, 
/**
 * `{first}` to `{last}`.
 */
through: string, };

export type QueuePage = { "kind": "no_server" } | { "kind": "here", 
/**
 * As it stands.
 */
queue: Queue, };

export type Queue = { 
/**
 * Another number, another queue.
 */
turn: number, 
/**
 * Who is signed in.
 */
name: Shown | null, 
/**
 * Everybody shown is invented.
 */
trial: boolean, 
/**
 * How the line stands.
 */
line: LineShown, 
/**
 * How many lines of the log were read.
 */
read: number, 
/**
 * Of how many.
 */
head: number, 
/**
 * What was read; nothing before the log was read to its end once.
 */
today: Today | null, };

export type LineShown = { "state": "connecting" } | { "state": "live" } | { "state": "cut_off", 
/**
 * Since when; no clock of the post is known before its settings were read.
 */
since: When | null, 
/**
 * For how many minutes.
 */
minutes: number, 
/**
 * Why.
 */
why: CutWhyCode, } | { "state": "locked_out", 
/**
 * Why.
 */
why: LockedWhyCode, };

export type Today = { 
/**
 * Which post.
 */
post: PostHere, 
/**
 * What time it is there.
 */
now: When, 
/**
 * How many orders stand where.
 */
groups: Array<Group>, 
/**
 * Who comes, or came, for an interview today.
 */
meetings: Array<Meeting>, 
/**
 * What happened, the latest first.
 */
happened: Array<Happening>, 
/**
 * Orders that a newer program wrote, and that are not counted.
 */
unread: number, };

export type PostHere = { 
/**
 * `BRU`
 */
code: string, 
/**
 * `驻比利时大使馆`
 */
name: string, 
/**
 * `布鲁塞尔`
 */
city: string, };

export type When = { 
/**
 * `2026-03-16`
 */
day: string, 
/**
 * `Mon`
 */
weekday: string, 
/**
 * `09:05`
 */
time: string, 
/**
 * It is today.
 */
today: boolean, };

export type Group = { 
/**
 * Which.
 */
stage: StageCode, 
/**
 * How many.
 */
count: number, 
/**
 * By state, where a stage has several.
 */
parts: Array<Part>, 
/**
 * What is particular about some.
 */
flags: Array<FlagCount>, 
/**
 * Who waits longest.
 */
oldest: Oldest | null, };

export type Part = { 
/**
 * Which.
 */
status: StatusCode, 
/**
 * How many.
 */
count: number, };

export type FlagCount = { 
/**
 * Which.
 */
flag: FlagCode, 
/**
 * How many.
 */
count: number, };

export type Oldest = { 
/**
 * The last digits of its number.
 */
tail: string, 
/**
 * For how many minutes.
 */
minutes: number, };

export type Meeting = { 
/**
 * The order's number, in groups.
 */
no: string, 
/**
 * The last digits of its number.
 */
tail: string, 
/**
 * Whose.
 */
name: Shown, 
/**
 * What for.
 */
business: BusinessCode, 
/**
 * From when.
 */
from: When, 
/**
 * Until when.
 */
until: When, 
/**
 * How it stands.
 */
state: string, 
/**
 * The number drawn in the hall.
 */
number: number | null, };

export type Happening = { 
/**
 * Names it, and nothing else.
 */
key: string, 
/**
 * When.
 */
at: When, 
/**
 * Along which transition.
 */
transition: TransitionCode, 
/**
 * From.
 */
from: StatusCode, 
/**
 * To.
 */
to: StatusCode, 
/**
 * The order's number, in groups.
 */
no: string, 
/**
 * The last digits of its number.
 */
tail: string, 
/**
 * Whose order.
 */
name: Shown, 
/**
 * What for.
 */
business: BusinessCode, 
/**
 * From which side: `officer`, `applicant`, `system`, `pension_authority`.
 */
side: string, 
/**
 * Which officer.
 */
officer: Shown | null, };

export type Shown = string;

export type Problem = { "code": "unknown_post", 
/**
 * What was asked for.
 */
post: string, } | { "code": "unreadable_post", 
/**
 * The file.
 */
file: string, 
/**
 * The line of the first fault.
 */
line: number, 
/**
 * Its column.
 */
column: number, 
/**
 * The setting meant.
 */
key: string, } | { "code": "unknown_language", 
/**
 * What was asked for.
 */
lang: string, } | { "code": "unreadable_words", 
/**
 * The file.
 */
file: string, 
/**
 * The reader's own words, for the log.
 */
detail: string, } | { "code": "never_reached", 
/**
 * The post.
 */
post: string, 
/**
 * The business.
 */
business: string, 
/**
 * The state.
 */
state: string, };

/** Every command of the desk: its arguments and its answer. */
export type Commands = {
  posts: { args: Record<string, never>; answer: Array<PostBrief> };
  rulebook: { args: { post: string }; answer: RulebookPage };
  may_do: { args: { position: Position }; answer: MayDo };
  queue: { args: { seen: number | null }; answer: QueuePage };
  queue_again: { args: Record<string, never>; answer: null };
  words: { args: { lang: string }; answer: Words };
};
