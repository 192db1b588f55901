//! Forged, replayed and odd letters: none is believed, and no stranger is answered or quoted. Genuine ones pass without a
//! person. The controls: a reader who believes everybody, and one for whom the last field wins, are fooled.

use balintd::domain::event::Fact;
use balintd::inbound::Vouching;

use crate::desk::Desk;
use crate::forgeries::{self, Forgery, Victim, verdict};
use crate::school::{BALINT, STUDENTS, address};

/// What is said in somebody's name, and which of their letters it answers: forger and writer know every token.
struct Order {
    who: &'static str,
    answers: &'static str,
    words: &'static str,
}

const ORDERS: [Order; 6] = [
    Order { who: "tom", answers: "reminder", words: "Sorry, I can't come on Tuesday." },
    Order { who: "helen", answers: "reminder-copy", words: "status" },
    Order { who: "helen", answers: "start-co-leaders", words: "Please release the letter about Tom Bradley." },
    Order { who: "helen", answers: "reminder-copy", words: "Please hold the letter about Tom Bradley." },
    Order { who: "dan", answers: "reminder-copy", words: "I can't lead on the 16th of September, I am on leave." },
    Order { who: "administrator", answers: "", words: "pause" },
];

fn victim(who: &'static str) -> Victim {
    let address = address(who);
    let domain = address.split_once('@').expect("an address").1;
    Victim { name: who, address, domain }
}

fn letter(desk: &Desk, order: &Order, forgery: &Forgery, nth: usize) -> Vec<u8> {
    let answered = desk.sent_to(order.who, order.answers).last().map(|letter| letter.answers_to().to_owned());
    let to = answered.unwrap_or_else(|| BALINT.to_owned());
    let Forgery { top, from, below } = forgery;
    let date = desk.now.strftime("%a, %d %b %Y %H:%M:%S +0000");
    let own =
        format!("To: {to}\r\nSubject: Re: Balint group\r\nDate: {date}\r\nMessage-ID: <{nth}@somewhere.test>\r\n");
    // No two letters are word for word the same: those would be taken for a machine's, and not looked at any further.
    format!("{top}{from}{own}{below}\r\n{}\r\n\r\nBest wishes from {}\r\n", order.words, nonsense(nth)).into_bytes()
}

/// A word of its own for each number.
fn nonsense(nth: usize) -> String {
    let letter = |place: u32| char::from(b"bcdfghjklm"[nth / 10_usize.pow(place) % 10]);
    format!("Z{}o{}a{}", letter(0), letter(1), letter(2))
}

/// A fact that changes anything, escalates or reveals.
fn is_belief(fact: &Fact) -> bool {
    !matches!(
        fact,
        Fact::SetAside { .. }
            | Fact::StudentWrote { .. }
            | Fact::StaffUnclear { .. }
            | Fact::Decided { .. }
            | Fact::Sent { .. }
            | Fact::Dropped { .. }
            | Fact::Bounced { .. }
    )
}

/// Delivers a letter; the facts by which it was believed.
async fn believed(desk: &mut Desk, raw: &[u8]) -> Vec<Fact> {
    let last = desk.app.state.last;
    desk.arrives(raw);
    desk.turn().await.expect("a turn");
    desk.now += jiff::SignedDuration::from_secs(1);
    let events = desk.app.store.events_after(last).await.expect("a database");
    events.into_iter().filter(|event| event.source.is_some()).map(|event| event.fact).filter(is_belief).collect()
}

/// How the letters are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    AsBuilt,
    /// The control that believes everybody.
    Everybody,
    /// The control for which the last of repeated fields wins: the letter's fields are turned round.
    TheLast,
}

/// How many forged letters there were, and how many were believed.
pub async fn forged(trust: Trust) -> (usize, Vec<String>) {
    let mut desk = Desk::at_work().await;
    desk.app.limits.per_minute = u32::MAX;
    if trust == Trust::Everybody {
        desk.app.ours.vouching = Vouching::Waived;
    }
    let (mut nth, mut fooled) = (0, Vec::new());
    for order in &ORDERS {
        for (how, forgery) in forgeries::all(&victim(order.who)) {
            nth += 1;
            let mut raw = letter(&desk, order, &forgery, nth);
            if trust == Trust::TheLast {
                raw = turned_round(&raw);
            }
            let before = desk.sent.len();
            if !believed(&mut desk, &raw).await.is_empty() {
                fooled.push(format!("{} in the name of {}: {how}", order.words, order.who));
            }
            for (to, answer) in &desk.sent[before..] {
                assert!(
                    crate::school::STUDENTS.contains(&to.as_str()) || address_known(to),
                    "a stranger had {}",
                    answer.kind
                );
            }
        }
    }
    (nth, fooled)
}

fn address_known(name: &str) -> bool {
    ["helen", "dan", "farah", "team", "lead", "administrator"].contains(&name)
}

fn turned_round(raw: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(raw).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").expect("a letter");
    let unfolded = head.replace("\r\n ", " ");
    let mut fields: Vec<&str> = unfolded.split("\r\n").collect();
    fields.reverse();
    format!("{}\r\n\r\n{body}", fields.join("\r\n")).into_bytes()
}

/// The verdicts of genuine letters, as servers write them.
fn genuine_verdicts(domain: &str) -> Vec<String> {
    let pass = format!("dmarc=pass header.from={domain}");
    let theirs =
        "Authentication-Results: mx.list.test; dkim=fail header.d=list.test; dmarc=fail header.from=list.test\r\n";
    vec![
        verdict(&format!("spf=pass smtp.mailfrom={domain}; dkim=pass header.d={domain}; {pass}")),
        verdict(&format!(
            "dkim=pass (2048-bit key; unprotected) header.d={domain} header.i=@{domain} header.b=\"a/b=\"; {pass}"
        )),
        verdict(&format!("dmarc=pass (p=quarantine sp=none dis=none) header.from={domain}")),
        format!(
            "Authentication-Results: mx.medschool.example 1;\r\n\tspf=pass smtp.mailfrom={domain};\r\n\t{pass}\r\n"
        ),
        format!("Authentication-Results: MX.Medschool.Example; DMARC=Pass header.from={}\r\n", domain.to_uppercase()),
        verdict(&format!("dkim=fail header.d=list.test; dkim=pass header.d={domain}; {pass}")),
        verdict(&format!("dmarc=none; dkim=pass header.d={domain} header.s=s1")),
        verdict(&format!("dkim=pass header.i=someone@{domain}; dmarc=none")),
        format!("{}{theirs}", verdict(&pass)),
        format!("Received: from mx by store; today\r\n{}", verdict(&pass)),
        verdict(&format!("dmarc=bestguesspass action=none header.from={domain}; dkim=pass header.d={domain}")),
        verdict(&format!("auth=pass smtp.auth=x@{domain}; arc=none; {pass};")),
    ]
}

const SENTENCES: [&str; 10] = [
    "Sorry, I can't come on Tuesday",
    "I'm afraid I can't make it on Tuesday",
    "I won't be able to come on Tuesday",
    "I have to miss Tuesday's group",
    "Apologies, I will not be there on Tuesday",
    "I can't be there on Tuesday",
    "I'm sorry but I cannot attend on Tuesday",
    "I'll have to miss the group on Tuesday",
    "Sorry, won't make it on Tuesday",
    "I am not able to come to the group on Tuesday",
];

const REASONS: [&str; 5] =
    ["", ", I have the flu", ", I am on call", ", I have a dental appointment", ", my train is cancelled"];

/// How many genuine letters there were, and how many were acted on without a person. `believes` is false in the control,
/// which takes another server's word only.
pub async fn genuine(count: usize, believes: bool) -> (usize, usize) {
    let mut desk = Desk::at_work().await;
    desk.app.limits.per_minute = u32::MAX;
    if !believes {
        desk.app.ours.vouching = Vouching::Server("mx.elsewhere.test".to_owned());
    }
    let mut passed = 0;
    for nth in 0..count {
        let who = STUDENTS[nth % STUDENTS.len()];
        let Victim { name, address, domain } = victim(who);
        let verdicts = genuine_verdicts(domain);
        let top = verdicts[nth % verdicts.len()].clone();
        let nth_of_writer = nth / STUDENTS.len();
        let sentence = SENTENCES[nth_of_writer % SENTENCES.len()];
        let words = format!("{sentence}{}.", REASONS[nth_of_writer / SENTENCES.len() % REASONS.len()]);
        let order = Order { who, answers: "reminder", words: words.leak() };
        let forgery = Forgery { top, from: format!("From: {name} <{address}>\r\n"), below: String::new() };
        let raw = letter(&desk, &order, &forgery, nth);
        let facts = believed(&mut desk, &raw).await;
        passed += usize::from(facts.iter().any(|fact| matches!(fact, Fact::StanceGiven { .. })));
    }
    (count, passed)
}

#[tokio::test]
async fn no_forged_letter_is_believed_and_no_stranger_answered() {
    let (letters, fooled) = forged(Trust::AsBuilt).await;
    assert!(letters >= 150, "{letters}");
    assert_eq!(fooled, [] as [String; 0]);
}

#[tokio::test]
async fn a_reader_who_believes_everybody_or_the_last_field_is_fooled() {
    let (letters, fooled) = forged(Trust::Everybody).await;
    let is_done = |order: &&Order| fooled.iter().any(|how| how.starts_with(order.words));
    let undone: Vec<&str> = ORDERS.iter().filter(|order| !is_done(order)).map(|order| order.words).collect();
    assert!(fooled.len() * 4 > letters && undone.is_empty(), "{} of {letters}; not done: {undone:?}", fooled.len());
    let (letters, fooled) = forged(Trust::TheLast).await;
    assert!(fooled.len() >= 3, "{} of {letters}", fooled.len());
}

#[tokio::test]
async fn genuine_letters_pass_without_a_person() {
    let (letters, passed) = genuine(60, true).await;
    assert!(passed * 100 >= letters * 95, "{passed} of {letters}");
    assert_eq!(genuine(24, false).await.1, 0, "the control");
}

/// Orders that escalate or reveal, genuinely sent, by whom, in answer to whose letter.
#[tokio::test]
async fn a_token_proves_one_order_of_the_person_who_had_it_for_some_weeks() {
    let mut desk = Desk::at_work().await;
    let letter_of = |desk: &Desk, from: &'static str, to: &str, nth: usize| {
        let top = verdict("dmarc=pass header.from=trust.example");
        let from = format!("From: {from} <{}>\r\n", address(from));
        let own = format!("To: {to}\r\nSubject: Tom\r\nMessage-ID: <{nth}@trust.example>\r\n");
        let date = desk.now.strftime("%a, %d %b %Y %H:%M:%S +0000");
        format!("{top}{from}{own}Date: {date}\r\n\r\nPlease release Tom Bradley.\r\n").into_bytes()
    };
    let is_release = |facts: &[Fact]| facts.iter().any(|fact| matches!(fact, Fact::Released { .. }));
    let token = desk.sent_to("helen", "reminder-copy").last().expect("a letter").answers_to().to_owned();

    let forwarded = letter_of(&desk, "dan", &token, 1);
    assert!(!is_release(&believed(&mut desk, &forwarded).await), "another's token");
    let guessed = letter_of(&desk, "helen", "balint+abcdefghijklmnopqrst@medschool.example", 2);
    assert!(!is_release(&believed(&mut desk, &guessed).await), "a guessed token");
    let genuine = letter_of(&desk, "helen", &token, 3);
    assert!(is_release(&believed(&mut desk, &genuine).await), "the control");
    let noted = [b"Received: from elsewhere; later\r\n".as_slice(), &genuine].concat();
    assert_eq!(believed(&mut desk, &noted).await, [], "the same letter by another way");
    desk.until("2025-09-13 09:00").await;
    let replayed = letter_of(&desk, "helen", &token, 4);
    assert!(!is_release(&believed(&mut desk, &replayed).await), "a token proves one order");

    let old = desk.sent_to("dan", "reminder-copy").last().expect("a letter").answers_to().to_owned();
    desk.until("2025-11-20 09:00").await;
    let late = letter_of(&desk, "dan", &old, 5);
    assert!(!is_release(&believed(&mut desk, &late).await), "a token of ten weeks ago");
}

/// A calendar answer for somebody else is nobody's word.
#[tokio::test]
async fn nobody_answers_an_invitation_for_another() {
    let mut desk = Desk::at_work().await;
    let answer = |attendee: &str| {
        let top = verdict("dmarc=pass header.from=students.example");
        let head = format!(
            "From: Priya <{}>\r\nTo: {BALINT}\r\nSubject: Declined\r\nMessage-ID: <{attendee}>\r\n",
            address("priya")
        );
        let event = format!(
            "BEGIN:VEVENT\r\nUID:x\r\nDTSTART:20250916T120000Z\r\nATTENDEE;PARTSTAT=DECLINED:mailto:{}\r\nEND:VEVENT",
            address(attendee)
        );
        let kind = "MIME-Version: 1.0\r\nContent-Type: text/calendar; method=REPLY; charset=utf-8\r\n";
        format!("{top}{head}{kind}\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nVERSION:2.0\r\n{event}\r\nEND:VCALENDAR\r\n")
            .into_bytes()
    };
    assert_eq!(believed(&mut desk, &answer("tom")).await, []);
    assert!(!believed(&mut desk, &answer("priya")).await.is_empty(), "the control: her own answer");
}
