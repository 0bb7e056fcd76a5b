//! May they: every decision of the policy table, worked out once at the start.

mod lines;

use casbin::{CoreApi, DefaultModel, Enforcer};

use crate::caller::Caller;
use crate::vocabulary::{Action, Object, Relation, Role};

pub use lines::{LineFault, PolicyError};

const MODEL: &str = include_str!("../policy/model.conf");
const POLICY: &str = include_str!("../policy/policy.csv");

/// What an operation needs: an action on a kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Permission {
    /// The kind of thing.
    pub object: Object,
    /// What is done to it.
    pub action: Action,
}

/// Why a caller may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The caller may see the thing, but not do this to it: 403.
    NotAllowed,
    /// The caller may not even know that the thing exists: 404.
    Hidden,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NotAllowed => "the caller's role does not allow this",
            Self::Hidden => "there is no such thing that the caller may see",
        })
    }
}

impl std::error::Error for Refusal {}

/// One answer for each combination, indexed by role, object, action and relation.
type Matrix = [[[[bool; Relation::ALL.len()]; Action::ALL.len()]; Object::ALL.len()]; Role::ALL.len()];

/// The policy in force. casbin is asked for the whole matrix when the policy is loaded, so that a decision
/// costs a look-up and cannot fail.
#[derive(Clone, Debug)]
pub struct Policy {
    matrix: Matrix,
    permissions: Vec<Permission>,
}

impl Policy {
    /// Loads the policy that is part of the program.
    pub async fn load() -> Result<Self, PolicyError> {
        Self::from_csv(POLICY).await
    }

    /// Loads a policy from lines like those of `policy.csv`; a malformed line is an error that names it.
    pub async fn from_csv(text: &str) -> Result<Self, PolicyError> {
        let lines = lines::parse(text)?;
        let permissions = lines.permissions();
        let model = DefaultModel::from_str(MODEL).await?;
        let enforcer = Enforcer::new(model, lines).await?;

        let mut matrix = Matrix::default();
        for (role, object, action, relation) in combinations() {
            let fact = (role.as_str(), object.as_str(), action.as_str(), relation.as_str());
            let allowed = enforcer.enforce(fact).unwrap_or_else(|error| {
                log::error!("the policy cannot decide {fact:?}, so it is refused: {error}");
                false
            });
            matrix[role as usize][object as usize][action as usize][relation as usize] = allowed;
        }
        Ok(Self { matrix, permissions })
    }

    /// Whether the role may do this to such a thing in that relation.
    pub fn allows(&self, role: Role, object: Object, action: Action, relation: Relation) -> bool {
        self.matrix[role as usize][object as usize][action as usize][relation as usize]
    }

    /// Whether any line names this action on this kind of thing; without one, nobody can ever do it.
    pub fn has_line(&self, object: Object, action: Action) -> bool {
        self.permissions.contains(&Permission { object, action })
    }

    /// Refuses unless the caller has the permission. Existence stays private from those who may not read the
    /// thing; only creating a data product has nothing to hide yet.
    pub fn require(
        &self,
        caller: &Caller,
        permission: Permission,
        relation: Relation,
    ) -> Result<(), Refusal> {
        let Permission { object, action } = permission;
        let creates_the_product = object == Object::DataProduct && action == Action::Create;
        if self.allows(caller.role, object, action, relation) {
            Ok(())
        } else if creates_the_product || self.allows(caller.role, object, Action::Read, relation) {
            Err(Refusal::NotAllowed)
        } else {
            Err(Refusal::Hidden)
        }
    }
}

fn combinations() -> impl Iterator<Item = (Role, Object, Action, Relation)> {
    Role::ALL.iter().flat_map(|role| {
        Object::ALL.iter().flat_map(move |object| {
            object.actions().iter().flat_map(move |action| {
                Relation::ALL.iter().map(move |relation| (*role, *object, *action, *relation))
            })
        })
    })
}
