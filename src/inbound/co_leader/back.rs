//! "I can lead on Tuesday after all": what takes a co-leader's absence back.

use std::sync::LazyLock;

use regex::Regex;

use super::context::Context;
use super::orders::Orders;
use super::text::Sentence;
use crate::domain::said::Order;
use crate::inbound::dates::Tense;
use crate::inbound::names::rule;

/// The writer will be there after all: on the one day that they name, else at the session of the letter answered.
pub fn leader_back(context: &Context, sentence: &Sentence, found: &mut Orders) {
    if !BACK.is_match(&sentence.text) {
        return;
    }
    let mut sessions = context.sessions_in(&sentence.text, Tense::Coming);
    sessions.exact.retain(|number| !context.has_begun(*number));
    if sessions.exact.is_empty() && !sessions.other_days && !sessions.doubtful {
        sessions.exact.extend(context.about_session().filter(|number| !context.has_begun(*number)));
    }
    if let [session] = sessions.exact[..] {
        found.consumed = true;
        found.orders.push(("leader back", Order::LeaderBack { session }));
    }
}

static BACK: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?ix)^\W*(?:good\ news[,:]?\ |actually,?\ |sorry,?\ |hi,?\ )*i(?:\ can|'ll|\ will|'m\ able\ to|\ am\ able\ to)\ (?:now\ |be\ able\ to\ )?
        (?:lead\b|(?:lead|be\ there|be\ with\ you|make\ it|make|do|come|attend)\b.{0,60}\bafter\ all\b)",
    )
});
