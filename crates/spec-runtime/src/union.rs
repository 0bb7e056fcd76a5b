//! How enums of the contract are decoded and written: words, and values that are one of several things.

/// An enum of texts.
#[macro_export]
macro_rules! words {
    ($model:ident { $($variant:ident = $word:literal,)* }) => {
        impl $model {
            /// The word of the contract.
            pub fn as_str(self) -> &'static str {
                match self {
                    $($model::$variant => $word,)*
                }
            }
        }

        impl serde::Serialize for $model {
            fn serialize<S: serde::Serializer>(&self, encoder: S) -> Result<S::Ok, S::Error> {
                encoder.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $model {
            fn deserialize<D: serde::Deserializer<'de>>(decoder: D) -> Result<$model, D::Error> {
                decoder.deserialize_str($crate::check::Words(|word| match word {
                    $($word => Some($model::$variant),)*
                    _ => None,
                }))
            }
        }
    };
}

/// Writes what a union holds, as if the union was not there.
#[doc(hidden)]
#[macro_export]
macro_rules! write_union {
    ($model:ident { $($variant:ident),* }) => {
        impl serde::Serialize for $model {
            fn serialize<S: serde::Serializer>(&self, encoder: S) -> Result<S::Ok, S::Error> {
                match self {
                    $($model::$variant(held) => serde::Serialize::serialize(held, encoder),)*
                }
            }
        }
    };
}

/// A union whose first fitting variant is taken (`anyOf`, and `oneOf` where no value fits two).
#[macro_export]
macro_rules! any_of {
    ($model:ident { $($variant:ident($held:ty) => |$v:tt| $check:expr,)* }) => {
        $crate::write_union!($model { $($variant),* });

        impl<'de> serde::Deserialize<'de> for $model {
            fn deserialize<D: serde::Deserializer<'de>>(decoder: D) -> Result<$model, D::Error> {
                let value = <$crate::Json as serde::Deserialize>::deserialize(decoder)?;
                $(
                    if let Some(held) = $crate::check::fitting::<$held>(&value, |$v| $check) {
                        return Ok($model::$variant(held));
                    }
                )*
                Err(serde::de::Error::custom("fits no variant"))
            }
        }

        impl $crate::check::Check for $model {
            fn is_valid(&self) -> bool {
                match self {
                    $($model::$variant($v) => $check,)*
                }
            }
        }
    };
}

/// A union of which exactly one variant must fit (`oneOf`).
#[macro_export]
macro_rules! one_of {
    ($model:ident { $($variant:ident($held:ty) => |$v:tt| $check:expr,)* }) => {
        $crate::write_union!($model { $($variant),* });

        impl $model {
            fn only_fitting(value: &$crate::Json) -> Option<$model> {
                let mut found = None;
                $(
                    if let Some(held) = $crate::check::fitting::<$held>(value, |$v| $check) {
                        if found.is_some() {
                            return None;
                        }
                        found = Some($model::$variant(held));
                    }
                )*
                found
            }
        }

        impl<'de> serde::Deserialize<'de> for $model {
            fn deserialize<D: serde::Deserializer<'de>>(decoder: D) -> Result<$model, D::Error> {
                let value = <$crate::Json as serde::Deserialize>::deserialize(decoder)?;
                $model::only_fitting(&value).ok_or_else(|| serde::de::Error::custom("fits no variant, or several"))
            }
        }

        impl $crate::check::Check for $model {
            fn is_valid(&self) -> bool {
                $crate::check::as_json(self).is_some_and(|value| $model::only_fitting(&value).is_some())
            }
        }
    };
}

/// A union whose variant is named by one property (`discriminator`).
#[macro_export]
macro_rules! tagged {
    ($model:ident, $tag:literal { $($variant:ident($held:ty) = $word:literal => |$v:tt| $check:expr,)* }) => {
        $crate::write_union!($model { $($variant),* });

        impl<'de> serde::Deserialize<'de> for $model {
            fn deserialize<D: serde::Deserializer<'de>>(decoder: D) -> Result<$model, D::Error> {
                let value = <$crate::Json as serde::Deserialize>::deserialize(decoder)?;
                let held = match value.get($tag).and_then(|tag| tag.as_str()) {
                    $(Some($word) => $crate::check::fitting::<$held>(&value, |$v| $check).map($model::$variant),)*
                    _ => None,
                };
                held.ok_or_else(|| serde::de::Error::custom("does not fit the variant that it names"))
            }
        }

        impl $crate::check::Check for $model {
            fn is_valid(&self) -> bool {
                let tag = $crate::check::text_at(self, $tag);
                match self {
                    $($model::$variant($v) => tag.as_deref() == Some($word) && $check,)*
                }
            }
        }
    };
}
