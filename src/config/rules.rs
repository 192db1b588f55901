//! The rules that decisions follow, out of the settings and the roster's schemes.

use std::collections::BTreeMap;

use super::Settings;
use crate::domain::holidays::bank_holidays_england;
use crate::domain::id::SchemeId;
use crate::domain::roster::Roster;
use crate::domain::rules::{Rules, SchemeRules};

impl Settings {
    /// The rules of the roster's schemes. A scheme that the settings do not name follows the first that they do.
    ///
    /// # Panics
    /// Never: settings without a scheme have the default one.
    pub fn rules(&self, roster: &Roster) -> Rules {
        let first = self.schemes.values().next().expect("where the file names no scheme there is the default one");
        let schemes: BTreeMap<SchemeId, SchemeRules> = roster
            .schemes
            .values()
            .map(|scheme| {
                let settings = self.schemes.get(&scheme.code).unwrap_or(first);
                let rules = SchemeRules {
                    policy: settings.policy.clone(),
                    older_policies: Vec::new(),
                    rhythm: settings.rhythm.clone(),
                    closures: scheme.closures.clone(),
                };
                (scheme.id, rules)
            })
            .collect();
        Rules {
            schemes,
            bank_holidays: bank_holidays_england(),
            zone: self.zone.clone(),
            administration: first.rhythm.clone(),
        }
    }
}
