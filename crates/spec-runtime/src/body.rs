//! Request bodies: received whole, within bounds, before a handler runs, so that no work ever waits for a client.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::time::Duration;

use actix_web::http::header::CONTENT_LENGTH;
use actix_web::{HttpRequest, web};
use futures_util::StreamExt;

use crate::contract::Operation;
use crate::problem::Problem;

/// Bytes of a body that are written to its file at once.
const PIECE: usize = 1 << 20;

/// How bodies are received.
#[derive(Clone, Debug)]
pub struct BodyLimits {
    /// Bytes of a body that are kept in memory; the rest of a larger one goes to a file.
    pub memory_bytes: usize,
    /// Folder of the files of large bodies. They have no name and are gone with the process.
    pub spool_dir: PathBuf,
    /// Longest wait for the next piece of a body.
    pub idle: Duration,
}

/// A streamed body, received whole: in memory when it is small, else in a file without a name.
#[derive(Debug)]
pub struct Body {
    /// Its media type, as the contract spells it.
    pub media_type: &'static str,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Memory(Cursor<Vec<u8>>),
    File(File),
}

impl Read for Body {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.content {
            Content::Memory(bytes) => bytes.read(buffer),
            Content::File(file) => file.read(buffer),
        }
    }
}

impl Seek for Body {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        match &mut self.content {
            Content::Memory(bytes) => bytes.seek(position),
            Content::File(file) => file.seek(position),
        }
    }
}

/// Refuses a body that says itself that it is too large. Where no body is taken, none is read, whatever its size.
pub(crate) fn refuse_declared_size(operation: &Operation, request: &HttpRequest) -> Result<(), Problem> {
    if operation.consumes.is_empty() {
        return Ok(());
    }
    let limit = operation.max_body_bytes;
    let declared = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    match declared.and_then(|text| text.parse::<u64>().ok()) {
        Some(length) if length > limit => Err(too_large(limit)),
        _ => Ok(()),
    }
}

fn too_large(limit: u64) -> Problem {
    Problem::new(413, "body-too-large", "The body is too large")
        .detail(format!("The limit is {limit} bytes."))
}

/// Receives a body that stays in memory.
pub(crate) async fn bytes(
    mut payload: web::Payload,
    limit: u64,
    limits: &BodyLimits,
) -> Result<Vec<u8>, Problem> {
    let mut whole = Vec::new();
    while let Some(piece) = next(&mut payload, limits.idle).await? {
        if (whole.len() + piece.len()) as u64 > limit {
            return Err(too_large(limit));
        }
        whole.extend_from_slice(&piece);
    }
    Ok(whole)
}

/// Receives a body of any size up to `limit`.
pub(crate) async fn spooled(
    mut payload: web::Payload,
    media_type: &'static str,
    limit: u64,
    limits: &BodyLimits,
) -> Result<Body, Problem> {
    let mut buffer: Vec<u8> = Vec::new();
    let mut file: Option<File> = None;
    let mut received: u64 = 0;
    while let Some(piece) = next(&mut payload, limits.idle).await? {
        received += piece.len() as u64;
        if received > limit {
            return Err(too_large(limit));
        }
        buffer.extend_from_slice(&piece);
        let keep = if file.is_some() { PIECE } else { limits.memory_bytes };
        if buffer.len() > keep {
            file = Some(write_piece(file, &mut buffer, limits).await?);
        }
    }
    let content = match file {
        None => Content::Memory(Cursor::new(buffer)),
        Some(file) => {
            let mut file = write_piece(Some(file), &mut buffer, limits).await?;
            file.rewind().map_err(|error| unwritten(&error))?;
            Content::File(file)
        }
    };
    Ok(Body { media_type, content })
}

async fn write_piece(file: Option<File>, buffer: &mut Vec<u8>, limits: &BodyLimits) -> Result<File, Problem> {
    let piece = std::mem::take(buffer);
    let dir = limits.spool_dir.clone();
    let written = web::block(move || -> io::Result<(File, Vec<u8>)> {
        let mut file = match file {
            Some(file) => file,
            None => tempfile::tempfile_in(dir)?,
        };
        file.write_all(&piece)?;
        Ok((file, piece))
    })
    .await;
    match written {
        Ok(Ok((file, mut piece))) => {
            piece.clear();
            *buffer = piece;
            Ok(file)
        }
        Ok(Err(error)) => Err(unwritten(&error)),
        Err(error) => Err(unwritten(&io::Error::other(error))),
    }
}

fn unwritten(error: &io::Error) -> Problem {
    log::error!("a large body could not be kept in the spool folder: {error}");
    Problem::internal()
}

/// The next piece, or `None` at the end.
async fn next(payload: &mut web::Payload, idle: Duration) -> Result<Option<web::Bytes>, Problem> {
    match tokio::time::timeout(idle, payload.next()).await {
        Ok(None) => Ok(None),
        Ok(Some(Ok(piece))) => Ok(Some(piece)),
        Ok(Some(Err(error))) => {
            Err(Problem::new(400, "body-broken", "The body did not arrive whole").detail(error.to_string()))
        }
        Err(_) => Err(Problem::new(408, "request-timeout", "The body stopped arriving")),
    }
}
