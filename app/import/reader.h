#pragma once
/// An agency's file is read in a process of its own: this program started again, which is given the bytes of
/// the file and gives back a table. It can open no file, reach no network and start nothing.
/// Source: docs/formats/chronology-import.md, section 9; docs/decisions/0050-worker.md.

#include <chrono>

#include "app/import/import.h"
#include "crypto/base/platform.h"

namespace import_ {

/// How the reader is started, and what it may use.
struct Apart {
    base::Path program = {};  ///< gets kReaderWord as its only argument; empty: all in this process
    std::uint64_t memory_bytes = 2ULL << 30;  ///< address space
    std::chrono::seconds seconds{120};        ///< of the clock and of the processor; four more for each MiB
};

/// The word that makes a program serve_reading() and nothing else.
inline constexpr const char* kReaderWord = "read-agency-file";

/// read_table(), apart. Errors: as read_table; Refused `reader_lost` (the reader ended), `reader_limit` (it
/// needed more than it may use), `reader_answer` (what it gave is no table); Io `reader_start`: this machine
/// could not start or confine it, and nothing of the file was read.
Result<Table> read_table_apart(const Apart& apart, ByteView file, const Limits& limits = {},
                               const ReadRequest& request = {});

/// The reader's side: confines this process, reads one file, ends the process.
[[noreturn]] void serve_reading();

}  // namespace import_
