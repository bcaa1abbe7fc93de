#pragma once
/// What the POSIX files of this folder share; nothing else includes it.

#include <cerrno>
#include <span>
#include <string>
#include <utility>

#include <unistd.h>

#include "crypto/base/bytes.h"

namespace base::posix {

/// The error for a failed system call, by errno; no path, since a file's name may be case data.
Error system_error(std::string what);

template <class Call>
auto retry(Call call)
{
    auto result = call();
    while (result < 0 && errno == EINTR) result = call();
    return result;
}

/// One descriptor, closed when it goes.
class Descriptor {
public:
    explicit Descriptor(int handle = -1) : handle_(handle) {}
    Descriptor(Descriptor&& other) noexcept : handle_(other.release()) {}
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        if (this != &other) close_and_set(other.release());
        return *this;
    }
    ~Descriptor() { close_and_set(-1); }
    int get() const { return handle_; }
    int release() { return std::exchange(handle_, -1); }
    bool open() const { return handle_ >= 0; }
    void close() { close_and_set(-1); }

private:
    void close_and_set(int handle)
    {
        if (handle_ >= 0) ::close(handle_);  // not retried: on Linux the descriptor is gone even after EINTR
        handle_ = handle;
    }
    int handle_;
};

/// One read; 0 at the end.
Result<std::size_t> read_some(int handle, std::span<std::uint8_t> into);
Result<void> write_all(int handle, ByteView bytes);

}  // namespace base::posix
