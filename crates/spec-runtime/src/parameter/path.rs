//! Paths: their order, the pattern that the router is given, and the text of a parameter as it was sent.

use std::cmp::Reverse;

use percent_encoding::percent_decode_str;

use crate::problem::Fault;

/// Notes a path that is not UTF-8, which the router has decoded as well as it could.
pub(crate) fn refuse_bad_path(path: &str, faults: &mut Vec<Fault>) {
    if path.contains('%') && percent_decode_str(path).decode_utf8().is_err() {
        faults.push(Fault::new("/path", "encoding", "must be percent-encoded UTF-8"));
    }
}

/// A part of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Literal(&'static str),
    Parameter(&'static str),
}

/// How a segment compares: literals come first, then what has a longer literal part, then what may be anything.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Segment {
    Literal(&'static str),
    Mixed(Reverse<usize>, String),
    Parameter,
}

/// A path template, `/things/{thingId}/report.{format}`.
#[derive(Debug)]
pub(crate) struct Template {
    segments: Vec<Vec<Piece>>,
}

impl Template {
    pub(crate) fn new(path: &'static str) -> Template {
        Template { segments: path.split('/').map(pieces).collect() }
    }

    /// What routes are ordered and told apart by; names of parameters do not matter.
    pub(crate) fn order(&self) -> Vec<Segment> {
        let segment = |pieces: &Vec<Piece>| match pieces.as_slice() {
            [] => Segment::Literal(""),
            [Piece::Literal(text)] => Segment::Literal(text),
            [Piece::Parameter(_)] => Segment::Parameter,
            pieces => {
                let text = |piece: &Piece| match piece {
                    Piece::Literal(text) => *text,
                    Piece::Parameter(_) => "{}",
                };
                let literal = |piece: &Piece| if let Piece::Literal(text) = piece { text.len() } else { 0 };
                let length = pieces.iter().map(literal).sum();
                Segment::Mixed(Reverse(length), pieces.iter().map(text).collect())
            }
        };
        self.segments.iter().map(segment).collect()
    }

    /// The pattern for the router. Parameters are numbered, as it does not take every name that a contract may have.
    pub(crate) fn pattern(&self) -> String {
        let mut number = 0;
        let mut piece = |piece: &Piece| match piece {
            Piece::Literal(text) => (*text).to_owned(),
            Piece::Parameter(_) => {
                number += 1;
                format!("{{p{}}}", number - 1)
            }
        };
        let segments: Vec<String> =
            self.segments.iter().map(|pieces| pieces.iter().map(&mut piece).collect()).collect();
        segments.join("/")
    }

    /// The name of a parameter in the pattern.
    pub(crate) fn pattern_name(&self, name: &str) -> Option<String> {
        let mut names = self.segments.iter().flatten().filter_map(|piece| match piece {
            Piece::Parameter(known) => Some(*known),
            Piece::Literal(_) => None,
        });
        names.position(|known| known == name).map(|number| format!("p{number}"))
    }

    /// The text of a parameter in a path that the router matched, before any decoding. `None` when the path has its
    /// literal parts encoded, so that they cannot be told from the rest.
    pub(crate) fn raw<'r>(&self, path: &'r str, name: &str) -> Option<&'r str> {
        let is_it = |piece: &Piece| matches!(piece, Piece::Parameter(known) if *known == name);
        let index = self.segments.iter().position(|pieces| pieces.iter().any(is_it))?;
        // Counted from the end: the service may be mounted below a prefix.
        let raw = path.rsplit('/').nth(self.segments.len() - 1 - index)?;
        let pieces = &self.segments[index];
        let mut texts = Vec::with_capacity(pieces.len());
        if !matches(pieces, raw, &mut texts) {
            return None;
        }
        pieces.iter().zip(texts).find(|(piece, _)| is_it(piece)).map(|(_, text)| text)
    }
}

/// Divides a segment at its braces.
fn pieces(segment: &'static str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = segment;
    while let Some((literal, name, after)) = rest
        .split_once('{')
        .and_then(|(literal, after)| after.split_once('}').map(|(name, after)| (literal, name, after)))
    {
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal));
        }
        pieces.push(Piece::Parameter(name));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest));
    }
    pieces
}

/// Whether a segment is these pieces, and which text each of them is: parameters take as much as they can.
fn matches<'r>(pieces: &[Piece], raw: &'r str, texts: &mut Vec<&'r str>) -> bool {
    match pieces {
        [] => raw.is_empty(),
        [Piece::Parameter(_)] => {
            texts.push(raw);
            !raw.is_empty()
        }
        [Piece::Literal(literal), rest @ ..] => match raw.strip_prefix(literal) {
            Some(after) => {
                texts.push(literal);
                matches(rest, after, texts)
            }
            None => false,
        },
        [Piece::Parameter(_), rest @ ..] => {
            let length = texts.len();
            let ends = raw.char_indices().map(|(at, _)| at).filter(|at| *at > 0).rev();
            for end in ends {
                texts.push(&raw[..end]);
                if matches(rest, &raw[end..], texts) {
                    return true;
                }
                texts.truncate(length);
            }
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Template;

    #[test]
    fn several_parameters_of_a_segment_are_told_apart_as_they_were_sent() {
        let template = Template::new("/a/{x}.{y}/v{n}:go/{z-1}");
        assert_eq!(template.pattern(), "/a/{p0}.{p1}/v{p2}:go/{p3}");
        assert_eq!(template.pattern_name("z-1").as_deref(), Some("p3"));
        let path = "/prefix/a/1.2%2E3.4/v5:go/b%2Cc";
        let raw = |name| template.raw(path, name);
        assert_eq!(
            [raw("x"), raw("y"), raw("n"), raw("z-1")].map(Option::unwrap),
            ["1.2%2E3", "4", "5", "b%2Cc"]
        );
        assert_eq!(template.raw("/a/1.2/v5%3Ago/b", "n"), None);
    }

    #[test]
    fn the_more_exact_path_comes_first() {
        let mut paths = ["/a/{b}", "/a/{b}.json", "/a/{b}.{c}", "/a/b", "/{a}/b"];
        paths.sort_by_key(|path| Template::new(path).order());
        assert_eq!(paths, ["/a/b", "/a/{b}.json", "/a/{b}.{c}", "/a/{b}", "/{a}/b"]);
        assert_eq!(Template::new("/a/{b}").order(), Template::new("/a/{c}").order());
    }
}
