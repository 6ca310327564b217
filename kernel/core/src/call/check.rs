//! The checks of a submission's fields, in the order of `Fault`.

use capos_hal::UserAddress;
use capos_schema::abi::limits::{MAX_BULK, MAX_PARAMS, MAX_PARTS};
use capos_schema::abi::{BulkPart, Fault, Submission, SubmissionFlags};

/// Addresses and lengths of a CALL. Whether memory is there shows when it is copied.
#[inline]
pub fn buffers(submission: &Submission) -> Result<(), Fault> {
    if submission.params_length != 0 {
        let length = submission.params_length as usize;
        check(
            UserAddress::new(submission.params_address).holds(length.min(MAX_PARAMS)),
            Fault::ParamsAddress,
        )?;
        check(length.is_multiple_of(8) && length <= MAX_PARAMS, Fault::ParamsLength)?;
    }
    if submission.results_length != 0 {
        let length = submission.results_length as usize;
        check(UserAddress::new(submission.results_address).holds(length), Fault::ResultsAddress)?;
        check(length.is_multiple_of(8), Fault::ResultsLength)?;
    }
    if submission.bulk_length != 0 {
        let address = UserAddress::new(submission.bulk_address);
        check(address.holds(1), Fault::BulkAddress)?;
        check(address.holds(submission.bulk_length.min(MAX_BULK) as usize), Fault::BulkLength)?;
    }
    if submission.flags & SubmissionFlags::VECTORED != 0 {
        let length = submission.bulk_length;
        let is_array = length.is_multiple_of(BulkPart::SIZE as u64);
        check(is_array && length <= MAX_PARTS * BulkPart::SIZE as u64, Fault::BulkLength)?;
    }
    Ok(())
}

/// The fields that only CALL uses are zero; `bulk_address` may carry another operation's operand.
pub fn unused(submission: &Submission, has_operand: bool) -> Result<(), Fault> {
    check(submission.interface == 0, Fault::WrongInterface)?;
    check(submission.method == 0, Fault::Method)?;
    check(submission.params_address == 0, Fault::ParamsAddress)?;
    check(submission.params_length == 0, Fault::ParamsLength)?;
    check(submission.results_address == 0, Fault::ResultsAddress)?;
    check(submission.results_length == 0, Fault::ResultsLength)?;
    check(has_operand || submission.bulk_address == 0, Fault::BulkAddress)?;
    check(submission.bulk_length == 0, Fault::BulkLength)
}

#[inline]
pub fn check(holds: bool, fault: Fault) -> Result<(), Fault> {
    if holds { Ok(()) } else { Err(fault) }
}
