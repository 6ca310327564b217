//! Objects in files: the kernel has none of its own.

use super::Capos;
use crate::platform::Interprocess;

impl Interprocess for Capos {}
