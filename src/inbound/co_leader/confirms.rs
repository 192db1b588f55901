//! Does an answer confirm the list that our letter already had ("as you have it", "your list is right", "no surprises")?

use std::sync::LazyLock;

use regex::Regex;

use super::context::Context;
use super::text::Sentence;
use crate::inbound::names::rule;
use crate::inbound::reading::AboutKind;

/// Does a sentence confirm the list that the letter answered already has?
pub fn confirms(context: &Context, sentence: &Sentence) -> bool {
    let text = sentence.text.trim();
    if sentence.asks || PLEASES.is_match(text) {
        return false;
    }
    match context.kind() {
        Some(AboutKind::RegisterRequest) => {
            CONFIRMS.is_match(text)
                || LIST_HOLDS.is_match(text) && !OTHERWISE.is_match(text)
                || speaks_by_the_list(text)
        }
        Some(AboutKind::Brief) => {
            CONFIRMS.is_match(text) && context.about_session().is_some_and(|session| context.has_begun(session))
        }
        _ => false,
    }
}

static CONFIRMS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^\W*(?:(?:yes|yep|ok|okay|fine|good|right|all|great|perfect|confirm(?:ed|ing)?)[, -]+)*(?:yes|yep|yup|yeah|ok|okay|k|correct|confirmed|agreed|accurate|fine|exactly|ditto\W*$|right|perfect|matches (?:your|the|my) (?:list|sheet|email|e-mail)|👍|👌|✅|✔|☑|(?:you (?:may|can|could|might) |please )?(?:keep|leave) (?:it|the list|your list|the register)(?: exactly| just)? as it (?:is|stands)|(?:just |exactly |precisely )?as (?:you (?:have|had|say|list|put)|listed|expected|per|above|stated|planned|predicted|below|shown|it (?:says|stands)|on (?:the|your) list)|(?:that|this|it|list|the list|your list|register|the register|all|everything|everyone|it all)(?:'s| is| was| are| were|s)? ?(?:all )?(?:quite |absolutely |exactly |just )?(?:correct|right|fine|good|ok|okay|accurate|as (?:expected|listed|you have it|it should be|per list|per your list|stated|it stands|it was|it says|you had it|you say))|(?:that's|that is) how it was|(?:that's|that is|it's) the (?:right|correct) (?:list|register)|spot on|looks? (?:right|good|fine|correct)|looks? right to me|no changes?(?: to (?:make|report))?|nothing to (?:add|change|correct)|happy with that|(?:the |your |this )?(?:list|register)(?:,? (?:as|which|that))? you(?: have| had)? (?:sent|gave|made|put)(?: it| me| us)? (?:is|was) (?:quite |all |entirely )?(?:correct|right|accurate|fine|in order)|(?:it was |they were |it is )?(?:all |just |exactly )*as (?:in|per|on) your (?:list|e-?mail|message|note)|(?:it |this |that )?(?:all )?(?:corresponds|accords|agrees|tallies|matches)(?: exactly| entirely| quite)? (?:to|with) your (?:list|e-?mail|message|note)|i (?:can )?confirm(?: (?:that|this|it|the list))?|yes to (?:all|everything|both) of (?:that|it|this)|just as (?:expected|listed)|same as (?:your|the) list|(?:you have|you've got) it right)(?:\b|\W|$)",
    )
});

/// The same at length, from the first word: of the list that it holds, of the day that it went as the list had it, of the
/// reader that nothing is to be changed.
static LIST_HOLDS: LazyLock<Regex> = LazyLock::new(|| {
    let list = r"(?:(?:your|ur|the|this|that|my|friday's|tuesday's|yesterday's|today's) (?:expected )?|expected )?(?:list|register|record|sheet|information|info|attendance|expectations?|predictions?|entry|version)(?: (?:that )?(?:you|u) (?:sent|have|had|gave(?: us| me)?|made))?";
    let right = r"(?:(?:all|quite|exactly|just|entirely|perfectly|absolutely|precisely|bang|spot|still|as) ?)*(?:right|correct|accurate|true|in order|good|fine|on|ok|okay|as it (?:is|was|stands|should be)|(?:as )?(?:expected|listed|planned|predicted|foreseen)|with mine|fulfilled(?: exactly)?)(?: as it (?:is|stands|was))?";
    let holds = r"(?:stands?|holds?|held|agrees? with mine|matches(?: mine)?|tall(?:y|ies)(?: with mine)?)";
    let day = r"(?:(?:it|that|they|went|everything|everyone|everybody|all|things|attendance|today|yesterday's?|friday's?|tuesday's?)(?: ?'s| was| is| were| went| came| all)*(?: went)? )?(?:just |exactly |precisely |all |pretty much |much )*";
    let as_you = r"(?:as|like|who|same as|the same as|per|what) (?:you|u)(?:'d|'ve|ve|d| have| had)?(?: got| already)? ?(?:have it|had it|got it|got|have|had|thought|think|said|say|wrote|write|listed|list|expected|expect|predicted|foresaw|put|describe|described|sent|supposed|assumed|noted|planned)(?: (?:it|them|too|there|it'd be|it would be))*|as (?:expected|listed|foreseen|predicted|planned|anticipated|supposed|forecast|per (?:list|plan))|(?:as )?per (?:your|ur|the) (?:list|email|e-mail|sheet|note|expectation)|(?:in agreement|in line|in accordance|according) (?:with|to) (?:your|ur|the) (?:list|sheet|expectations?)|to plan";
    let nothing = r"no (?:surprises?|suprises?|changes?|amendments?|differences?|corrections?|deviations?|discrepanc(?:y|ies)|alterations?)|(?:i |we )?(?:have |had |'ve |see |find )?nothing to (?:add|change|correct|amend|alter|report)(?: (?:to|in|on) (?:your|ur|the) (?:list|register|sheet))?";
    let short = r"approved|quite right(?: as (?:it|that) (?:is|stands))?|so it was|it is so|it was so|matches|in order|that(?: is|'s| was) (?:as|how|what) it (?:happened|was)|(?:that|this)(?:'s|s| is) what i(?:'ve| have|ve)(?: got)?(?: too| as well)?|ye(?:a|h|s|p)? that(?:'s| is|s) right|(?:i )?(?:confirm|find) (?:your|ur|the|friday's|tuesday's|yesterday's|today's) (?:list|register|sheet)(?: (?:correct|right|accurate))?|(?:everyone|everybody|all(?: those)?|those|the ones) (?:that |whom |who )?(?:you|u)(?:'d|'ve| had)? (?:expected|predicted|listed)(?: came| was there| were there| turned up)?|the expected (?:people|ones|students|faces|crowd|lot) (?:came|were there|turned up|attended)|all (?:those |who were |of those )*(?:down as coming|expected) (?:came|attended|were there)";
    let end = r"(?:\W*$| ?[,.;:!\u{2013}-]| (?:but|except|excepting|excluding|apart|bar|barring|though|only|save|with|plus|minus|and|other than|in|for|today|yesterday|this|on|again|too|then|thanks?|thank you|ta|please|sorry|however|tho|also)\b)";
    rule(&format!(
        r"(?i)^\W*(?:(?:yes|yep|yup|yeah|ye|yh|ok|okay|hi|hello|all|fine|good|perfect|great|thanks|thank you|ta|oh)[,.! -]+)*(?:{list}(?: ?'s| is| was| are| were| looks| seems)? {right}|{list} {holds}|{day}(?:{as_you})|{nothing}|{short}){end}|^\W*good (?:apart|except|bar|barring|other than)\b"
    ))
});

/// Is the whole group spoken of by what the list had of it, so that nothing more is said of everyone?
pub fn speaks_by_the_list(text: &str) -> bool {
    WHOEVER_SAID.iter().any(|one| one.is_match(text))
}

/// "Those who had apologised weren't there, the rest were"; "all came who had not excused themselves": what the list says,
/// in so many words, with the same said of them as there.
static WHOEVER_SAID: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    [
        r"(?i)\b(?:those|the ones|everyone|everybody|all)\b[^.;]{0,12}\bwho(?:'d|d| had)? ?(?:sent (?:their |in )?apolog\w+|apologi[sz]ed|excused (?:themselves|himself))\b[^.;]{0,20}\b(?:weren't|were not|wasn't|didn't|did not|absent|away|missing)\b",
        r"(?i)\b(?:all|everyone|everybody|those)(?: (?:came|attended|were there|turned up))? who(?:'d|d| had)? ?(?:not |n't )(?:sent apolog\w+|apologi[sz]ed|excused (?:themselves|himself))\b",
        r"(?i)\b(?:everyone|everybody|all|those) who said they(?:'d|d| would) (?:come|be there) (?:came|did|was there|were there|turned up)\W*$",
    ]
    .map(rule)
});
/// "As you'd expect, nobody came": of the whole group something else is said.
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:nobody|no[- ]?one|none of them|not a soul|hardly any\w*)\b|\b(?:session|group|it|we) (?:did not|didn't|never) (?:happen|run|meet|take place)\b|\bi was away\b",
    )
});

/// "It was good to have them all in one room": no word on the list.
static PLEASES: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)^\W*(?:it|that|this)(?: was|'s| is) (?:\w+ )?(?:good|great|fine|lovely) (?:to|that|how)\b")
});
