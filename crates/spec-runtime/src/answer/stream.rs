//! Bodies of answers that are sent piece by piece.

use std::io;
use std::pin::Pin;

use actix_web::web::Bytes;
use futures_util::Stream;

type Pieces = Pin<Box<dyn Stream<Item = Result<Bytes, io::Error>> + Send>>;

/// A body that is sent piece by piece. An error cuts the answer off, so that no caller takes a part for the whole.
pub struct ByteStream(Pieces);

impl ByteStream {
    /// A body from a stream of pieces.
    pub fn new(pieces: impl Stream<Item = Result<Bytes, io::Error>> + Send + 'static) -> ByteStream {
        ByteStream(Box::pin(pieces))
    }

    /// A body that is there already.
    pub fn whole(bytes: impl Into<Bytes>) -> ByteStream {
        let bytes = bytes.into();
        ByteStream::new(futures_util::stream::once(async move { Ok(bytes) }))
    }

    pub(super) fn into_inner(self) -> Pieces {
        self.0
    }
}
