//! Regular expressions for decimals that are not above, or not below, another one.

/// The digits of a decimal, without leading zeros.
pub(crate) struct Digits {
    pub(crate) is_negative: bool,
    whole: String,
    fraction: String,
}

/// Which digits may stand where a number first differs from the bound.
type Deciding = fn(char) -> Option<String>;

impl Digits {
    /// Of `unscaled / 10^scale`.
    pub(crate) fn new(unscaled: i128, scale: u8) -> Self {
        let scale = usize::from(scale);
        let digits = format!("{:0>width$}", unscaled.unsigned_abs(), width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        Self {
            is_negative: unscaled < 0,
            whole: whole.trim_start_matches('0').to_owned(),
            fraction: fraction.to_owned(),
        }
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.chars().all(|digit| digit == '0')
    }

    /// Numbers without sign that are at most as large.
    pub(crate) fn at_most(&self) -> String {
        let smaller: Deciding = |digit| match digit {
            '0' => None,
            _ => Some(format!("[0-{}]", (digit as u8 - 1) as char)),
        };
        let mut whole = differing(&self.whole, smaller, |rest| format!("[0-9]{{{rest}}}"));
        if let Some(fewer) = self.whole.len().checked_sub(1) {
            whole.push(format!("[0-9]{{0,{fewer}}}"));
        }
        let mut fraction = differing(&self.fraction, smaller, |_| "[0-9]*".to_owned());
        // What lacks the last digits of the bound is not above it.
        fraction.extend((0..=self.fraction.len()).map(|kept| format!("{}0*", &self.fraction[..kept])));
        self.joined(&whole, &fraction, true)
    }

    /// Numbers without sign that are at least as large.
    pub(crate) fn at_least(&self) -> String {
        let larger: Deciding = |digit| match digit {
            '9' => None,
            _ => Some(format!("[{}-9]", (digit as u8 + 1) as char)),
        };
        let mut whole = differing(&self.whole, larger, |rest| format!("[0-9]{{{rest}}}"));
        whole.push(format!("[1-9][0-9]{{{},}}", self.whole.len()));
        let mut fraction = differing(&self.fraction, larger, |_| "[0-9]*".to_owned());
        let needed = self.fraction.trim_end_matches('0');
        fraction.push(format!("{needed}[0-9]*"));
        self.joined(&whole, &fraction, needed.is_empty())
    }

    /// A whole part that decides alone, or that of the bound with a fraction that decides.
    fn joined(&self, whole: &[String], fraction: &[String], may_lack_fraction: bool) -> String {
        let decided = if whole.is_empty() {
            String::new()
        } else {
            format!(r"0*(?:{})(?:\.[0-9]*)?|", whole.join("|"))
        };
        let optional = if may_lack_fraction { "?" } else { "" };
        format!(r"{decided}0*{}(?:\.(?:{})){optional}", self.whole, fraction.join("|"))
    }
}

/// For every place of the bound: its digits up to there, a deciding one, and what may follow.
fn differing(bound: &str, deciding: Deciding, rest: impl Fn(usize) -> String) -> Vec<String> {
    let places = bound.char_indices().filter_map(|(at, digit)| {
        deciding(digit).map(|digits| format!("{}{digits}{}", &bound[..at], rest(bound.len() - at - 1)))
    });
    places.collect()
}
