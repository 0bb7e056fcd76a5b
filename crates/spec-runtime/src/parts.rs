//! The parts of a multipart body as they arrive, delimited as RFC 2046 has it and no other way.

use actix_web::http::header::{ContentDisposition, DispositionParam, HeaderValue};
use actix_web::web::{Bytes, BytesMut};
use memchr::memmem;

use crate::incoming::Incoming;
use crate::negotiate;
use crate::problem::Problem;

/// The most bytes of the head of a part.
const MAX_HEAD_BYTES: usize = 16 << 10;

/// What the head of a part says.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub(crate) name: Option<String>,
    pub(crate) file_name: Option<String>,
    pub(crate) media_type: Option<String>,
    pub(crate) transfer_encoding: Option<String>,
}

/// Why no more parts are read.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The body is not written as multipart bodies are.
    Broken,
    /// The body did not arrive, or it is too large.
    Problem(Problem),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Stop {
        Stop::Problem(problem)
    }
}

/// A multipart body.
pub(crate) struct Reader {
    incoming: Incoming,
    buffer: BytesMut,
    /// Line break, two hyphens and the boundary.
    delimiter: Vec<u8>,
    /// Whether the buffer starts with a delimiter.
    is_at_end: bool,
}

impl Reader {
    /// A body of this media type; `None` when that has no boundary that can be used.
    pub(crate) fn new(media_type: &str, incoming: Incoming) -> Option<Reader> {
        let boundary = negotiate::parameter(media_type, "boundary")?;
        if !(1..=70).contains(&boundary.len()) {
            return None;
        }
        // The first delimiter may be where the body starts, and so has no line before it.
        let buffer = BytesMut::from(&b"\r\n"[..]);
        let delimiter = format!("\r\n--{boundary}").into_bytes();
        Some(Reader { incoming, buffer, delimiter, is_at_end: false })
    }

    /// Goes to the next part, over what is left of this one; `None` after the last.
    pub(crate) async fn next_part(&mut self) -> Result<Option<Head>, Stop> {
        while self.piece().await?.is_some() {}
        self.fill(self.delimiter.len() + 2).await?;
        let _ = self.buffer.split_to(self.delimiter.len());
        if self.buffer.starts_with(b"--") {
            return Ok(None);
        }
        let line = self.line().await?;
        if !line.iter().all(|byte| matches!(byte, b' ' | b'\t')) {
            return Err(Stop::Broken);
        }
        self.is_at_end = false;
        let (mut head, mut length) = (Head::default(), 0);
        loop {
            let line = self.line().await?;
            if line.is_empty() {
                return Ok(Some(head));
            }
            length += line.len();
            if length > MAX_HEAD_BYTES {
                return Err(Stop::Broken);
            }
            head.take(&line).ok_or(Stop::Broken)?;
        }
    }

    /// The next piece of the content of this part, or `None` at its end.
    pub(crate) async fn piece(&mut self) -> Result<Option<Bytes>, Stop> {
        while !self.is_at_end {
            let found = memmem::find(&self.buffer, &self.delimiter);
            // A delimiter may have arrived in part.
            let length =
                found.unwrap_or_else(|| (self.buffer.len() + 1).saturating_sub(self.delimiter.len()));
            self.is_at_end = found == Some(0);
            if length > 0 {
                return Ok(Some(self.buffer.split_to(length).freeze()));
            }
            if !self.is_at_end {
                self.receive().await?;
            }
        }
        Ok(None)
    }

    /// The next line of a head.
    async fn line(&mut self) -> Result<Bytes, Stop> {
        loop {
            if let Some(length) = memmem::find(&self.buffer, b"\r\n") {
                let line = self.buffer.split_to(length).freeze();
                let _ = self.buffer.split_to(2);
                return Ok(line);
            }
            if self.buffer.len() > MAX_HEAD_BYTES {
                return Err(Stop::Broken);
            }
            self.receive().await?;
        }
    }

    async fn fill(&mut self, length: usize) -> Result<(), Stop> {
        while self.buffer.len() < length {
            self.receive().await?;
        }
        Ok(())
    }

    async fn receive(&mut self) -> Result<(), Stop> {
        let piece = self.incoming.next().await?.ok_or(Stop::Broken)?;
        self.buffer.extend_from_slice(&piece);
        Ok(())
    }
}

impl Head {
    /// Reads a line; `None` when it is no header, or one that is there already.
    fn take(&mut self, line: &[u8]) -> Option<()> {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let name = str::from_utf8(&line[..colon]).ok().filter(|name| !name.contains([' ', '\t']))?;
        let value = HeaderValue::from_bytes(line[colon + 1..].trim_ascii()).ok()?;
        let text = || str::from_utf8(value.as_bytes()).ok().map(str::to_owned);
        match name.to_ascii_lowercase().as_str() {
            "content-disposition" if self.name.is_none() => {
                let disposition = ContentDisposition::from_raw(&value).ok()?;
                self.name = Some(disposition.get_name()?.to_owned());
                let extended = disposition.parameters.iter().find_map(|parameter| match parameter {
                    DispositionParam::FilenameExt(name) => String::from_utf8(name.value.clone()).ok(),
                    _ => None,
                });
                self.file_name = extended.or_else(|| disposition.get_filename().map(str::to_owned));
            }
            "content-type" if self.media_type.is_none() => self.media_type = Some(text()?),
            "content-transfer-encoding" if self.transfer_encoding.is_none() => {
                self.transfer_encoding = Some(text()?);
            }
            "content-disposition" | "content-type" | "content-transfer-encoding" => return None,
            _ => {}
        }
        Some(())
    }
}
