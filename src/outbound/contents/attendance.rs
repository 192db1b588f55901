//! A student's year so far in dates: who was there, who had let somebody know, where there was no word. Never a share in
//! a hundred, never a reason.

use serde::Serialize;

use crate::domain::id::PersonId;
use crate::domain::policy::StepKind;
use crate::domain::state::Standing;
use crate::outbound::ComposeError;
use crate::outbound::scene::Scene;
use crate::outbound::view::{PersonView, day, shown};

/// A student's attendance as those may see it who look after them.
#[derive(Serialize)]
pub struct AttendanceView {
    pub student: PersonView,
    pub group: Option<String>,
    /// Sessions with a register that names them.
    pub held: usize,
    pub present: usize,
    pub late: usize,
    /// "Tuesday 10 November".
    pub explained: Vec<String>,
    pub no_word: Vec<String>,
    /// The last session with a register, and how it stands.
    pub last: Option<LastSession>,
    /// The last step of the policy that was taken and stands.
    pub step: Option<StepKind>,
    pub spoken_on: Option<String>,
    pub is_held: bool,
}

/// The last session that a student's group had.
#[derive(Serialize)]
pub struct LastSession {
    pub date: String,
    pub standing: StandingView,
}

/// How a student's attendance at one session stands.
#[derive(Serialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum StandingView {
    Present,
    Late,
    Explained,
    NoWord,
}

impl AttendanceView {
    /// Looks back on a student's year.
    ///
    /// # Errors
    /// [`ComposeError::PersonGone`] where they are forgotten.
    pub fn new(scene: &Scene<'_>, student: PersonId) -> Result<Self, ComposeError> {
        let state = scene.state;
        let known = state.student(student);
        let sessions: Vec<(String, StandingView)> = state
            .attendance(student)
            .into_iter()
            .filter_map(|(session, standing)| Some((day(state.calendar.get(session)?.date), view(standing)?)))
            .collect();
        let dates = |wanted: StandingView| -> Vec<String> {
            let of = sessions.iter().filter(|(_, standing)| *standing == wanted);
            of.map(|(date, _)| date.clone()).collect()
        };
        let group = state.group_now(student).and_then(|group| state.roster.groups.get(&group));
        let taken = known.steps.iter().filter(|step| !step.withdrawn && step.letter.is_some());
        Ok(Self {
            student: scene.person(student)?,
            group: group.map(|group| shown(&group.code)),
            held: sessions.len(),
            present: dates(StandingView::Present).len(),
            late: dates(StandingView::Late).len(),
            explained: dates(StandingView::Explained),
            no_word: dates(StandingView::NoWord),
            last: sessions.last().map(|(date, standing)| LastSession { date: date.clone(), standing: *standing }),
            step: taken.map(|step| step.kind).max(),
            spoken_on: known.discussed.map(|(_, at)| day(state.day(at))),
            is_held: known.hold.is_some(),
        })
    }
}

fn view(standing: Standing) -> Option<StandingView> {
    match standing {
        Standing::Unknown => None,
        Standing::Present => Some(StandingView::Present),
        Standing::Late => Some(StandingView::Late),
        Standing::Explained => Some(StandingView::Explained),
        Standing::Unexplained => Some(StandingView::NoWord),
    }
}
