//! Making processes, by ProcessSpawner and ProcessForker.

use super::Capos;
use crate::platform::Children;

impl Children for Capos {}
