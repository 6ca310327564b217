//! Other namespaces made of this one: narrower, wider by what is bound, for another identity.

use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_schema::Interface;
use capos_schema::abi::Handle;
use capos_schema::abi::limits::MAX_PATH;
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::namespace::{
    Assume, Bind, Empty, GetBinding, GetIdentity, GetPath, ReadOnly, Sub,
};

use super::Namespace;
use crate::file_system::{EmptyVolume, Identity, Last, NodeReference, Position, View};
use crate::object::{Call, CallError, CallResult, Capability, Outcome};

/// `NGROUPS_MAX`.
const MAX_GROUPS: u32 = 64;

impl Namespace {
    pub(super) fn get_path(&self, call: &mut Call<'_>) -> CallResult {
        let directory = call.params::<GetPath>().get()?.get_directory();
        let position = match directory {
            0 => self.view.root(),
            handle => self.directory(call, handle)?.position().clone(),
        };
        if !self.shows(&position) {
            return Err(ErrorCode::NotFound.into());
        }
        if !position.node().status()?.is_directory() {
            return Err(ErrorCode::NotDirectory.into());
        }
        give_path(call, &position)?;
        Ok(Outcome::Done)
    }

    pub(super) fn get_binding(&self, call: &mut Call<'_>) -> CallResult {
        let index = call.params::<GetBinding>().get()?.get_index();
        let position = self.view.binding(index as usize).ok_or(ErrorCode::NotFound)?;
        call.check_results::<GetBinding>(0)?;
        give_path(call, &position)?;
        call.answer::<GetBinding>(0, |mut results| {
            results.set_read_only(self.read_only || position.is_read_only());
            results.set_device(position.node().file_system().device());
        })
    }

    pub(super) fn sub(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Sub>();
        let params = message.get()?;
        call.check_results::<Sub>(0)?;
        let reached = self.reach(call, params.get_path()?, params.get_directory(), Last::Follow)?;
        let read_only = reached.read_only;
        let position = reached.found.existing()?;
        if !position.node().status()?.is_directory() {
            return Err(ErrorCode::NotDirectory.into());
        }
        let view = View::sub(&position)?;
        let handle = give(call, Namespace { view, identity: Arc::clone(&self.identity), read_only })?;
        call.answer::<Sub>(0, |mut results| results.set_namespace(handle))
    }

    pub(super) fn narrow_to_reading(&self, call: &mut Call<'_>) -> CallResult {
        call.check_results::<ReadOnly>(0)?;
        let narrower =
            Namespace { view: Arc::clone(&self.view), identity: Arc::clone(&self.identity), read_only: true };
        let handle = give(call, narrower)?;
        call.answer::<ReadOnly>(0, |mut results| results.set_namespace(handle))
    }

    pub(super) fn bind(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Bind>();
        let params = message.get()?;
        call.check_results::<Bind>(0)?;
        let source = {
            let capabilities = call.process().capabilities().lock();
            let found = capabilities.lookup(Handle::from_bits(params.get_source()), Interface::Namespace);
            found.map(Capability::duplicate).ok().and_then(Capability::downcast::<Namespace>)
        };
        let Some(source) = source else {
            return Err(call.exception(ErrorCode::InvalidArgument, "source: not a handle of a Namespace"));
        };
        let reached = self.reach(call, params.get_path()?, 0, Last::Keep)?;
        let name = reached.found.name.bytes();
        if name.is_empty() {
            return Err(call.exception(ErrorCode::InvalidArgument, "path: the root, \".\" or \"..\""));
        }
        if let Some(node) = &reached.found.node
            && !node.node().status()?.is_directory()
        {
            return Err(ErrorCode::NotDirectory.into());
        }
        let view = self.view.bind(&reached.found.directory, name, &source.view, source.read_only)?;
        let bound = Namespace { view, identity: Arc::clone(&self.identity), read_only: self.read_only };
        let handle = give(call, bound)?;
        call.answer::<Bind>(0, |mut results| results.set_namespace(handle))
    }

    pub(super) fn empty(&self, call: &mut Call<'_>) -> CallResult {
        call.check_results::<Empty>(0)?;
        let view = View::new(NodeReference::root(EmptyVolume::new()), true);
        let empty = Namespace { view, identity: Arc::clone(&self.identity), read_only: self.read_only };
        let handle = give(call, empty)?;
        call.answer::<Empty>(0, |mut results| results.set_namespace(handle))
    }

    pub(super) fn assume(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Assume>();
        let params = message.get()?;
        call.check_results::<Assume>(0)?;
        let given = params.get_groups()?;
        if given.len() > MAX_GROUPS {
            return Err(call.exception(ErrorCode::InvalidArgument, "groups: more than 64"));
        }
        let (user, group) = (params.get_user(), params.get_group());
        let groups: Vec<u32> = given.iter().collect();
        let current = &self.identity;
        let permitted = current.is_super_user()
            || (user == current.user
                && current.is_in(group)
                && groups.iter().all(|group| current.is_in(*group)));
        if !permitted {
            return Err(ErrorCode::NotPermitted.into());
        }
        let identity = Arc::new(Identity { user, group, groups: groups.into_boxed_slice() });
        let other = Namespace { view: Arc::clone(&self.view), identity, read_only: self.read_only };
        let handle = give(call, other)?;
        call.answer::<Assume>(0, |mut results| results.set_namespace(handle))
    }

    pub(super) fn get_identity(&self, call: &mut Call<'_>) -> CallResult {
        let Identity { user, group, groups } = &*self.identity;
        call.answer::<GetIdentity>(groups.len() * size_of::<u32>(), |mut results| {
            results.set_user(*user);
            results.set_group(*group);
            results.set_groups(groups);
        })
    }

    pub(super) fn sync(&self) -> CallResult {
        for file_system in self.view.file_systems() {
            file_system.sync_all()?;
        }
        Ok(Outcome::Done)
    }
}

/// The directory's path to the caller's buffer.
fn give_path(call: &mut Call<'_>, directory: &Position) -> Result<(), CallError> {
    let mut room = [0; MAX_PATH];
    let start = directory.path(&mut room)?;
    let path = &room[start..];
    if path.len() as u64 > call.bulk_length() {
        return Err(ErrorCode::OutOfRange.into());
    }
    call.bulk_out(0, path)?;
    call.set_value(path.len() as u64);
    Ok(())
}

fn give(call: &Call<'_>, namespace: Namespace) -> Result<u32, CallError> {
    call.insert(Capability::new(Arc::new(namespace))).map(|handle| handle.bits())
}
