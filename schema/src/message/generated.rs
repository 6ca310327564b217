//! What all generated structs look like.

/// The `Reader` and `Builder` of a struct that lies in another one.
macro_rules! group {
    () => {
        #[derive(Clone, Copy)]
        pub struct Reader<'a>($crate::message::StructReader<'a>);

        impl<'a> From<$crate::message::StructReader<'a>> for Reader<'a> {
            #[inline]
            fn from(from: $crate::message::StructReader<'a>) -> Self {
                Reader(from)
            }
        }

        pub struct Builder<'a>($crate::message::StructBuilder<'a>);

        impl<'a> From<$crate::message::StructBuilder<'a>> for Builder<'a> {
            #[inline]
            fn from(from: $crate::message::StructBuilder<'a>) -> Self {
                Builder(from)
            }
        }

        impl Builder<'_> {
            #[inline]
            pub fn reborrow(&mut self) -> Builder<'_> {
                Builder(self.0.reborrow())
            }
        }
    };
}

/// Those of a struct of so many words of data and so many pointers, and `Owned`, which names both.
macro_rules! structure {
    ($data:literal, $pointers:literal) => {
        pub enum Owned {}

        impl $crate::message::Struct for Owned {
            type Reader<'a> = Reader<'a>;
            type Builder<'a> = Builder<'a>;
            const SIZE: $crate::message::StructSize =
                $crate::message::StructSize { data: $data, pointers: $pointers };
        }

        $crate::message::group!();
    };
}

pub(crate) use {group, structure};
