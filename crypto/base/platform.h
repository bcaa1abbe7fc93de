#pragma once
/// Every call that differs between operating systems. One file per system
/// implements it (platform_posix.cpp); nothing else includes a system header.
/// Paths are made from UTF-8 only. Nothing here prints.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "crypto/base/bytes.h"
#include "crypto/base/secret.h"
#include "crypto/base/stream.h"

namespace base {

using Path = std::filesystem::path;
Path path_from_utf8(std::string_view utf8);
std::string to_utf8(const Path& path);

/// Who may read a new file.
enum class Privacy { OwnerOnly /* 0600 */, Everyone /* 0644 */ };

/// A regular file opened for reading; links, pipes and devices are refused. Small reads are buffered.
class InputFile : public Source {
public:
    /// Errors: NotFound, Invalid (not a regular file), Io.
    static Result<InputFile> open(const Path& path);
    InputFile(InputFile&&) noexcept;
    InputFile& operator=(InputFile&&) noexcept;
    ~InputFile() override;

    Result<std::size_t> read(std::span<std::uint8_t> into) override;
    std::uint64_t size() const { return size_; }  ///< bytes, when opened
    Result<void> seek(std::uint64_t offset);      ///< bytes from the start

private:
    InputFile() = default;
    int handle_ = -1;
    std::uint64_t size_ = 0;
    Bytes buffer_;           ///< read ahead
    std::size_t taken_ = 0;  ///< bytes of buffer_ already given
};

/// A file that appears whole or not at all: written beside its place under a
/// temporary name (`.<name>.<16 hex>.part`), flushed to the disk, renamed, and the folder flushed.
class OutputFile : public Sink {
public:
    static Result<OutputFile> create(const Path& destination, Privacy privacy);
    OutputFile(OutputFile&&) noexcept;
    OutputFile& operator=(OutputFile&&) noexcept;
    ~OutputFile() override;  ///< without commit(): nothing is left behind

    Result<void> write(ByteView bytes) override;
    /// Puts it in place, over an earlier file if there is one.
    Result<void> commit();
    /// The same, but Conflict when something already has that name.
    Result<void> commit_new();

private:
    OutputFile() = default;
    Result<void> flush();
    void discard();
    int handle_ = -1;
    Path temporary_;
    Path destination_;
};

/// Errors: NotFound, Invalid (not a regular file, or larger than `limit` bytes), Io.
Result<Bytes> read_file(const Path& path, std::uint64_t limit);
/// The same into guarded memory.
Result<Secret> read_secret_file(const Path& path, std::uint64_t limit);
/// Whole-or-nothing replacement (see OutputFile).
Result<void> replace_file(const Path& path, ByteView bytes, Privacy privacy);
/// Errors: Conflict when it exists.
Result<void> write_new_file(const Path& path, ByteView bytes, Privacy privacy);
/// Renames over an existing file and flushes the folder.
Result<void> durable_rename(const Path& from, const Path& to);
/// Removes a file and flushes the folder. Fine when absent.
Result<void> durable_remove(const Path& path);
/// Makes a folder (and its parents), readable by its owner only, and flushes the parent.
Result<void> make_folder(const Path& path);
Result<void> sync_folder(const Path& path);
/// Removes what OutputFiles that were killed left in a folder. Only while nobody writes there (under its
/// lock).
Result<void> remove_leftovers(const Path& folder);

/// One writer: held until destroyed or the process ends, however it ends.
class FileLock {
public:
    /// Errors: Busy when another process (or another FileLock) holds it; Io.
    static Result<FileLock> acquire(const Path& path);
    FileLock(FileLock&&) noexcept;
    FileLock& operator=(FileLock&&) noexcept;
    ~FileLock();

private:
    FileLock() = default;
    int handle_ = -1;
};

/// No core dumps, no debugger of the same user, no OpenSSL configuration file. First call of every main().
void guard_process();

/// Reads one line without echo from the terminal into guarded memory. Errors: Io when there is no terminal.
Result<Secret> read_passphrase(const std::string& prompt);
/// Reads a passphrase from an open descriptor to its end; one trailing line end removed. Errors: Io, Invalid
/// (> 4096 bytes).
Result<Secret> read_passphrase_descriptor(int descriptor);

/// A fresh private folder for temporary use, in memory (tmpfs) where the system has one.
Result<Path> make_temporary_folder();

/// How a program that was run ended.
struct Finished {
    int exit_code = 0;  ///< 128 + the signal if one ended it
    Bytes output;
    Bytes errors;
};
/// Runs a program, found on PATH, without a shell; waits for its end. `input` becomes its standard input.
/// Errors: NotFound (no such program), Io, Refused (more than 64 MiB of output).
Result<Finished> run(const std::vector<std::string>& command, ByteView input = {});

/// Where the program itself lies (UTF-8 path of the executable).
Path program_path();

/// Sets a variable of this process's environment, as libraries read it. Before other threads start.
void set_environment(const char* name, const char* value);

}  // namespace base
