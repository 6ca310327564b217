//! Limits and use.

use super::Capos;
use crate::platform::Resources;

impl Resources for Capos {}
