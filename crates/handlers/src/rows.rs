//! Operations of the tag Rows.

use std::io;

use auth::Caller;
use domain::rows::{Format, RowOptions};
use futures_util::stream;
use server_api::apis::rows::*;
use server_api::spec_runtime::{Answer, Body, ByteStream, Once};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::ingest::{self, Ingest, NotStored};
use crate::lifecycle::Headers;
use crate::reading::Page;
use crate::{ApiError, Handlers, once};

/// Pieces of an answer that wait for the client.
const WAITING_PIECES: usize = 8;

impl RowsApi for Handlers {
    type Context = Caller;
    type Error = ApiError;

    async fn ingest_rows(
        &self,
        caller: Caller,
        mut once: Once<IngestRows201>,
        parameters: IngestRowsParameters,
        content: IngestRowsContent,
        body: Body,
    ) -> Result<Answer, ApiError> {
        let format = match content {
            IngestRowsContent::Json => Format::Json,
            IngestRowsContent::ApplicationXNdjson => Format::Ndjson,
            IngestRowsContent::TextCsv => Format::Csv,
            IngestRowsContent::Form => Format::Form,
        };
        let options = RowOptions {
            column_map: parameters.column_map.unwrap_or_default().0,
            constants: parameters.constant.unwrap_or_default().0,
        };
        let mut ingest = Ingest { id: parameters.schema_id.parse()?, format, body, options };
        let (policy, clock, usage) = (self.policy.clone(), self.clock.clone(), self.usage.clone());
        let (product, table) = (ingest.id.product.clone(), ingest.id.table.clone());

        let stored = self
            .store
            .transaction(move |conn| {
                if once.key().is_some() {
                    once.read(&mut ingest.body).map_err(ingest::unreadable)?;
                }
                once::keyed(conn, &clock, &caller, &once, |conn| {
                    let (version, body) = ingest::store_rows(conn, &policy, &clock, &caller, ingest)?;
                    usage.wrote(&caller, &version);
                    let Headers { deprecation, sunset, link } = Headers::of(&version);
                    Ok(IngestRows201 { deprecation, sunset, link, body })
                })
            })
            .await;
        let stored = match stored {
            Err(NotStored::Collided(ingest)) => {
                self.store.transaction(move |conn| ingest::find_collisions(conn, ingest)).await
            }
            Err(NotStored::Failed(ApiError::KeyReused)) => Err(ApiError::RowsKeyReused),
            Err(NotStored::Failed(error)) => Err(error),
            Ok(answer) => Ok(answer),
        };
        if let Err(ApiError::RowsRejected { rejected, .. }) = &stored {
            self.usage.rejected(product.as_str(), table.as_str(), *rejected);
        }
        stored
    }

    async fn read_rows(
        &self,
        caller: Caller,
        parameters: ReadRowsParameters,
        media_type: ReadRowsMediaType,
    ) -> Result<ReadRows200, ApiError> {
        let (head, headers) = oneshot::channel();
        let (send_pieces, pieces) = mpsc::channel(WAITING_PIECES);
        let id = parameters.schema_id.parse()?;
        let usage = self.usage.clone();
        let page = Page { caller, id, parameters, media_type, head, usage, pieces: send_pieces };
        let (store, policy) = (self.store.clone(), self.policy.clone());

        // The head of the answer is sent as soon as the query stands, the rows while they are read.
        let reading = tokio::spawn(async move { store.snapshot(move |conn| page.send(conn, &policy)).await });

        match headers.await {
            Ok(Headers { deprecation, sunset, link }) => {
                Ok(ReadRows200 { deprecation, sunset, link, body: body(pieces, reading) })
            }
            Err(_) => match reading.await {
                Ok(Err(error)) => Err(error),
                Ok(Ok(())) => Err(ApiError::Internal("the rows were not read".into())),
                Err(error) => Err(ApiError::Internal(Box::new(error))),
            },
        }
    }
}

/// The pieces as they come. When reading failed halfway the body breaks off, so that no client takes it for whole.
fn body(pieces: mpsc::Receiver<Vec<u8>>, reading: JoinHandle<Result<(), ApiError>>) -> ByteStream {
    ByteStream::new(stream::unfold((pieces, Some(reading)), |(mut pieces, reading)| async move {
        if let Some(piece) = pieces.recv().await {
            return Some((Ok(piece.into()), (pieces, reading)));
        }
        let broken = match reading?.await {
            Ok(Ok(())) => return None,
            Ok(Err(error)) => format!("{error:?}"),
            Err(error) => error.to_string(),
        };
        log::error!("an answer broke off: {broken}");
        Some((Err(io::Error::other("the rows could not be read to the end")), (pieces, None)))
    }))
}
