//! Writes `capos_capnp.rs`: a module for each struct, with its `Reader` and `Builder`; the enums; the interfaces' ids.

use std::fmt::Write;

use crate::model::{Content, Field, Item, Place, Structure, Type};
use crate::names::{camel_case, snake_case};

pub fn generate(items: &[Item]) -> String {
    let mut text = String::from(
        "// Generated from capos.capnp by capos-schema-generator. Do not edit.\n\n\
         #[allow(unused_imports)]\nuse crate::message::{self, Malformed};\n",
    );
    for item in items {
        text.push('\n');
        text += &item_text(item);
    }
    text
}

fn item_text(item: &Item) -> String {
    let mut inside = match &item.content {
        Content::Enum(enumerants) => return enum_text(&item.name, enumerants),
        Content::Struct(structure) => structure_text(structure),
        Content::Interface { id, .. } => format!("pub const ID: u64 = {id:#x};\n"),
    };
    for nested in &item.nested {
        inside.push('\n');
        inside += &item_text(nested);
    }
    format!("pub mod {} {{\n{}}}\n", snake_case(&item.name), indented(&format!("use super::*;\n\n{inside}")))
}

fn indented(text: &str) -> String {
    let indent = |line: &str| if line.is_empty() { "\n".into() } else { format!("    {line}\n") };
    text.lines().map(indent).collect()
}

fn enum_text(name: &str, enumerants: &[String]) -> String {
    let mut variants = String::new();
    let mut arms = String::new();
    for (value, enumerant) in enumerants.iter().enumerate() {
        let variant = camel_case(enumerant);
        writeln!(variants, "    {variant} = {value},").unwrap();
        writeln!(arms, "            {value} => Self::{variant},").unwrap();
    }
    format!(
        "#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u16)]
pub enum {name} {{
{variants}}}

impl TryFrom<u16> for {name} {{
    type Error = Malformed;

    fn try_from(value: u16) -> Result<Self, Malformed> {{
        Ok(match value {{
{arms}            _ => return Err(Malformed::Value),
        }})
    }}
}}
"
    )
}

fn structure_text(structure: &Structure) -> String {
    let Structure { data_words, pointers, .. } = structure;
    let mut text = if structure.is_group {
        "message::group!();\n".into()
    } else {
        format!("message::structure!({data_words}, {pointers});\n")
    };
    let mut getters = String::new();
    let mut setters = String::new();
    for field in &structure.fields {
        if field.member.is_none() {
            getters += &getter_text(field);
        }
        setters += &setter_text(field, structure.discriminant);
    }
    if let Some(offset) = structure.discriminant {
        getters += &which_text(structure, offset);
    }
    text += &block("Reader", &getters);
    text += &block("Builder", &setters);
    if structure.discriminant.is_some() {
        text.push('\n');
        text += &members_text(structure);
    }
    text
}

fn block(name: &str, methods: &str) -> String {
    if methods.is_empty() {
        return String::new();
    }
    format!("\nimpl<'a> {name}<'a> {{\n{}}}\n", indented(methods.trim_start()))
}

/// The type that a reader gives for a field, and the expression that reads it from `self.0`.
fn read(place: &Place) -> (String, String) {
    let fallible = |type_: &str| format!("message::Result<{type_}>");
    match place {
        Place::Group(path) => (format!("{path}::Reader<'a>"), "self.0.into()".into()),
        Place::Slot { offset, type_, default } => match type_ {
            Type::Void => ("()".into(), "()".into()),
            Type::Bool => ("bool".into(), format!("self.0.bool({offset})")),
            Type::Number(number) => {
                let value = format!("self.0.number::<{number}>({})", byte_offset(number, *offset));
                let value = if *default == 0 { value } else { format!("{value} ^ {default}") };
                ((*number).into(), value)
            }
            Type::Enum(path) => {
                let value = format!("self.0.number::<u16>({}).try_into()", byte_offset("u16", *offset));
                (fallible(path), value)
            }
            Type::Text => (fallible("message::Text<'a>"), format!("self.0.text({offset})")),
            Type::Data => (fallible("&'a [u8]"), format!("self.0.data({offset})")),
            Type::Struct(path) => (
                fallible(&format!("{path}::Reader<'a>")),
                format!("self.0.structure({offset}).map(Into::into)"),
            ),
            Type::Numbers(number) => {
                (fallible(&format!("message::NumberList<'a, {number}>")), format!("self.0.numbers({offset})"))
            }
            Type::DataList => (fallible("message::DataList<'a>"), format!("self.0.data_list({offset})")),
            Type::StructList(path) => {
                let list = format!("message::StructList<'a, {path}::Owned>");
                (fallible(&list), format!("self.0.struct_list({offset})"))
            }
        },
    }
}

fn byte_offset(number: &str, offset: u32) -> u32 {
    let bits: u32 = number[1..].parse().expect("a number type's name ends with its bits");
    offset * bits / 8
}

fn getter_text(field: &Field) -> String {
    let (type_, value) = read(&field.place);
    format!(
        "
#[inline]
pub fn get_{}(self) -> {type_} {{
    {value}
}}
",
        snake_case(&field.name)
    )
}

fn setter_text(field: &Field, discriminant: Option<u32>) -> String {
    let name = snake_case(&field.name);
    let choose = match (field.member, discriminant) {
        (Some(member), Some(offset)) => {
            format!("    self.0.set_number::<u16>({}, {member});\n", byte_offset("u16", offset))
        }
        _ => String::new(),
    };
    // Whoever gets a part of the message takes the builder over.
    let own = if choose.is_empty() { "self" } else { "mut self" };
    let set = |type_: &str, act: &str| {
        let argument = if type_ == "()" { "_" } else { "value" };
        let act = if act.is_empty() { String::new() } else { format!("    {act};\n") };
        format!("\n#[inline]\npub fn set_{name}(&mut self, {argument}: {type_}) {{\n{choose}{act}}}\n")
    };
    let init = |arguments: &str, type_: &str, act: &str| {
        format!("\n#[inline]\npub fn init_{name}({own}{arguments}) -> {type_} {{\n{choose}    {act}\n}}\n")
    };
    match &field.place {
        Place::Group(path) => init("", &format!("{path}::Builder<'a>"), "self.0.into()"),
        Place::Slot { offset, type_, default } => match type_ {
            Type::Void => set("()", ""),
            Type::Bool => set("bool", &format!("self.0.set_bool({offset}, value)")),
            Type::Number(number) => {
                let value = if *default == 0 { "value".into() } else { format!("value ^ {default}") };
                set(number, &format!("self.0.set_number({}, {value})", byte_offset(number, *offset)))
            }
            Type::Enum(path) => {
                set(path, &format!("self.0.set_number({}, value as u16)", byte_offset("u16", *offset)))
            }
            Type::Text => set("&str", &format!("self.0.set_text({offset}, value)")),
            Type::Data => set("&[u8]", &format!("self.0.set_data({offset}, value)")),
            Type::Struct(path) => {
                let act = format!("self.0.init_struct::<{path}::Owned>({offset})");
                init("", &format!("{path}::Builder<'a>"), &act)
            }
            Type::Numbers(number) => {
                set(&format!("&[{number}]"), &format!("self.0.set_numbers({offset}, value)"))
            }
            Type::DataList => {
                let act = format!("self.0.init_data_list({offset}, count)");
                init(", count: u32", "message::DataListBuilder<'a>", &act)
            }
            Type::StructList(path) => {
                let list = format!("message::StructListBuilder<'a, {path}::Owned>");
                init(", count: u32", &list, &format!("self.0.init_struct_list({offset}, count)"))
            }
        },
    }
}

fn members(structure: &Structure) -> impl Iterator<Item = (&Field, u16)> {
    structure.fields.iter().filter_map(|field| Some((field, field.member?)))
}

/// The generics of `Which`.
fn lifetime(structure: &Structure) -> &'static str {
    let borrows = members(structure).any(|(field, _)| read(&field.place).0.contains("'a"));
    if borrows { "<'a>" } else { "" }
}

fn which_text(structure: &Structure, offset: u32) -> String {
    let mut arms = String::new();
    for (field, member) in members(structure) {
        let (_, value) = read(&field.place);
        writeln!(arms, "        {member} => Which::{}({value}),", camel_case(&field.name)).unwrap();
    }
    format!(
        "
/// Which member the union holds.
#[inline]
pub fn which(self) -> message::Result<Which{}> {{
    Ok(match self.0.number::<u16>({}) {{
{arms}        _ => return Err(Malformed::Value),
    }})
}}
",
        lifetime(structure),
        byte_offset("u16", offset)
    )
}

fn members_text(structure: &Structure) -> String {
    let mut variants = String::new();
    for (field, _) in members(structure) {
        writeln!(variants, "    {}({}),", camel_case(&field.name), read(&field.place).0).unwrap();
    }
    format!("pub enum Which{} {{\n{variants}}}\n\npub use Which::*;\n", lifetime(structure))
}
