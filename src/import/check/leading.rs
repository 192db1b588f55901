//! Every group stands once, and has exactly two different co-leaders at each of its sessions.

use jiff::civil::Date;

use super::Scene;
use crate::import::lines::{CoLeaderSaid, Lines};
use crate::import::mistake::Mistake;
use crate::import::sheet::Kind;
use crate::import::spells::overlap;

/// Notes what is wrong with groups and those who lead them.
pub fn check(scene: Scene<'_>, mistakes: &mut Vec<Mistake>) {
    let lines = scene.lines;
    for (at, line) in lines.groups.iter().enumerate() {
        let code = &line.says.code;
        if let Some(twin) = lines.groups.iter().take(at).find(|other| other.says.code.eq_ignore_ascii_case(code)) {
            let what = format!("row {} is the group {code} as well: take one out, or give it another code", twin.row);
            mistakes.push(lines.mistake(Kind::Groups, line.row, "group", what));
        }
    }
    places_once(lines, mistakes);
    pairs(lines, mistakes);
}

/// One of the two places is one person's at a time.
fn places_once(lines: &Lines, mistakes: &mut Vec<Mistake>) {
    for (at, line) in lines.co_leaders.iter().enumerate() {
        let said = &line.says;
        let twin = lines.co_leaders.iter().take(at).find(|other| {
            other.says.group.eq_ignore_ascii_case(&said.group)
                && other.says.place == said.place
                && overlap(other.says.days.period(), said.days.period())
        });
        if let Some(twin) = twin {
            let what = format!(
                "row {} gives this place to somebody on the same days: give the earlier of the two an until",
                twin.row
            );
            mistakes.push(lines.mistake(Kind::CoLeaders, line.row, "place", what));
        }
    }
}

fn pairs(lines: &Lines, mistakes: &mut Vec<Mistake>) {
    let leading = lines.leading();
    for line in &lines.groups {
        let code = &line.says.code;
        let of_group = leading.iter().filter(|(_, said)| said.group.eq_ignore_ascii_case(code));
        let leaders: Vec<&CoLeaderSaid> = of_group.map(|(_, said)| said).collect();
        let is_in_sheet = lines.co_leaders.iter().any(|l| l.says.group.eq_ignore_ascii_case(code));
        if !is_in_sheet {
            if let Some((column, what)) = pair_in_columns(&line.says.co_leaders, code) {
                mistakes.push(lines.mistake(Kind::Groups, line.row, column, what));
            }
            continue;
        }
        let sessions = lines.sessions.iter().filter(|session| session.says.group.eq_ignore_ascii_case(code));
        let mut days: Vec<Date> = sessions.map(|session| session.says.date).collect();
        days.sort();
        for day in days {
            let mut there: Vec<_> = leaders.iter().filter(|said| said.days.period().has(day)).collect();
            there.sort_by(|a, b| a.leader.cmp(&b.leader));
            there.dedup_by(|a, b| a.leader == b.leader);
            if there.len() != 2 {
                let what = format!(
                    "on {day} {code} has {} of its two co-leaders: give both places different people for that \
                     day in {}",
                    there.len(),
                    lines.label(Kind::CoLeaders)
                );
                mistakes.push(lines.mistake(Kind::Groups, line.row, "group", what));
                break;
            }
        }
    }
}

/// What is wrong with the two columns of a group, and in which.
fn pair_in_columns<A: PartialEq>(pair: &[Option<A>; 2], code: &str) -> Option<(&'static str, String)> {
    match pair {
        [Some(first), Some(second)] if first == second => {
            Some(("co_leader_2", format!("{code} has the same co-leader twice: name two people")))
        }
        [Some(_), Some(_)] => None,
        [None, _] => Some(("co_leader_1", format!("{code} has no first co-leader: name one, for a group has two"))),
        [_, None] => Some(("co_leader_2", format!("{code} has no second co-leader: name one, for a group has two"))),
    }
}
