//! The database of the configuration, with the ledger folded over the roster: what the verbs that ask have before them.

use super::{CliError, Context};
use crate::config::Settings;
use crate::domain::event::Event;
use crate::domain::id::EventId;
use crate::domain::rules::Rules;
use crate::domain::state::State;
use crate::store::{Durability, Store, StoreError};

/// Settings, database and state of one moment.
pub(super) struct Opened {
    pub settings: Settings,
    pub store: Store,
    pub rules: Rules,
    /// The whole ledger, by its ids.
    pub events: Vec<Event>,
    pub state: State,
    roster_version: Option<String>,
}

impl Opened {
    /// Opens what the configuration names.
    ///
    /// # Errors
    /// [`CliError`] where the configuration has mistakes, or there is no database or no roster in it.
    pub async fn open(context: &Context) -> Result<Self, CliError> {
        let settings = context.settings()?;
        let database = settings.database.display();
        if !settings.database.exists() {
            let what = format!("there is no database {database}: bring a roster in with `balintd import`");
            return Err(CliError::Failed(what));
        }
        let opened = Self::fold(settings).await?;
        if opened.state.roster.groups.is_empty() {
            let what = "the roster is empty: bring one in with `balintd import`";
            return Err(CliError::Failed(what.to_owned()));
        }
        Ok(opened)
    }

    /// Takes in what was written since.
    pub async fn catch_up(&mut self) -> Result<(), StoreError> {
        let version = self.store.note("roster_version").await?;
        if version != self.roster_version {
            self.state.take_roster(self.store.roster().await?);
            self.roster_version = version;
        }
        for event in self.store.events_after(self.state.last).await? {
            self.state.apply(&event);
        }
        Ok(())
    }

    async fn fold(settings: Settings) -> Result<Self, StoreError> {
        let mut store = Store::open(&settings.database, Durability::Full).await?;
        let roster_version = store.note("roster_version").await?;
        let roster = store.roster().await?;
        let mut rules = settings.rules(&roster);
        store.take_older_policies(&mut rules).await?;
        let events = store.events_after(EventId(0)).await?;
        let mut state = State::new(roster, &rules.zone);
        events.iter().for_each(|event| state.apply(event));
        Ok(Self { settings, store, rules, events, state, roster_version })
    }
}

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> Self {
        Self::Failed(format!("{error}; see to the database and try again"))
    }
}
