//! Request bodies: received whole, within bounds, before a handler runs, so that no work ever waits for a client.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use actix_web::web;

use crate::incoming::Incoming;
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

/// Keeps what arrives: in memory at first, in a file once it is more than `memory_bytes`.
pub(crate) struct Spool<'a> {
    dir: &'a Path,
    memory_bytes: usize,
    buffer: Vec<u8>,
    file: Option<File>,
}

impl<'a> Spool<'a> {
    pub(crate) fn new(limits: &'a BodyLimits, memory_bytes: usize) -> Spool<'a> {
        Spool { dir: &limits.spool_dir, memory_bytes, buffer: Vec::new(), file: None }
    }

    pub(crate) async fn push(&mut self, piece: &[u8]) -> Result<(), Problem> {
        self.buffer.extend_from_slice(piece);
        let keep = if self.file.is_some() { PIECE } else { self.memory_bytes };
        if self.buffer.len() > keep { self.write().await } else { Ok(()) }
    }

    /// Bytes that stay in memory.
    pub(crate) fn held_bytes(&self) -> usize {
        if self.file.is_some() { 0 } else { self.buffer.len() }
    }

    pub(crate) async fn finish(mut self, media_type: &'static str) -> Result<Body, Problem> {
        if self.file.is_some() {
            self.write().await?;
        }
        let content = match self.file {
            None => Content::Memory(Cursor::new(self.buffer)),
            Some(mut file) => {
                file.rewind().map_err(|error| unwritten(&error))?;
                Content::File(file)
            }
        };
        Ok(Body { media_type, content })
    }

    async fn write(&mut self) -> Result<(), Problem> {
        let piece = std::mem::take(&mut self.buffer);
        let (file, dir) = (self.file.take(), self.dir.to_owned());
        let written = web::block(move || -> io::Result<(File, Vec<u8>)> {
            let mut file = match file {
                Some(file) => file,
                None => tempfile::tempfile_in(dir)?,
            };
            file.write_all(&piece)?;
            Ok((file, piece))
        })
        .await;
        let (file, mut piece) = written
            .map_err(|error| unwritten(&io::Error::other(error)))?
            .map_err(|error| unwritten(&error))?;
        piece.clear();
        self.buffer = piece;
        self.file = Some(file);
        Ok(())
    }
}

fn unwritten(error: &io::Error) -> Problem {
    log::error!("a large body could not be kept in the spool folder: {error}");
    Problem::internal()
}

/// Receives a body that stays in memory.
pub(crate) async fn bytes(mut incoming: Incoming) -> Result<Vec<u8>, Problem> {
    let mut whole = Vec::new();
    while let Some(piece) = incoming.next().await? {
        whole.extend_from_slice(&piece);
    }
    Ok(whole)
}

/// Receives a body of any size.
pub(crate) async fn spooled(
    mut incoming: Incoming,
    media_type: &'static str,
    limits: &BodyLimits,
) -> Result<Body, Problem> {
    let mut spool = Spool::new(limits, limits.memory_bytes);
    while let Some(piece) = incoming.next().await? {
        spool.push(&piece).await?;
    }
    spool.finish(media_type).await
}
