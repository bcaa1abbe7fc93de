#pragma once
/// A second process of this very program that reads what strangers wrote: started with nothing, it first
/// takes away from itself what it does not need, and speaks with its parent only. Part of the platform layer
/// (platform.h): implemented in platform_posix_child.cpp and platform_posix_confine.cpp.

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "crypto/base/platform.h"

namespace base {

/// Asked every tenth of a second while the other side is waited for. False: waited no longer.
using WaitOn = std::function<bool()>;

/// How a child ended.
struct Ended {
    int exit_code = 0;      ///< 128 + the signal if one ended it
    bool by_limit = false;  ///< it used up its processor time
};

/// The parent's side. No shell, an empty environment, no descriptor but the line between the two and an
/// output for errors that leads nowhere.
class Child {
public:
    /// Starts `program` with one argument. Errors: NotFound, Io.
    static Result<Child> start(const Path& program, const std::string& argument);
    Child(Child&&) noexcept;
    Child& operator=(Child&&) noexcept;
    ~Child();  ///< ends it

    /// Errors: Cancelled (waited no longer), Io `child_ended`.
    Result<void> send(ByteView bytes, const WaitOn& wait_on);
    /// Fills all of `into`. Errors: as send().
    Result<void> receive(std::span<std::uint8_t> into, const WaitOn& wait_on);
    /// Ends it if it has not ended, and waits for that.
    Ended end();

private:
    Child() = default;
    int line_ = -1;
    int process_ = -1;
};

/// The child's side of the line. Errors: Io, also when the parent is gone.
Result<void> send_to_parent(ByteView bytes);
Result<void> receive_from_parent(std::span<std::uint8_t> into);

/// What a confined process keeps.
struct Confinement {
    std::vector<Path> readable;      ///< files, or folders with what is below them
    std::uint64_t memory_bytes = 0;  ///< of address space, or less if it was started with less; not applied
                                     ///< under sanitizers
    std::uint64_t cpu_seconds = 0;
};
/// What the system could do of it.
struct Confined {
    bool files = false;  ///< only `readable` can be opened; else whatever this account may read
};

/// For good: this process and its threads cannot open a file for writing, make, rename or remove one, open a
/// socket, start or trace a process, make memory executable, or gain rights; it ends with its parent. Called
/// before the first byte of a stranger is read. Errors: Io when the system cannot confine it: then nothing
/// may be read.
Result<Confined> confine(const Confinement& to);

/// Ends this process at once: no destructors, nothing flushed.
[[noreturn]] void end_process(int exit_code);

// Exit codes of a confined process, known to both sides.
constexpr int kNoParent = 70;     ///< the parent is gone, or speaks nonsense
constexpr int kNotConfined = 71;  ///< the system could not confine it: nothing was read
constexpr int kOutOfMemory = 75;

/// Does the child's work and ends the process; running out of memory is told by the exit code.
[[noreturn]] void serve_confined(void (*work)());

}  // namespace base
