//! The words of the policy. A line of `policy.csv` may use these and no others.

use std::fmt;
use std::str::FromStr;

/// The text is not one of the words that may stand here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    /// What kind of word was expected, such as `role`.
    pub kind: &'static str,
    /// The words of that kind.
    pub known: &'static [&'static str],
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a known {}: expected one of {}", self.kind, self.known.join(", "))
    }
}

impl std::error::Error for UnknownWord {}

macro_rules! words {
    ($(#[$about:meta])* $name:ident, $kind:literal { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// All of them, in the order of the policy matrix.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];
            const WORDS: &[&str] = &[$($word,)+];

            /// The word as policy, database and command line spell it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;

            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(UnknownWord { kind: $kind, known: Self::WORDS }),
                }
            }
        }
    };
}

words! {
    /// What a caller is in this installation; each role may also do what the ones below it may.
    Role, "role" {
        /// Runs the installation.
        Admin = "admin",
        /// Governs every data product, and alone publishes and retires.
        Steward = "steward",
        /// Makes and fills data products of their own.
        Producer = "producer",
        /// Reads what is published.
        Consumer = "consumer",
    }
}

words! {
    /// The kind of thing that is acted upon.
    Object, "object" {
        /// A data product.
        DataProduct = "data_product",
        /// A table of a data product.
        Schema = "schema",
        /// The rows of a table.
        Row = "row",
        /// Who uses a data product.
        Usage = "usage",
        /// What was changed, and by whom.
        AuditEvent = "audit_event",
        /// How much there is, and how much it is used.
        Statistics = "statistics",
    }
}

words! {
    /// What is done to a thing.
    Action, "action" {
        /// See it and find it.
        Read = "read",
        /// Make it.
        Create = "create",
        /// Change it.
        Update = "update",
        /// Put rows in.
        Ingest = "ingest",
        /// Show it to consumers.
        Publish = "publish",
        /// Say when it ends, and end it.
        Retire = "retire",
        /// Remove it while nobody can have read it.
        Delete = "delete",
        /// Remove it although it was published.
        DeletePublished = "delete_published",
    }
}

words! {
    /// How the caller stands to the data product in question; always exactly one applies.
    Relation, "relation" {
        /// The caller owns it.
        Own = "own",
        /// Someone else's, published.
        Published = "published",
        /// Someone else's, not published.
        Draft = "draft",
    }
}

impl Role {
    /// The scopes of the contract that the role carries.
    pub const fn scopes(self) -> &'static [&'static str] {
        match self {
            Self::Consumer => &["catalogue:read", "data:read"],
            Self::Producer => &["catalogue:read", "catalogue:write", "data:read", "data:write"],
            Self::Steward => &["catalogue:read", "catalogue:write", "data:read", "data:write", "govern"],
            Self::Admin => {
                &["catalogue:read", "catalogue:write", "data:read", "data:write", "govern", "admin"]
            }
        }
    }
}

impl Object {
    /// What can be done to things of this kind.
    pub const fn actions(self) -> &'static [Action] {
        use Action::{Create, Delete, DeletePublished, Ingest, Publish, Read, Retire, Update};
        match self {
            Self::DataProduct => &[Read, Create, Update, Publish, Retire, Delete, DeletePublished],
            Self::Schema => &[Read, Create, Update, Delete],
            Self::Row => &[Read, Ingest],
            Self::Usage | Self::AuditEvent | Self::Statistics => &[Read],
        }
    }
}
