//! The twelve character classes and the two case mappings that every locale has.

/// A character class, as `wctype` and the `[:class:]` of patterns name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    Alnum,
    Alpha,
    Blank,
    Cntrl,
    Digit,
    Graph,
    Lower,
    Print,
    Punct,
    Space,
    Upper,
    Xdigit,
}

impl Class {
    pub const ALL: [Class; 12] = [
        Class::Alnum,
        Class::Alpha,
        Class::Blank,
        Class::Cntrl,
        Class::Digit,
        Class::Graph,
        Class::Lower,
        Class::Print,
        Class::Punct,
        Class::Space,
        Class::Upper,
        Class::Xdigit,
    ];

    /// The name in the standards.
    pub const fn name(self) -> &'static str {
        match self {
            Class::Alnum => "alnum",
            Class::Alpha => "alpha",
            Class::Blank => "blank",
            Class::Cntrl => "cntrl",
            Class::Digit => "digit",
            Class::Graph => "graph",
            Class::Lower => "lower",
            Class::Print => "print",
            Class::Punct => "punct",
            Class::Space => "space",
            Class::Upper => "upper",
            Class::Xdigit => "xdigit",
        }
    }

    /// The class of that name.
    pub fn from_name(name: &[u8]) -> Option<Class> {
        Class::ALL.into_iter().find(|class| class.name().as_bytes() == name)
    }

    /// The class in the place `index` of [`Class::ALL`].
    pub fn from_index(index: usize) -> Option<Class> {
        Class::ALL.get(index).copied()
    }
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassSet(u16);

impl ClassSet {
    pub const EMPTY: ClassSet = ClassSet(0);

    pub const fn with(self, class: Class) -> ClassSet {
        ClassSet(self.0 | 1 << class as u8)
    }

    #[inline]
    pub const fn contains(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }
}

/// A case mapping, as `wctrans` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseMap {
    Lower,
    Upper,
}

impl CaseMap {
    /// The mapping of that name.
    pub fn from_name(name: &[u8]) -> Option<CaseMap> {
        match name {
            b"tolower" => Some(CaseMap::Lower),
            b"toupper" => Some(CaseMap::Upper),
            _ => None,
        }
    }
}
