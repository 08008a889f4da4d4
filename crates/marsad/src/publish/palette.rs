//! The colour and texture of each holder.
use serde::Deserialize;
use std::collections::BTreeMap;

/// `#rrggbb`, and the name of a texture.
pub(crate) type Paint = (String, String);

/// Colours and textures as `palette.toml` lists them.
#[derive(Debug, Deserialize)]
pub(crate) struct Palette {
    actors: BTreeMap<String, Paint>,
    others: Others,
}

#[derive(Debug, Deserialize)]
struct Others {
    cycle: Vec<Paint>,
}

impl Palette {
    pub(crate) fn read() -> Result<Self, toml::de::Error> {
        toml::from_str(include_str!("palette.toml"))
    }

    /// The paint of an actor: its own, or one of the others', the same in every record.
    pub(crate) fn of(&self, id: &str) -> Option<&Paint> {
        let drawn = id.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        self.actors.get(id).or_else(|| self.others.cycle.get(drawn % self.others.cycle.len().max(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::Palette;

    #[test]
    fn every_actor_has_a_paint_and_keeps_it() {
        let palette = Palette::read().unwrap();
        assert_eq!(palette.of("sdf").unwrap().1, "dots");
        assert!(palette.of("nobody-we-know").is_some());
        assert_eq!(palette.of("nobody-we-know"), palette.of("nobody-we-know"));
    }
}
