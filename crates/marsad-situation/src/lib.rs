//! From the record to the picture of a day: who holds what, what is cut off, who suffers, and why we say so.
//!
//! | term | here |
//! | --- | --- |
//! | who holds an area | [`Holding`], with its [`Status`] |
//! | siege: encircled, goods blocked, exit denied | [`Siege`], [`Criterion`], [`Access`] |
//! | a road, crossing or supply line | [`RouteState`], [`Passable`] |
//! | cut off from one's own side | [`Isolation`] |
//! | what people suffered | [`Harm`], [`WeekOfHarm`] |
//! | why we say so | [`Proof`], [`Citation`] |
//!
//! A [`Reading`] lays a snapshot's claims out once for the pictures of many days.
//! [`Situation::derive`] is a pure function of a record's snapshot: the same input gives the same bytes, whatever order
//! the reports arrived in.

mod areas;
mod changes;
mod control;
mod fact;
mod harm;
mod holding;
mod isolation;
mod link;
mod proof;
mod reading;
mod routes;
mod setting;
mod siege;
mod situation;
mod specific;
mod view;
mod weeks;

pub use changes::{Aspect, Change, Standing, State, changes};
pub use holding::{
    Access, Attempt, Criterion, CriterionKind, Departure, Holding, Isolation, Population, Side, Siege, Since,
    Status,
};
pub use proof::{Citation, Proof, Rule};
pub use reading::Reading;
pub use setting::{Route, Setting, USER_ROUTES, user_roads};
pub use situation::{AsOf, Harm, HarmSource, Passable, RouteState, Situation};
pub use weeks::{WeekOfHarm, harm_by_week};
