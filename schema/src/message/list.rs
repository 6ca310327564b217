//! Lists of a received message.

use core::iter::FusedIterator;
use core::marker::PhantomData;

use super::reader::{Elements, bytes_behind};
use super::{Number, Result, Struct, StructReader, WORD};

/// What the lists have in common.
pub trait List: Copy {
    type Item;

    fn count(&self) -> usize;

    /// The element of a number below the count.
    fn element(&self, index: usize) -> Self::Item;
}

/// A list's elements in order.
pub struct Iter<L> {
    list: L,
    next: usize,
}

impl<L: List> Iter<L> {
    const fn new(list: L) -> Self {
        Iter { list, next: 0 }
    }
}

impl<L: List> Iterator for Iter<L> {
    type Item = L::Item;

    #[inline]
    fn next(&mut self) -> Option<L::Item> {
        let index = self.next;
        if index >= self.list.count() {
            return None;
        }
        self.next = index + 1;
        Some(self.list.element(index))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.list.count() - self.next;
        (left, Some(left))
    }
}

impl<L: List> ExactSizeIterator for Iter<L> {}
impl<L: List> FusedIterator for Iter<L> {}

macro_rules! list {
    ($list:ident; $($parameter:ident: $bound:ident),*) => {
        impl<'a, $($parameter: $bound),*> $list<'a, $($parameter),*> {
            pub fn len(&self) -> u32 {
                self.count() as u32
            }

            pub fn is_empty(&self) -> bool {
                self.count() == 0
            }

            /// # Panics
            /// Behind the last.
            pub fn get(&self, index: u32) -> <Self as List>::Item {
                assert!(index < self.len(), "an element behind the end of a list");
                self.element(index as usize)
            }

            pub fn iter(&self) -> Iter<Self> {
                Iter::new(*self)
            }
        }

        impl<'a, $($parameter: $bound),*> IntoIterator for $list<'a, $($parameter),*> {
            type Item = <Self as List>::Item;
            type IntoIter = Iter<Self>;

            fn into_iter(self) -> Iter<Self> {
                Iter::new(self)
            }
        }
    };
}

list!(NumberList; N: Number);
list!(DataList;);
list!(StructList; S: Struct);

/// Numbers of one width.
#[derive(Clone, Copy)]
pub struct NumberList<'a, N> {
    bytes: &'a [u8],
    number: PhantomData<N>,
}

impl<'a, N> NumberList<'a, N> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        NumberList { bytes, number: PhantomData }
    }
}

impl<N: Number> List for NumberList<'_, N> {
    type Item = N;

    fn count(&self) -> usize {
        self.bytes.len() / N::BYTES
    }

    fn element(&self, index: usize) -> N {
        N::read(&self.bytes[index * N::BYTES..])
    }
}

/// Pointers to bytes.
#[derive(Clone, Copy)]
pub struct DataList<'a> {
    segment: &'a [u8],
    elements: Elements,
}

impl<'a> DataList<'a> {
    pub(super) const EMPTY: Self = DataList { segment: &[], elements: Elements { start: 0, count: 0 } };

    pub(super) const fn new(segment: &'a [u8], elements: Elements) -> Self {
        DataList { segment, elements }
    }
}

impl<'a> List for DataList<'a> {
    type Item = Result<&'a [u8]>;

    fn count(&self) -> usize {
        self.elements.count
    }

    fn element(&self, index: usize) -> Result<&'a [u8]> {
        bytes_behind(self.segment, self.elements.start + index * WORD)
    }
}

/// Structs, each as long as the others.
pub struct StructList<'a, S> {
    segment: &'a [u8],
    elements: Elements,
    /// Bytes of each.
    data: usize,
    pointers: usize,
    structure: PhantomData<S>,
}

impl<S> Clone for StructList<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for StructList<'_, S> {}

impl<'a, S> StructList<'a, S> {
    pub(super) const EMPTY: Self = StructList::new(&[], Elements { start: 0, count: 0 }, 0, 0);

    pub(super) const fn new(segment: &'a [u8], elements: Elements, data: usize, pointers: usize) -> Self {
        StructList { segment, elements, data, pointers, structure: PhantomData }
    }
}

impl<'a, S: Struct> List for StructList<'a, S> {
    type Item = S::Reader<'a>;

    fn count(&self) -> usize {
        self.elements.count
    }

    #[inline]
    fn element(&self, index: usize) -> S::Reader<'a> {
        let start = self.elements.start + index * (self.data + self.pointers);
        // The list was checked to lie in the segment as a whole, so there is always such a struct.
        let element = StructReader::at(self.segment, start, self.data, self.pointers);
        element.unwrap_or(StructReader::EMPTY).into()
    }
}
