//! Messages of name servers, and the databases of hosts, services, protocols, networks and servers.
#![no_main]

use capos_fuzz::{Input, fuzz_target};
use capos_libc_engine::network::{
    Configuration, HostLine, Name, NetworkLine, ProtocolLine, Query, RecordType, ServiceLine, Verdict,
};

fuzz_target!(run);

const KINDS: [RecordType; 3] = [RecordType::Ipv4, RecordType::Ipv6, RecordType::Pointer];

fn run(data: &[u8]) {
    let mut input = Input::new(data);
    match input.below(2) {
        0 => {
            let Some(name) = Name::new(input.text()) else { return };
            let kind = input.pick(&KINDS);
            let query = Query::new(&name, kind, 0);
            // Most inputs shall get past the question.
            let mut message = query.bytes().to_vec();
            message[2] |= 0x80;
            message[7] = input.byte();
            message.extend(input.rest());
            assert_eq!(query.judge(&message), Some(Verdict::Answered));
            let Some(answer) = query.read(&message) else { return };
            assert!(Name::new(answer.name.text()).is_some_and(|again| again.is(&answer.name)));
            assert!(answer.addresses.iter().all(|address| address.is_ipv6() == (kind == RecordType::Ipv6)));
            for name in &answer.names {
                assert!(Name::new(name.text()).is_some_and(|again| again.is(name)));
            }
        }
        _ => {
            let name = input.text().to_vec();
            let text = input.rest();
            let mut configuration = Configuration::default();
            configuration.read(text);
            assert!(configuration.candidates(&name).len() <= configuration.search.len() + 1);
            for line in text.split(|byte| *byte == b'\n') {
                let aliases = [
                    HostLine::parse(line).map(|line| line.names().count()),
                    ServiceLine::parse(line).map(|line| line.aliases().count()),
                    ProtocolLine::parse(line).map(|line| line.aliases().count()),
                    NetworkLine::parse(line).map(|line| line.aliases().count()),
                ];
                assert!(aliases.iter().flatten().all(|count| *count <= line.len()));
            }
        }
    }
}
