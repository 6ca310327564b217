//! What the schema says, as the writers of code need it.

/// One thing with a name, and what is named inside of it.
pub struct Item {
    pub name: String,
    pub content: Content,
    pub nested: Vec<Item>,
}

pub enum Content {
    /// The enumerants, from 0 on.
    Enum(Vec<String>),
    Struct(Structure),
    Interface {
        id: u64,
        methods: Vec<Method>,
    },
}

pub struct Structure {
    pub data_words: u16,
    pub pointers: u16,
    /// Which half word of the data tells the member of the union.
    pub discriminant: Option<u32>,
    /// It lies in the struct around it.
    pub is_group: bool,
    pub fields: Vec<Field>,
}

pub struct Field {
    pub name: String,
    pub place: Place,
    /// The union's number for it.
    pub member: Option<u16>,
}

pub enum Place {
    /// In units of its own size from the beginning of the data, or among the pointers.
    Slot { offset: u32, type_: Type, default: u64 },
    /// The path of its module.
    Group(String),
}

/// Paths lead to the enum, or to the struct's module.
pub enum Type {
    Void,
    Bool,
    Number(&'static str),
    Enum(String),
    Text,
    Data,
    Struct(String),
    Numbers(&'static str),
    DataList,
    StructList(String),
}

pub struct Method {
    pub name: String,
    /// The paths of the structs' modules.
    pub params: String,
    pub results: String,
    pub bulk: Bulk,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bulk {
    None,
    FromCaller,
    ToCaller,
}
