//! The built-in catalogue: what the build script packed of `core/catalog/`, unpacked when it is first asked for.

use std::borrow::Cow::Borrowed;
use std::sync::LazyLock;

use super::model::{Catalogue, Indexes};
use super::pack::unpack;

static BUILT_IN: LazyLock<Catalogue> =
    LazyLock::new(|| unpack(include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.bin"))));

impl Catalogue {
    /// The catalogue that medlint brings along. It is unpacked once; what is handed out refers to that.
    pub fn builtin() -> Catalogue {
        let c = &*BUILT_IN;
        Catalogue {
            frameworks: Borrowed(&c.frameworks),
            requirements: Borrowed(&c.requirements),
            areas: Borrowed(&c.areas),
            topics: Borrowed(&c.topics),
            kinds: Borrowed(&c.kinds),
            facts: Borrowed(&c.facts),
            cues: Borrowed(&c.cues),
            citations: Borrowed(&c.citations),
            hash: c.hash,
            indexes: Indexes {
                requirements_by_id: Borrowed(&c.indexes.requirements_by_id),
                topics_by_id: Borrowed(&c.indexes.topics_by_id),
                topic_requirements: Borrowed(&c.indexes.topic_requirements),
                related: Borrowed(&c.indexes.related),
            },
            own: None,
        }
    }
}
