//! Reads the schema compiler's CodeGeneratorRequest: the interfaces, and the tree of all that the schema names.

use std::collections::HashMap;

use capnp::message::{Reader, ReaderOptions};
use capnp::schema_capnp::{annotation, code_generator_request, field, node, type_, value};
use capnp::serialize::{self, OwnedSegments};

use crate::Result;
use crate::model::{Bulk, Content, Field, Item, Method, Place, Structure, Type};
use crate::names::snake_case;

/// Id of the schema's `bulk` annotation.
const BULK: u64 = 0xd1f0_a2b3_c495_8677;

/// The discriminant of a field outside of any union.
const NO_UNION: u16 = 0xffff;

/// The scope of a struct that stands in a method's own line, and so has no name.
const NO_SCOPE: u64 = 0;

/// Everything at the top of the schema, in the order in which it stands there.
pub fn items(request: &[u8]) -> Result<Vec<Item>> {
    // The compiler's own output, parts of which are looked at again and again: there is nothing to be limited.
    let mut options = ReaderOptions::new();
    options.traversal_limit_in_words(None);
    let message = serialize::read_message(request, options)?;
    let schema = Schema::new(&message)?;
    let file = schema.request()?.get_requested_files()?.get(0).get_id();
    schema.nested(file)
}

struct Schema<'a> {
    message: &'a Reader<OwnedSegments>,
    /// Where in the list of nodes each is, and the path of the module made for it.
    places: HashMap<u64, u32>,
    paths: HashMap<u64, String>,
}

impl<'a> Schema<'a> {
    fn new(message: &'a Reader<OwnedSegments>) -> Result<Self> {
        let mut schema = Schema { message, places: HashMap::new(), paths: HashMap::new() };
        for (index, node) in schema.request()?.get_nodes()?.iter().enumerate() {
            schema.places.insert(node.get_id(), index as u32);
        }
        let file = schema.request()?.get_requested_files()?.get(0).get_id();
        schema.note_paths(file, "crate::capos_capnp")?;
        Ok(schema)
    }

    fn request(&self) -> Result<code_generator_request::Reader<'a>> {
        Ok(self.message.get_root()?)
    }

    fn node(&self, id: u64) -> Result<node::Reader<'a>> {
        let place = self.places.get(&id).ok_or_else(|| format!("no node {id:#x}"))?;
        Ok(self.request()?.get_nodes()?.get(*place))
    }

    /// Names and ids of what belongs into the module of a node: for an interface the messages that only one of its methods
    /// has, too.
    fn children(&self, id: u64) -> Result<Vec<(String, u64)>> {
        let node = self.node(id)?;
        let mut children = Vec::new();
        for nested in node.get_nested_nodes()? {
            children.push((nested.get_name()?.to_str()?.to_owned(), nested.get_id()));
        }
        match node.which()? {
            node::Which::Interface(interface) => {
                for method in interface.get_methods()? {
                    let name = method.get_name()?.to_str()?;
                    for (suffix, id) in [
                        ("Params", method.get_param_struct_type()),
                        ("Results", method.get_result_struct_type()),
                    ] {
                        if self.node(id)?.get_scope_id() == NO_SCOPE {
                            children.push((format!("{name}{suffix}"), id));
                        }
                    }
                }
            }
            node::Which::Struct(structure) => {
                for field in structure.get_fields()? {
                    if let field::Which::Group(group) = field.which()? {
                        children.push((field.get_name()?.to_str()?.to_owned(), group.get_type_id()));
                    }
                }
            }
            _ => {}
        }
        Ok(children)
    }

    fn note_paths(&mut self, id: u64, path: &str) -> Result<()> {
        for (name, child) in self.children(id)? {
            let is_enum = matches!(self.node(child)?.which()?, node::Which::Enum(_));
            let name = if is_enum { name } else { snake_case(&name) };
            let path = format!("{path}::{name}");
            self.note_paths(child, &path)?;
            self.paths.insert(child, path);
        }
        Ok(())
    }

    fn path(&self, id: u64) -> Result<String> {
        Ok(self.paths.get(&id).ok_or_else(|| format!("node {id:#x} is of another schema"))?.clone())
    }

    fn nested(&self, id: u64) -> Result<Vec<Item>> {
        let mut items = Vec::new();
        for (name, child) in self.children(id)? {
            let node = self.node(child)?;
            let content = match node.which()? {
                node::Which::Enum(enumeration) => {
                    let names = enumeration.get_enumerants()?.iter();
                    Content::Enum(
                        names
                            .map(|entry| Ok(entry.get_name()?.to_str()?.to_owned()))
                            .collect::<Result<_>>()?,
                    )
                }
                node::Which::Struct(structure) => Content::Struct(self.structure(structure)?),
                node::Which::Interface(interface) => {
                    let methods = interface.get_methods()?.iter().map(|method| {
                        let name = method.get_name()?.to_str()?.to_owned();
                        Ok(Method {
                            name,
                            params: self.path(method.get_param_struct_type())?,
                            results: self.path(method.get_result_struct_type())?,
                            bulk: bulk(method.get_annotations()?)?,
                        })
                    });
                    Content::Interface { id: child, methods: methods.collect::<Result<_>>()? }
                }
                _ => continue,
            };
            items.push(Item { name, content, nested: self.nested(child)? });
        }
        Ok(items)
    }

    fn structure(&self, from: node::struct_::Reader<'a>) -> Result<Structure> {
        let mut fields = Vec::new();
        for field in from.get_fields()? {
            let name = field.get_name()?.to_str()?.to_owned();
            let place = match field.which()? {
                field::Which::Group(group) => Place::Group(self.path(group.get_type_id())?),
                field::Which::Slot(slot) => {
                    let default = number(slot.get_default_value()?)?;
                    Place::Slot { offset: slot.get_offset(), type_: self.type_(slot.get_type()?)?, default }
                }
            };
            let discriminant = field.get_discriminant_value();
            fields.push(Field { name, place, member: (discriminant != NO_UNION).then_some(discriminant) });
        }
        Ok(Structure {
            data_words: from.get_data_word_count(),
            pointers: from.get_pointer_count(),
            discriminant: (from.get_discriminant_count() > 0).then(|| from.get_discriminant_offset()),
            is_group: from.get_is_group(),
            fields,
        })
    }

    fn type_(&self, from: type_::Reader<'a>) -> Result<Type> {
        Ok(match from.which()? {
            type_::Void(()) => Type::Void,
            type_::Bool(()) => Type::Bool,
            type_::Int8(()) => Type::Number("i8"),
            type_::Int16(()) => Type::Number("i16"),
            type_::Int32(()) => Type::Number("i32"),
            type_::Int64(()) => Type::Number("i64"),
            type_::Uint8(()) => Type::Number("u8"),
            type_::Uint16(()) => Type::Number("u16"),
            type_::Uint32(()) => Type::Number("u32"),
            type_::Uint64(()) => Type::Number("u64"),
            type_::Text(()) => Type::Text,
            type_::Data(()) => Type::Data,
            type_::Enum(enumeration) => Type::Enum(self.path(enumeration.get_type_id())?),
            type_::Struct(structure) => Type::Struct(self.path(structure.get_type_id())?),
            type_::List(list) => match self.type_(list.get_element_type()?)? {
                Type::Number(number) => Type::Numbers(number),
                Type::Data => Type::DataList,
                Type::Struct(path) => Type::StructList(path),
                _ => return Err("lists hold numbers, data or structs".into()),
            },
            _ => return Err("a type that messages of the ABI do not have".into()),
        })
    }
}

/// The default of a number; only numbers may have one that is not all zeros.
fn number(value: value::Reader<'_>) -> Result<u64> {
    Ok(match value.which()? {
        value::Int8(number) => number as u8 as u64,
        value::Int16(number) => number as u16 as u64,
        value::Int32(number) => number as u32 as u64,
        value::Int64(number) => number as u64,
        value::Uint8(number) => number.into(),
        value::Uint16(number) => number.into(),
        value::Uint32(number) => number.into(),
        value::Uint64(number) => number,
        value::Bool(true) => return Err("a default of true".into()),
        value::Enum(1..) => return Err("an enumerant as default".into()),
        _ => 0,
    })
}

fn bulk(annotations: capnp::struct_list::Reader<annotation::Owned>) -> Result<Bulk> {
    for annotation in annotations {
        if annotation.get_id() == BULK
            && let value::Which::Enum(direction) = annotation.get_value()?.which()?
        {
            return Ok(if direction == 0 { Bulk::FromCaller } else { Bulk::ToCaller });
        }
    }
    Ok(Bulk::None)
}
