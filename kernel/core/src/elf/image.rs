//! `Image`: a whole program file, checked; nothing here touches memory other than the file's bytes.

use alloc::vec::Vec;
use core::iter::Map;
use core::slice::ChunksExact;

use super::error::ElfError;
use super::file_header::{FileHeader, Kind, PROGRAM_HEADER_SIZE, check};
use super::segment::{MAX_SPAN, ProgramHeader, Segment, segment_type};

/// What to map and where to start. Addresses are the file's own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Image {
    pub kind: Kind,
    pub entry: u64,
    /// In rising order of address, no two on one page, at least one.
    pub segments: Vec<Segment>,
    /// Where the program headers are in memory, if any segment holds them.
    pub program_headers: Option<u64>,
    pub program_header_count: u16,
    /// The size PT_GNU_STACK asks for.
    pub stack_size: Option<u64>,
}

impl Image {
    /// The file of `size` bytes begins with those given; its program headers must be among them.
    pub fn parse(file: &[u8], size: u64) -> Result<Self, ElfError> {
        let header = FileHeader::parse(file, size)?;
        let headers = program_headers(file, &header)?;
        let segments = load_segments(headers.clone(), header.kind, size)?;
        check(
            segments.iter().any(|segment| segment.executable && segment.file_contains(header.entry, 1)),
            "e_entry",
            "not in an executable segment",
        )?;
        let mut stack_size = None;
        for entry in headers {
            let entry = &entry?;
            match entry.segment_type {
                segment_type::INTERP => {
                    return Err(ElfError::new("PT_INTERP", "needs a dynamic linker; link it statically"));
                }
                segment_type::PHDR => check_program_headers(entry, &header, &segments)?,
                segment_type::TLS => check_thread_local_storage(entry, &segments, size)?,
                segment_type::GNU_RELRO => check_relro(entry, &segments)?,
                segment_type::GNU_STACK => {
                    check(
                        entry.flags & ProgramHeader::EXECUTE == 0,
                        "PT_GNU_STACK p_flags",
                        "asks for an executable stack",
                    )?;
                    stack_size = (entry.memory_size != 0).then_some(entry.memory_size);
                }
                _ => {}
            }
        }
        let table = u64::from(header.program_header_count) * u64::from(PROGRAM_HEADER_SIZE);
        let offset = header.program_headers_offset;
        let program_headers = segments
            .iter()
            .find(|segment| offset >= segment.offset && offset + table <= segment.offset + segment.file_size)
            .map(|segment| segment.address + (offset - segment.offset));
        Ok(Image {
            kind: header.kind,
            entry: header.entry,
            segments,
            program_headers,
            program_header_count: header.program_header_count,
            stack_size,
        })
    }

    /// The pages from the first segment's to the last one's.
    pub fn span(&self) -> (u64, u64) {
        let start = self.segments.first().map_or(0, Segment::first_page);
        let end = self.segments.last().map_or(0, Segment::end_page);
        (start, end)
    }

    /// What a load bias must be a multiple of.
    pub fn alignment(&self) -> u64 {
        self.segments.iter().map(|segment| segment.alignment).max().unwrap_or(1)
    }
}

type Headers<'a> = Map<ChunksExact<'a, u8>, fn(&[u8]) -> Result<ProgramHeader, ElfError>>;

/// Read anew by each pass over them: that takes less than keeping them.
fn program_headers<'a>(file: &'a [u8], header: &FileHeader) -> Result<Headers<'a>, ElfError> {
    let size = usize::from(PROGRAM_HEADER_SIZE);
    let table = usize::try_from(header.program_headers_offset)
        .ok()
        .and_then(|start| file.get(start..start + size * usize::from(header.program_header_count)))
        .ok_or(ElfError::new("e_phoff", "the program headers are not at the beginning of the file"))?;
    Ok(table.chunks_exact(size).map(ProgramHeader::parse))
}

fn load_segments(headers: Headers<'_>, kind: Kind, file_length: u64) -> Result<Vec<Segment>, ElfError> {
    let mut segments: Vec<Segment> = Vec::with_capacity(headers.len());
    for header in headers {
        let header = &header?;
        if header.segment_type != segment_type::LOAD || header.memory_size == 0 {
            continue;
        }
        let segment = Segment::from_header(header, kind, file_length)?;
        if let Some(previous) = segments.last() {
            check(segment.address >= previous.address, "p_vaddr", "the segments are not in rising order")?;
            check(segment.first_page() >= previous.end_page(), "p_vaddr", "two segments overlap")?;
        }
        segments.push(segment);
    }
    let first = segments.first().ok_or(ElfError::new("PT_LOAD", "nothing to load"))?;
    let last = segments.last().map_or(0, Segment::end_page);
    check(last - first.first_page() <= MAX_SPAN, "p_vaddr", "the program spans more than 64 GiB")?;
    Ok(segments)
}

fn check_program_headers(
    entry: &ProgramHeader,
    header: &FileHeader,
    segments: &[Segment],
) -> Result<(), ElfError> {
    check(
        entry.offset == header.program_headers_offset,
        "PT_PHDR p_offset",
        "not the place that e_phoff gives",
    )?;
    let inside = |segment: &Segment| {
        segment.file_contains(entry.address, entry.memory_size)
            && entry.address - segment.address == entry.offset.wrapping_sub(segment.offset)
    };
    check(segments.iter().any(inside), "PT_PHDR p_vaddr", "not in a loaded segment")
}

fn check_thread_local_storage(
    entry: &ProgramHeader,
    segments: &[Segment],
    file_length: u64,
) -> Result<(), ElfError> {
    check(entry.file_size <= entry.memory_size, "PT_TLS p_filesz", "larger than p_memsz")?;
    check(entry.memory_size <= MAX_SPAN, "PT_TLS p_memsz", "larger than 64 GiB")?;
    check(entry.alignment == 0 || entry.alignment.is_power_of_two(), "PT_TLS p_align", "not a power of two")?;
    entry.check_in_file(file_length)?;
    // The template's zero part need not be in memory, its initialised part must.
    let inside = |segment: &Segment| segment.contains(entry.address, entry.file_size);
    check(entry.file_size == 0 || segments.iter().any(inside), "PT_TLS p_vaddr", "not in a loaded segment")
}

/// The program itself protects this part, after it has relocated itself.
fn check_relro(entry: &ProgramHeader, segments: &[Segment]) -> Result<(), ElfError> {
    let start = entry.address;
    let end = entry.end()?;
    // Linkers round the end up to a page, beyond the segment's last byte.
    let inside =
        |segment: &Segment| segment.writable && start >= segment.address && end <= segment.end_page();
    check(
        entry.memory_size == 0 || segments.iter().any(inside),
        "PT_GNU_RELRO p_vaddr",
        "not in a writable segment",
    )
}
