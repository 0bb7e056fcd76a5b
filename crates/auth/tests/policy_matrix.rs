//! The whole outcome of the policy, compared with the committed table beside this file.

use auth::{Action, Caller, Object, Permission, Policy, PolicyError, Refusal, Relation, Role};

const POLICY: &str = include_str!("../policy/policy.csv");
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/policy_matrix.txt");

/// A row per object, action and relation; a column per role.
fn matrix(policy: &Policy) -> String {
    let mut table =
        String::from("object        action            relation   admin  steward  producer  consumer\n");
    for object in Object::ALL {
        for action in object.actions() {
            for relation in Relation::ALL {
                table.push_str(&format!("{object:12}  {action:16}  {relation:9}"));
                for role in Role::ALL {
                    let verdict = if policy.allows(*role, *object, *action, *relation) { "yes" } else { "-" };
                    table.push_str(&format!("  {verdict:width$}", width = role.as_str().len()));
                }
                table.truncate(table.trim_end().len());
                table.push('\n');
            }
        }
    }
    table
}

#[tokio::test]
async fn the_policy_decides_as_the_committed_matrix_says() {
    let now = matrix(&Policy::load().await.unwrap());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(GOLDEN, &now).unwrap();
    }
    let committed = std::fs::read_to_string(GOLDEN).unwrap_or_default();
    assert_eq!(
        now, committed,
        "if the change is meant: UPDATE_GOLDEN=1 cargo test -p auth --test policy_matrix"
    );
}

#[tokio::test]
async fn deleting_any_one_line_changes_the_matrix() {
    let whole = matrix(&Policy::load().await.unwrap());
    let rules = |line: &&str| line.starts_with("p,") || line.starts_with("g,");
    assert!(POLICY.lines().filter(rules).count() > 20);
    for deleted in POLICY.lines().filter(rules) {
        let rest: Vec<&str> = POLICY.lines().filter(|line| *line != deleted).collect();
        let without = Policy::from_csv(&rest.join("\n")).await.unwrap();
        assert_ne!(matrix(&without), whole, "`{deleted}` decides nothing");
    }
}

#[tokio::test]
async fn a_malformed_line_is_named() {
    let cases = [
        ("q, admin, steward", "expected p"),
        ("p, consumer, row, read", "expected 5 fields"),
        ("p, consumer, row, read, any, allow", "expected 5 fields"),
        ("g, admin", "expected 3 fields"),
        ("p, visitor, row, read, any", "not a known role"),
        ("p, consumer, rows, read, any", "not a known object"),
        ("p, consumer, row, peek, any", "not a known action"),
        ("p, consumer, row, read, theirs", "not a known relation"),
        ("p, consumer, row, publish, any", "no such action"),
        ("g, admin, root", "not a known role"),
        ("p, consumer, data_product, read, published", "stands further up"),
        (" p consumer row read any", "expected p"),
    ];
    for (line, fault) in cases {
        let text = format!("{POLICY}{line}\n");
        let error = Policy::from_csv(&text).await.unwrap_err();
        let message = error.to_string();
        assert!(matches!(error, PolicyError::Line { .. }), "{message}");
        assert!(message.contains(line) && message.contains(fault), "{message}");
        assert!(message.contains(&format!("line {} ", text.lines().count())), "{message}");
    }
}

#[tokio::test]
async fn every_action_of_every_object_has_a_line() {
    let policy = Policy::load().await.unwrap();
    for object in Object::ALL {
        for action in object.actions() {
            assert!(policy.has_line(*object, *action), "{object} {action}");
        }
    }
    assert!(!policy.has_line(Object::Row, Action::Publish));
}

#[tokio::test]
async fn an_empty_policy_allows_nothing() {
    assert!(!matrix(&Policy::from_csv("").await.unwrap()).contains("yes"));
}

#[tokio::test]
async fn a_refusal_hides_what_may_not_be_read() {
    let policy = Policy::load().await.unwrap();
    let caller = |role| Caller { id: "1".into(), name: "ann".into(), role, request_id: String::new() };
    let ask = |role, object, action, relation| {
        policy.require(&caller(role), Permission { object, action }, relation)
    };
    use {Action::*, Object::*, Relation::*, Role::*};
    assert_eq!(ask(Producer, DataProduct, Update, Own), Ok(()));
    assert_eq!(ask(Producer, DataProduct, Publish, Own), Err(Refusal::NotAllowed));
    assert_eq!(ask(Producer, DataProduct, Update, Published), Err(Refusal::NotAllowed));
    assert_eq!(ask(Producer, DataProduct, Update, Draft), Err(Refusal::Hidden));
    assert_eq!(ask(Consumer, Object::Row, Read, Draft), Err(Refusal::Hidden));
    assert_eq!(ask(Consumer, DataProduct, Create, Own), Err(Refusal::NotAllowed));
    assert_eq!(ask(Steward, DataProduct, DeletePublished, Published), Ok(()));
}

#[test]
fn each_role_carries_the_scopes_of_the_role_below_it() {
    for pair in Role::ALL.windows(2) {
        let [above, below] = pair else { unreachable!("windows of two") };
        assert!(below.scopes().iter().all(|scope| above.scopes().contains(scope)));
        assert!(above.scopes().len() > below.scopes().len());
    }
}
