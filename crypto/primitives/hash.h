#pragma once
/// SHA-256 and SHA-512 (FIPS 180-4), at once or in pieces.

#include <memory>

#include "crypto/base/bytes.h"
#include "crypto/base/stream.h"

namespace crypto {

using base::ByteView;
using base::Digest32;
using base::Digest64;

Digest32 sha256(ByteView bytes);
Digest64 sha512(ByteView bytes);

class Sha256 {
public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();
    void update(ByteView bytes);
    Digest32 finish();  ///< once

private:
    struct State;
    std::unique_ptr<State> state_;
};

class Sha512 {
public:
    Sha512();
    Sha512(Sha512&&) noexcept;
    Sha512& operator=(Sha512&&) noexcept;
    ~Sha512();
    void update(ByteView bytes);
    Digest64 finish();  ///< once

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Hashes what passes through to another sink.
class HashingSink : public base::Sink {
public:
    explicit HashingSink(base::Sink& next) : next_(next) {}
    base::Result<void> write(ByteView bytes) override;
    std::uint64_t length() const { return length_; }
    Digest32 sha256() { return sha256_.finish(); }  ///< once
    Digest64 sha512() { return sha512_.finish(); }  ///< once

private:
    base::Sink& next_;
    Sha256 sha256_;
    Sha512 sha512_;
    std::uint64_t length_ = 0;
};

}  // namespace crypto
