#include "crypto/base/secret.h"

#include <algorithm>
#include <cstdlib>
#include <new>
#include <utility>

#include <sodium.h>

namespace base {

void start_crypto()
{
    // Without a working libsodium nothing here may run: there is no failure to report, only a broken machine.
    if (sodium_init() < 0) std::abort();
}

Secret::Secret(std::size_t size) : size_(size)
{
    if (size == 0) return;
    start_crypto();  // sodium_malloc stops the program without it
    data_ = static_cast<std::uint8_t*>(sodium_malloc(size));
    if (data_ == nullptr) throw std::bad_alloc();
    std::fill_n(data_, size, std::uint8_t{0});
}

Secret Secret::random(std::size_t size)
{
    Secret secret(size);
    if (size > 0) randombytes_buf(secret.data_, size);
    return secret;
}

Secret Secret::copy_of(ByteView bytes)
{
    Secret secret(bytes.size());
    std::ranges::copy(bytes, secret.data_);
    return secret;
}

Secret::Secret(Secret&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0))
{
}

Secret& Secret::operator=(Secret&& other) noexcept
{
    if (this != &other) {
        sodium_free(data_);
        data_ = std::exchange(other.data_, nullptr);
        size_ = std::exchange(other.size_, 0);
    }
    return *this;
}

Secret::~Secret()
{
    sodium_free(data_);  // wipes
}

void Secret::truncate(std::size_t size)
{
    if (size >= size_) return;
    wipe({data_ + size, size_ - size});
    size_ = size;
}

void wipe(std::span<std::uint8_t> bytes)
{
    if (!bytes.empty()) sodium_memzero(bytes.data(), bytes.size());
}

}  // namespace base
