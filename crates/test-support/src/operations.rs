//! One method per operation of the contract, named like it.

use serde_json::Value;

use crate::{Call, Client};

impl Client {
    /// `GET /v1/data-products`
    pub fn list_data_products(&self) -> Call {
        self.call("GET", "/v1/data-products")
    }

    /// `POST /v1/data-products`
    pub fn create_data_product(&self, body: &Value) -> Call {
        self.call("POST", "/v1/data-products").json(body)
    }

    /// `GET /v1/data-products/{productId}`
    pub fn get_data_product(&self, id: &str) -> Call {
        self.call("GET", &format!("/v1/data-products/{id}"))
    }

    /// `PUT /v1/data-products/{productId}`
    pub fn replace_data_product(&self, id: &str, body: &Value) -> Call {
        self.call("PUT", &format!("/v1/data-products/{id}")).json(body)
    }

    /// `DELETE /v1/data-products/{productId}`
    pub fn delete_data_product(&self, id: &str) -> Call {
        self.call("DELETE", &format!("/v1/data-products/{id}"))
    }

    /// `GET /v1/data-products/{productId}/versions`
    pub fn list_versions(&self, id: &str) -> Call {
        self.call("GET", &format!("/v1/data-products/{id}/versions"))
    }

    /// `GET /v1/data-products/{productId}/changes`
    pub fn compare_versions(&self, id: &str) -> Call {
        self.call("GET", &format!("/v1/data-products/{id}/changes"))
    }

    /// `PUT /v1/data-products/{productId}/lifecycle`
    pub fn set_lifecycle(&self, id: &str, body: &Value) -> Call {
        self.call("PUT", &format!("/v1/data-products/{id}/lifecycle")).json(body)
    }

    /// `GET /v1/data-products/{productId}/consumers`
    pub fn list_consumers(&self, id: &str) -> Call {
        self.call("GET", &format!("/v1/data-products/{id}/consumers"))
    }

    /// `GET /v1/data-products/{productId}/contract`
    pub fn get_contract(&self, id: &str) -> Call {
        self.call("GET", &format!("/v1/data-products/{id}/contract"))
    }

    /// `PUT /v1/data-products/{productId}/contract`, as JSON
    pub fn put_contract(&self, id: &str, body: &Value) -> Call {
        self.call("PUT", &format!("/v1/data-products/{id}/contract")).json(body)
    }

    /// `PUT /v1/data-products/{productId}/contract`, as YAML
    pub fn put_contract_yaml(&self, id: &str, text: &str) -> Call {
        self.call("PUT", &format!("/v1/data-products/{id}/contract"))
            .body("application/yaml", text.to_owned())
    }

    /// `GET /v1/schemas/{schemaId}/formats/{format}`
    pub fn get_schema_format(&self, id: &str, format: &str) -> Call {
        self.call("GET", &format!("/v1/schemas/{id}/formats/{format}"))
    }

    /// `GET /v1/catalogue`
    pub fn get_catalogue(&self) -> Call {
        self.call("GET", "/v1/catalogue")
    }

    /// `POST /v1/schemas/{schemaId}`
    pub fn create_schema(&self, id: &str, body: &Value) -> Call {
        self.call("POST", &format!("/v1/schemas/{id}")).json(body)
    }

    /// `GET /v1/schemas/{schemaId}`
    pub fn get_schema(&self, id: &str) -> Call {
        self.call("GET", &format!("/v1/schemas/{id}"))
    }

    /// `PUT /v1/schemas/{schemaId}`
    pub fn replace_schema(&self, id: &str, body: &Value) -> Call {
        self.call("PUT", &format!("/v1/schemas/{id}")).json(body)
    }

    /// `DELETE /v1/schemas/{schemaId}`
    pub fn delete_schema(&self, id: &str) -> Call {
        self.call("DELETE", &format!("/v1/schemas/{id}"))
    }

    /// `POST /v1/schemas/{schemaId}/compatibility`
    pub fn check_compatibility(&self, id: &str, body: &Value) -> Call {
        self.call("POST", &format!("/v1/schemas/{id}/compatibility")).json(body)
    }

    /// `POST /v1/schemas/{schemaId}/rows`; the body is still to be added.
    pub fn ingest_rows(&self, id: &str) -> Call {
        self.call("POST", &format!("/v1/schemas/{id}/rows"))
    }

    /// `GET /v1/schemas/{schemaId}/rows`
    pub fn read_rows(&self, id: &str) -> Call {
        self.call("GET", &format!("/v1/schemas/{id}/rows"))
    }

    /// Any operation that takes neither parameters nor a body, by its path.
    pub fn get(&self, path: &str) -> Call {
        self.call("GET", path)
    }
}
