//! Co-leaders' messages in many voices, with what a careful person would take them to say.
