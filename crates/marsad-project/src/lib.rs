//! What may follow for civilians: from the situation of a day to an outlook on it.
//!
//! It speaks of areas and the people in them, never of persons or of what could be struck.

mod exits;

pub use exits::{Exits, Leave, Way, exits};
