//! Connecting, and listening for those who do.

use alloc::sync::Arc;
use core::net::SocketAddr;

use capos_hal::task::on_deep_stack;
use capos_schema::capos_capnp::ErrorCode;

use super::{Listener, Pair, Stage, TcpEndpoint};
use crate::network::{BindError, Network, Use};

impl Network {
    /// Gives the socket an address of the machine.
    pub fn bind_stream(&self, endpoint: &Arc<TcpEndpoint>, local: SocketAddr) -> Result<(), ErrorCode> {
        let address = local.ip();
        if !address.is_unspecified() && !self.is_own(address) {
            return Err(ErrorCode::AddressNotAvailable);
        }
        self.streams.bind_by_choice(endpoint, local).map_err(BindError::code)
    }

    /// The socket accepts connections from now on.
    pub fn listen(&self, endpoint: &Arc<TcpEndpoint>, backlog: u32) -> Result<(), ErrorCode> {
        match endpoint.stage() {
            Stage::Idle => {}
            Stage::Listening(listener) => {
                listener.set_backlog(backlog);
                return Ok(());
            }
            _ => return Err(ErrorCode::InvalidArgument),
        }
        if endpoint.addresses().0.is_none() {
            let anywhere = SocketAddr::new(endpoint.family().unspecified(), 0);
            self.streams.bind_by_choice(endpoint, anywhere).map_err(BindError::code)?;
        }
        let (Some(local), _) = endpoint.addresses() else { return Err(ErrorCode::Closed) };
        if !endpoint.permits(Use::Listen, local) {
            return Err(ErrorCode::AccessDenied);
        }
        // It is of the listener's peers that it is the model: of none.
        let model = endpoint.heir(local, local).ok_or(ErrorCode::QuotaExceeded)?;
        let listener = Listener::new(model, local, Arc::clone(endpoint.waiting()), backlog);
        self.streams.listen(endpoint, &Arc::new(listener)).map_err(BindError::code)
    }

    /// The oldest connection that nobody has accepted, as its own socket. `WouldBlock` while there is none.
    pub fn accept(&self, endpoint: &TcpEndpoint) -> Result<Arc<TcpEndpoint>, ErrorCode> {
        let listener = match endpoint.stage() {
            Stage::Listening(listener) => listener,
            Stage::Closed => return Err(ErrorCode::Closed),
            _ => return Err(ErrorCode::InvalidArgument),
        };
        let accepted = listener.pop().ok_or(ErrorCode::WouldBlock)?;
        while let Some(next) = listener.next_in_line() {
            self.leave_line(&next, &listener);
        }
        Ok(accepted)
    }

    /// A connection that could not be handed to whoever accepted it.
    pub fn put_back(self: &Arc<Self>, endpoint: &TcpEndpoint, accepted: Arc<TcpEndpoint>) {
        let refused = match endpoint.stage() {
            Stage::Listening(listener) => listener.put_back(accepted),
            _ => Some(accepted),
        };
        if let Some(refused) = refused {
            self.close_stream(&refused);
        }
    }

    /// Begins a connection. `InProgress` if it is not there at once, `WouldBlock` while there is no address to speak from.
    pub fn connect_stream(
        self: &Arc<Self>,
        endpoint: &Arc<TcpEndpoint>,
        remote: SocketAddr,
    ) -> Result<(), ErrorCode> {
        let remote = self.meant(remote);
        if !endpoint.permits(Use::Connect, remote) {
            return Err(ErrorCode::AccessDenied);
        }
        match endpoint.stage() {
            Stage::Idle => {}
            Stage::Queued(_) | Stage::Connecting(_) => return Err(ErrorCode::AlreadyInProgress),
            Stage::Listening(_) | Stage::Local(_) | Stage::Remote(_) => {
                return Err(ErrorCode::AlreadyConnected);
            }
            Stage::Closed => return Err(ErrorCode::Closed),
        }
        if let Some(error) = endpoint.with(|state| state.error.take()) {
            return Err(error);
        }
        if remote.port() == 0 {
            return Err(ErrorCode::AddressNotAvailable);
        }
        let source = self.source_for(remote.ip())?;
        if remote.ip().is_multicast() || self.is_broadcast(remote.ip()) {
            return Err(ErrorCode::NetworkUnreachable);
        }
        if endpoint.addresses().0.is_none() {
            let anywhere = SocketAddr::new(endpoint.family().unspecified(), 0);
            // Without a free port there is none to speak from.
            self.streams.bind(endpoint, anywhere).map_err(|_| ErrorCode::AddressNotAvailable)?;
        }
        let begun = self
            .streams
            .connect(endpoint, source, remote)
            .map_err(|_| ErrorCode::AddressNotAvailable)
            .and_then(|local| self.begin(endpoint, local, remote));
        if !matches!(begun, Ok(()) | Err(ErrorCode::InProgress)) {
            self.streams.forget_peer(endpoint);
        }
        begun
    }

    fn begin(
        self: &Arc<Self>,
        endpoint: &Arc<TcpEndpoint>,
        local: SocketAddr,
        remote: SocketAddr,
    ) -> Result<(), ErrorCode> {
        if self.is_own(remote.ip()) {
            let listener = self.streams.listener_at(remote).ok_or(ErrorCode::ConnectionRefused)?;
            return self.approach(endpoint, &listener);
        }
        let outside = !local.ip().is_loopback() && local.is_ipv4() == remote.is_ipv4();
        let link = self.link.as_ref().filter(|_| outside).ok_or(ErrorCode::NetworkUnreachable)?;
        on_deep_stack(|| {
            let begun = |id| endpoint.set_stage(Stage::Connecting(id));
            link.lock().connect(self, endpoint, local, remote, begun)
        })?;
        match endpoint.stage() {
            Stage::Connecting(_) => Err(ErrorCode::InProgress),
            Stage::Idle => {
                Err(endpoint.with(|state| state.error.take()).unwrap_or(ErrorCode::ConnectionAborted))
            }
            _ => Ok(()),
        }
    }

    /// Connects to a listener of this machine, at once if there is room.
    fn approach(&self, endpoint: &Arc<TcpEndpoint>, listener: &Arc<Listener>) -> Result<(), ErrorCode> {
        if listener.has_room() {
            return self.join(endpoint, listener);
        }
        endpoint.set_stage(Stage::Queued(Arc::clone(listener)));
        if listener.queue(endpoint) {
            return Err(ErrorCode::InProgress);
        }
        endpoint.set_stage(Stage::Idle);
        Err(ErrorCode::ConnectionRefused)
    }

    /// Connects the endpoint with a new one that the listener accepts.
    fn join(&self, endpoint: &Arc<TcpEndpoint>, listener: &Listener) -> Result<(), ErrorCode> {
        let (Some(local), Some(remote)) = endpoint.addresses() else { return Err(ErrorCode::Closed) };
        // Whoever listens can not take another one: as if nobody did.
        let refused = ErrorCode::ConnectionRefused;
        let accepted = Arc::new(listener.model().heir(remote, local).ok_or(refused)?);
        let accounts = [endpoint.account(), accepted.account()];
        let waiting = [Arc::clone(endpoint.waiting()), Arc::clone(accepted.waiting())];
        let [own, other] = Pair::between(accounts, waiting).map_err(|_| refused)?;
        self.streams.add(&accepted).map_err(BindError::code)?;
        accepted.set_stage(Stage::Local(other));
        endpoint.set_stage(Stage::Local(own));
        if let Err(accepted) = listener.push(Arc::clone(&accepted)) {
            self.streams.remove(&accepted);
            accepted.set_stage(Stage::Closed);
            endpoint.set_stage(Stage::Idle);
            return Err(refused);
        }
        Ok(())
    }

    /// The first of those in line for the listener connects.
    fn leave_line(&self, endpoint: &Arc<TcpEndpoint>, listener: &Listener) {
        if let Err(error) = self.join(endpoint, listener) {
            self.streams.forget_peer(endpoint);
            endpoint.fail_connecting(error);
        }
    }
}
