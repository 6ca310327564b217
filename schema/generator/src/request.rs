//! Reads the schema compiler's CodeGeneratorRequest, and rewrites its interfaces.

use capnp::message::{Builder, ReaderOptions};
use capnp::schema_capnp::{annotation, code_generator_request, node, value};
use capnp::serialize;

use crate::Result;

/// Id of the schema's `bulk` annotation.
const BULK: u64 = 0xd1f0_a2b3_c495_8677;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bulk {
    None,
    FromCaller,
    ToCaller,
}

pub struct Method {
    pub name: String,
    pub bulk: Bulk,
}

pub struct Interface {
    pub name: String,
    pub methods: Vec<Method>,
}

/// The interfaces in order of their names, their methods in order of their ordinals.
pub fn interfaces(request: &[u8]) -> Result<Vec<Interface>> {
    let message = serialize::read_message(request, options())?;
    let root: code_generator_request::Reader = message.get_root()?;
    let mut interfaces = Vec::new();
    for node in root.get_nodes()? {
        let node::Which::Interface(interface) = node.which()? else { continue };
        let mut methods = Vec::new();
        for method in interface.get_methods()? {
            let name = method.get_name()?.to_string()?;
            methods.push(Method { name, bulk: bulk(method.get_annotations()?)? });
        }
        let display = node.get_display_name()?.to_string()?;
        let name = display.rsplit([':', '.']).next().unwrap_or(&display).to_owned();
        interfaces.push(Interface { name, methods });
    }
    interfaces.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(interfaces)
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

/// The same request with every interface an empty struct around its methods' Params and Results.
pub fn without_rpc(request: &[u8]) -> Result<Vec<u8>> {
    let message = serialize::read_message(request, options())?;
    let mut rewritten = Builder::new_default();
    rewritten.set_root(message.get_root::<code_generator_request::Reader>()?)?;
    let mut root: code_generator_request::Builder = rewritten.get_root()?;
    let mut parents = std::collections::HashMap::new();
    let mut nodes = root.reborrow().get_nodes()?;
    for index in 0..nodes.len() {
        let mut node = nodes.reborrow().get(index);
        let Some(structs) = method_structs(node.reborrow_as_reader())? else { continue };
        let scope = node.reborrow().get_id();
        parents.extend(structs.iter().map(|(_, id)| (*id, scope)));
        append_nested(node.reborrow(), &structs)?;
        node.init_struct();
    }
    for index in 0..nodes.len() {
        let mut node = nodes.reborrow().get(index);
        if let Some(parent) = parents.get(&node.reborrow().get_id()) {
            node.set_scope_id(*parent);
        }
    }
    let mut bytes = Vec::new();
    serialize::write_message(&mut bytes, &rewritten)?;
    Ok(bytes)
}

/// Names and ids of an interface's Params and Results structs; `None` for another kind of node.
fn method_structs(node: node::Reader) -> Result<Option<Vec<(String, u64)>>> {
    let node::Which::Interface(interface) = node.which()? else { return Ok(None) };
    let mut structs = Vec::new();
    for method in interface.get_methods()? {
        let name = method.get_name()?.to_str()?;
        structs.push((format!("{name}Params"), method.get_param_struct_type()));
        structs.push((format!("{name}Results"), method.get_result_struct_type()));
    }
    Ok(Some(structs))
}

fn append_nested(mut node: node::Builder, structs: &[(String, u64)]) -> Result<()> {
    let old: Vec<(String, u64)> = node
        .reborrow_as_reader()
        .get_nested_nodes()?
        .iter()
        .map(|nested| Ok((nested.get_name()?.to_string()?, nested.get_id())))
        .collect::<Result<_>>()?;
    let all: Vec<_> = old.iter().chain(structs).collect();
    let mut list = node.reborrow().init_nested_nodes(all.len() as u32);
    for (index, (name, id)) in all.into_iter().enumerate() {
        let mut nested = list.reborrow().get(index as u32);
        nested.set_name(name);
        nested.set_id(*id);
    }
    Ok(())
}

fn options() -> ReaderOptions {
    ReaderOptions::new()
}
