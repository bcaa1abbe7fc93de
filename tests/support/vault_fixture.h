#pragma once
/// A vault in a temporary folder, with time and chance held still, and one demonstration review.

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/clock.h"
#include "crypto/base/platform.h"
#include "crypto/primitives/age.h"
#include "storage/review/review.h"
#include "storage/review/vault.h"
#include "tests/support/temporary_folder.h"

namespace support {

/// The cheapest the format allows.
constexpr crypto::KdfCost kCheap{64, 2};
constexpr std::string_view kPassphrase = "granite otter lantern willow harbour";
constexpr std::string_view kOtherPassphrase = "copper meadow sparrow thimble anchor";

/// Repeats itself from a seed. Never for secrets: those the vault makes itself.
class FixedRandom : public base::Random {
public:
    explicit FixedRandom(std::uint64_t seed = 1) : state_(seed) {}
    void fill(std::span<std::uint8_t> into) override
    {
        for (auto& byte : into) {
            state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
            byte = static_cast<std::uint8_t>(state_ >> 56);
        }
    }

private:
    std::uint64_t state_;
};

inline crypto::Unlock with_passphrase(std::string_view passphrase = kPassphrase)
{
    crypto::Unlock with;
    with.passphrase = base::bytes_of(passphrase);
    return with;
}

class VaultFixture {
public:
    explicit VaultFixture(std::uint64_t seed = 1) : random(seed)
    {
        auto made = review::Vault::create(folder(), "Test Chair", base::bytes_of(kPassphrase),
                                          kit.recipient(), kCheap, seams());
        if (!made) std::abort();
        vault.emplace(std::move(*made));
    }

    base::Path folder() const { return temporary.path() / "vault"; }
    review::Seams seams() { return {&clock, &random}; }

    /// Locks, then unlocks again.
    base::Result<void> reopen(std::string_view passphrase = kPassphrase)
    {
        opened.reset();
        vault.reset();
        auto again = review::Vault::open(folder(), with_passphrase(passphrase), seams());
        if (!again) return again.error();
        vault.emplace(std::move(*again));
        return {};
    }

    /// Makes a demonstration review and opens it as `opened`.
    review::Review& demo_review()
    {
        auto card = vault->create_review({"OWHR", "X99000001", true, 2025});
        if (!card) std::abort();
        uuid = card->uuid;
        return open_demo();
    }
    review::Review& open_demo()
    {
        opened.reset();
        auto again = vault->open_review(uuid);
        if (!again) std::abort();
        opened.emplace(std::move(*again));
        return *opened;
    }

    std::string new_id() { return base::new_uuid(random); }

    TemporaryFolder temporary;
    base::FixedClock clock{base::Time{std::chrono::seconds{1760000000}}};
    FixedRandom random;
    crypto::Identity kit = crypto::Identity::generate();
    std::optional<review::Vault> vault;
    std::optional<review::Review> opened;  ///< destroyed before the vault
    std::string uuid;
};

inline model::Change put(std::string_view kind, std::string_view id, json::Object fields)
{
    model::Change change;
    change.kind = kind;
    change.id = id;
    change.fields = std::move(fields);
    return change;
}

inline json::Object object(std::initializer_list<std::pair<std::string_view, json::Value>> members)
{
    json::Object made;
    for (const auto& [key, value] : members) made.set(key, value);
    return made;
}

}  // namespace support
