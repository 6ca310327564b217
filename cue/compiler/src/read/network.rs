//! Networks of a manifest: rules of NetworkManagers, and how the machine gets its addresses.

use super::fields::Node;
use crate::model::{Network, Rule, RuleUse};
use crate::report::Report;
use std::net::IpAddr;

pub fn read_rules(node: &Node<'_>, report: &mut Report) -> Vec<Rule> {
    node.list(report).iter().filter_map(|node| read_rule(node, report)).collect()
}

fn read_rule(node: &Node<'_>, report: &mut Report) -> Option<Rule> {
    let mut fields = node.fields(report);
    let purpose = fields.required("use", report).and_then(|node| {
        let name = node.string(report)?;
        RuleUse::from_name(&name).or_else(|| {
            report.add(
                &node.path,
                format!("unknown use {name:?} (known: \"datagrams\", \"bind\", \"connect\", \"listen\")"),
            );
            None
        })
    });
    let address = fields.optional("address").map(|node| read_prefix(&node, report)).unwrap_or_default();
    let ports = fields.optional("ports").and_then(|node| read_ports(&node, report)).unwrap_or((0, 0));
    fields.finish(report);
    Some(Rule { purpose: purpose?, address, first_port: ports.0, last_port: ports.1 })
}

pub fn read_network(node: &Node<'_>, report: &mut Report) -> Network {
    let mut fields = node.fields(report);
    let is_static = fields.optional("static").and_then(|node| node.boolean(report)).unwrap_or_default();
    let address = fields.optional("address").map(|node| read_prefix(&node, report)).unwrap_or_default();
    let gateway = fields.optional("gateway").and_then(|node| read_address(&node, report));
    let servers = fields.optional("nameServers").map(|node| node.list(report)).unwrap_or_default();
    let name_servers = servers.iter().filter_map(|node| read_address(node, report)).collect();
    fields.finish(report);
    Network { is_static, address, gateway, name_servers }
}

/// "10.0.2.2", or with the length of a prefix "10.0.2.0/24". Nothing for every address.
fn read_prefix(node: &Node<'_>, report: &mut Report) -> Option<(IpAddr, u8)> {
    let text = node.string(report).filter(|text| !text.is_empty())?;
    let (address, length) = text.split_once('/').map_or((&*text, None), |(a, length)| (a, Some(length)));
    let parsed = address.parse::<IpAddr>().ok().and_then(|address| {
        let bits = if address.is_ipv4() { 32 } else { 128 };
        let length = length.map_or(Some(bits), |length| length.parse().ok())?;
        (length <= bits).then_some((address, length))
    });
    if parsed.is_none() {
        report.add(&node.path, format!("{text:?} is no address, and none with the length of a prefix"));
    }
    parsed
}

fn read_address(node: &Node<'_>, report: &mut Report) -> Option<IpAddr> {
    let text = node.string(report).filter(|text| !text.is_empty())?;
    let address = text.parse().ok();
    if address.is_none() {
        report.add(&node.path, format!("{text:?} is no address"));
    }
    address
}

/// "53" or "1024-65535". Nothing for every port.
fn read_ports(node: &Node<'_>, report: &mut Report) -> Option<(u16, u16)> {
    let text = node.string(report).filter(|text| !text.is_empty())?;
    let (first, last) = text.split_once('-').unwrap_or((&text, &text));
    let ports = first.parse().ok().zip(last.parse().ok());
    let ports = ports.filter(|(first, last): &(u16, u16)| *first > 0 && first <= last);
    if ports.is_none() {
        report.add(&node.path, format!("{text:?} is no port, and no range of ports"));
    }
    ports
}
