//! Queued work. Nothing is queued yet: rows are stored in the request that brings them.
