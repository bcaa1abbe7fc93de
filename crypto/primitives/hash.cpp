#include "crypto/primitives/hash.h"

#include <cstdlib>
#include <new>

// OpenSSL: six times libsodium's speed for SHA-256 and half as fast again for SHA-512 where the processor
// helps.
#include <openssl/evp.h>

namespace crypto {
namespace {

// A failure here is lack of memory or a broken libcrypto: nothing a caller could do about it.
void must(int ok)
{
    if (ok != 1) std::abort();
}

template <class Digest>
Digest digest_of(ByteView bytes, const EVP_MD* kind)
{
    Digest digest{};
    must(EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, kind, nullptr));
    return digest;
}

}  // namespace

/// One running hash.
class RunningHash {
public:
    explicit RunningHash(const EVP_MD* kind) : context_(EVP_MD_CTX_new())
    {
        if (context_ == nullptr) throw std::bad_alloc();
        must(EVP_DigestInit_ex(context_, kind, nullptr));
    }
    RunningHash(const RunningHash&) = delete;
    RunningHash& operator=(const RunningHash&) = delete;
    ~RunningHash() { EVP_MD_CTX_free(context_); }

    void update(ByteView bytes) { must(EVP_DigestUpdate(context_, bytes.data(), bytes.size())); }
    template <class Digest>
    Digest finish()
    {
        Digest digest{};
        must(EVP_DigestFinal_ex(context_, digest.data(), nullptr));
        return digest;
    }

private:
    EVP_MD_CTX* context_;
};

Digest32 sha256(ByteView bytes)
{
    return digest_of<Digest32>(bytes, EVP_sha256());
}

Digest64 sha512(ByteView bytes)
{
    return digest_of<Digest64>(bytes, EVP_sha512());
}

struct Sha256::State {
    RunningHash running{EVP_sha256()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::update(ByteView bytes)
{
    state_->running.update(bytes);
}

Digest32 Sha256::finish()
{
    return state_->running.finish<Digest32>();
}

struct Sha512::State {
    RunningHash running{EVP_sha512()};
};

Sha512::Sha512() : state_(std::make_unique<State>()) {}
Sha512::Sha512(Sha512&&) noexcept = default;
Sha512& Sha512::operator=(Sha512&&) noexcept = default;
Sha512::~Sha512() = default;

void Sha512::update(ByteView bytes)
{
    state_->running.update(bytes);
}

Digest64 Sha512::finish()
{
    return state_->running.finish<Digest64>();
}

base::Result<void> HashingSink::write(ByteView bytes)
{
    TRY_VOID(next_.write(bytes));
    sha256_.update(bytes);
    sha512_.update(bytes);
    length_ += bytes.size();
    return {};
}

}  // namespace crypto
