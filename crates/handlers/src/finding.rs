//! Lists of data products: by words, by terms, in the order asked for, with facets.

use auth::{Caller, Policy, Relation};
use domain::finding::{Term, words};
use server_api::apis::data_products::ListDataProductsParameters;
use server_api::models;
use server_api::models::DataProductSort as Wanted;
use store::Connection;
use store::catalogue::{self, Facet, Order, Place, Search, Sort, Visibility};

use crate::{ApiError, access, cursor, views};

/// The most values of a facet, as the contract says.
const FACET_VALUES: usize = 50;

/// Which data products a caller may find.
pub fn visible(policy: &Policy, caller: &Caller) -> Visibility {
    if policy.require(caller, access::READ_PRODUCT, Relation::Draft).is_ok() {
        Visibility::All
    } else {
        Visibility::PublishedOr(caller.id.clone())
    }
}

/// One page of what was found.
pub fn page(
    conn: &mut Connection,
    visible: Visibility,
    parameters: &ListDataProductsParameters,
) -> Result<models::DataProductPage, ApiError> {
    let search = search(visible, parameters);
    let order = order(parameters.sort);
    let limit = parameters.limit.unsigned_abs();
    let after: Option<(i64, String)> = cursor::decode(parameters.cursor.as_deref())?;
    let after = after.map(|(micros, name)| Place { micros, name });
    // One more than asked for says whether there is a next page.
    let mut found = catalogue::page(conn, &search, order, after.as_ref(), limit + 1)?;
    let next_cursor = cursor::cut(&mut found, limit, |(product, version)| {
        let at = match order.sort {
            Sort::Name => 0,
            Sort::CreatedAt => product.created_at.and_utc().timestamp_micros(),
            Sort::UpdatedAt => version.updated_at.and_utc().timestamp_micros(),
        };
        (at, product.name.clone())
    })?;
    let items = found.iter().map(|(product, version)| Ok(views::data_product(product, version)?.1));
    let items = items.collect::<Result<_, ApiError>>()?;
    let facets = parameters.facets.as_ref().map(|names| facets(conn, &search, names)).transpose()?;
    Ok(models::DataProductPage { items, next_cursor, facets })
}

fn search(visible: Visibility, parameters: &ListDataProductsParameters) -> Search {
    let tag = parameters.tag.as_deref();
    let terms = [
        parameters.column.as_deref().map(Term::Column),
        tag.map(|tag| if tag.contains('=') { Term::TagValue(tag) } else { Term::Tag(tag) }),
        parameters.owner.as_deref().map(Term::Owner),
        parameters.domain.as_deref().map(Term::Domain),
        parameters.personal_data.map(Term::PersonalData),
        parameters.status.map(|status| Term::Status(views::stored_status(status))),
    ];
    let words = parameters.q.as_deref().map(|q| words(q).collect()).unwrap_or_default();
    Search::new(visible, words, terms.into_iter().flatten().map(Term::text).collect())
}

fn order(wanted: Wanted) -> Order {
    let (sort, descending) = match wanted {
        Wanted::Name => (Sort::Name, false),
        Wanted::MinusName => (Sort::Name, true),
        Wanted::CreatedAt => (Sort::CreatedAt, false),
        Wanted::MinusCreatedAt => (Sort::CreatedAt, true),
        Wanted::UpdatedAt => (Sort::UpdatedAt, false),
        Wanted::MinusUpdatedAt => (Sort::UpdatedAt, true),
    };
    Order { sort, descending }
}

fn facets(
    conn: &mut Connection,
    search: &Search,
    names: &[models::FacetName],
) -> Result<Vec<models::Facet>, ApiError> {
    let wanted = names.iter().map(|name| match name {
        models::FacetName::Domain => Facet::Domain,
        models::FacetName::Status => Facet::Status,
        models::FacetName::Tag => Facet::Tag,
        models::FacetName::Owner => Facet::Owner,
    });
    let counted = catalogue::facets(conn, search, &wanted.collect::<Vec<_>>(), FACET_VALUES)?;
    let facets = names.iter().zip(counted.values).map(|(name, values)| {
        let values = values.into_iter().map(|(value, products)| models::FacetValue { value, products });
        models::Facet { name: *name, estimated: counted.estimated, values: values.collect() }
    });
    Ok(facets.collect())
}
