#pragma once
/// Bytes that must not outlive their use.

#include <cstddef>
#include <cstdint>
#include <span>

#include "crypto/base/bytes.h"

namespace base {

/// Bytes in guarded memory (guard pages, locked against swap, left out of core
/// dumps), wiped on destruction. Move-only: a secret has one owner.
/// A resident lock of about 4 KiB each: keep few and short.
/// Source: libsodium sodium_malloc.
class Secret {
public:
    Secret() = default;                 ///< empty
    explicit Secret(std::size_t size);  ///< zero-filled
    static Secret random(std::size_t size);
    static Secret copy_of(ByteView bytes);  ///< the caller still wipes its own copy

    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    ByteView bytes() const { return {data_, size_}; }
    std::span<std::uint8_t> writable() { return {data_, size_}; }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    /// Shortens without moving; the rest is wiped.
    void truncate(std::size_t size);

private:
    std::uint8_t* data_ = nullptr;
    std::size_t size_ = 0;
};

/// Wipes memory in a way the compiler may not remove.
void wipe(std::span<std::uint8_t> bytes);

/// Starts libsodium; every module that calls it does so through here first. Idempotent.
void start_crypto();

}  // namespace base
