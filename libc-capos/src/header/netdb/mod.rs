//! `<netdb.h>`

mod address_info;
mod constants;
mod errors;
mod hosts;
mod name_info;
mod networks;
mod protocols;
mod request;
mod services;

pub use address_info::{freeaddrinfo, getaddrinfo};
pub use constants::{HOST_NOT_FOUND, NO_DATA, NO_RECOVERY, TRY_AGAIN};
pub use errors::{__h_errno_location, gai_strerror, herror, host_error, hstrerror};
pub use hosts::{
    endhostent, gethostbyaddr, gethostbyaddr_r, gethostbyname, gethostbyname_r, gethostbyname2,
    gethostbyname2_r, gethostent, gethostent_r, sethostent,
};
pub use name_info::getnameinfo;
pub use networks::{
    endnetent, getnetbyaddr, getnetbyaddr_r, getnetbyname, getnetbyname_r, getnetent, getnetent_r, setnetent,
};
pub use protocols::{
    endprotoent, getprotobyname, getprotobyname_r, getprotobynumber, getprotobynumber_r, getprotoent,
    getprotoent_r, setprotoent,
};
pub use services::{
    endservent, getservbyname, getservbyname_r, getservbyport, getservbyport_r, getservent, getservent_r,
    setservent,
};
