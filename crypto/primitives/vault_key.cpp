#include "crypto/primitives/vault_key.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include <sodium.h>

#include "crypto/primitives/age_parts.h"
#include "crypto/primitives/kdf.h"
#include "crypto/primitives/passphrase.h"
#include "crypto/primitives/vault_payload.h"

namespace crypto {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::string_view kPassphraseType = "cairn/argon2id";
constexpr std::string_view kNativeType = "X25519";
constexpr std::string_view kPassphraseWrapInfo = "cairn/v1/argon2id";
constexpr std::size_t kMostSlots = 12;
constexpr std::size_t kPassphraseSalt = 16;   // bytes
constexpr std::size_t kMostFile = 66 * 1024;  // bytes: a header of 64 KiB and a payload

base::Error not_open()
{
    return fail(ErrorKind::Conflict, "The vault's key file is locked.");
}

base::Error too_cheap()
{
    return fail(ErrorKind::Refused, "A way to open the vault is weaker than the vault allows.",
                "vault_key_cost");
}

struct PassphraseSlot {
    Bytes salt;
    KdfCost cost;
};

bool is_passphrase(const Stanza& stanza)
{
    return stanza.arguments[0] == kPassphraseType;
}

bool is_native(const Stanza& stanza)
{
    return stanza.arguments[0] == kNativeType;
}

bool cheaper(const KdfCost& cost, const KdfCost& least)
{
    return cost.mebibytes < least.mebibytes || cost.passes < least.passes;
}

/// Errors: Corrupt, Refused (outside the read limits).
Result<PassphraseSlot> read_slot(const Stanza& stanza)
{
    if (stanza.arguments.size() != 5 || stanza.body.size() != kStanzaBody || stanza.arguments[4] != "1")
        return key_file_damaged();
    auto salt = base::from_base64_raw(stanza.arguments[1]);
    if (!salt || salt->size() != kPassphraseSalt) return key_file_damaged();
    TRY_ASSIGN(const KdfCost cost, read_cost(stanza.arguments[2], stanza.arguments[3]));
    return PassphraseSlot{*std::move(salt), cost};
}

/// Errors: Io (not enough memory).
Result<Secret> slot_key(const PassphraseSlot& slot, const Secret& normalised)
{
    base::start_crypto();
    Secret stretched(32);
    const auto text = base::text_of(normalised.bytes());
    if (crypto_pwhash(stretched.writable().data(), stretched.size(), text.data(), text.size(),
                      slot.salt.data(), slot.cost.passes, std::size_t{slot.cost.mebibytes} << 20,
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(ErrorKind::Io,
                    "There is not enough free memory to open the vault. Close other programs and try again.",
                    "no_memory");
    return derive_key(stretched.bytes(), slot.salt, kPassphraseWrapInfo);
}

Result<Stanza> make_slot(ByteView passphrase, KdfCost cost, ByteView file_key)
{
    TRY_ASSIGN(const Secret normalised, normalised_passphrase(passphrase));
    PassphraseSlot slot{Bytes(kPassphraseSalt), cost};
    base::start_crypto();
    randombytes_buf(slot.salt.data(), slot.salt.size());
    TRY_ASSIGN(const Secret key, slot_key(slot, normalised));
    return Stanza{{std::string(kPassphraseType), base::to_base64_raw(slot.salt),
                   std::to_string(cost.mebibytes), std::to_string(cost.passes), "1"},
                  seal_file_key(key, file_key)};
}

Result<void> check_cost(KdfCost cost, const KdfCost& least)
{
    TRY_VOID(read_cost(std::to_string(cost.mebibytes), std::to_string(cost.passes)));
    if (cheaper(cost, least)) return too_cheap();
    return {};
}

/// Known kinds must be well formed; unknown ones leave room for later versions.
Result<void> check_slots(const Header& header)
{
    for (const auto& stanza : header.stanzas) {
        if (is_passphrase(stanza)) TRY_VOID(read_slot(stanza));
        if (is_native(stanza) && !is_x25519(stanza)) return key_file_damaged();
    }
    return {};
}

}  // namespace

struct VaultKeyFile::State {
    struct Opened {
        Secret file_key;
        VaultKeys keys;
    };

    Bytes file;  ///< exactly as read or written
    Header header;
    std::optional<Opened> opened;

    /// Errors: Corrupt.
    Result<VaultKeys> read_payload(ByteView file_key) const;
    /// Errors: Denied, Io.
    Result<Secret> key_from_passphrase(ByteView passphrase) const;
    Result<Secret> key_from_recovery(const Identity& identity) const;
    /// Errors: Refused when a slot is cheaper than the keys' minimum.
    Result<void> check_minimum(const VaultKeys& keys) const;
    Result<void> unlock(Secret file_key);
};

Result<VaultKeys> VaultKeyFile::State::read_payload(ByteView file_key) const
{
    if (!check_mac(header, file_key)) return key_file_damaged();
    const auto payload = ByteView(file).subspan(header.size);
    const auto sealed = payload.subspan(kPayloadNonce);
    Secret text(sealed.size() - kTag);
    if (!ChunkCipher(file_key, payload.first(kPayloadNonce)).open(0, true, sealed, text.writable()))
        return key_file_damaged();
    return read_vault_payload(text.bytes());
}

Result<Secret> VaultKeyFile::State::key_from_passphrase(ByteView passphrase) const
{
    TRY_ASSIGN(const Secret normalised, normalised_passphrase(passphrase));
    for (const auto& stanza : header.stanzas) {
        if (!is_passphrase(stanza)) continue;
        TRY_ASSIGN(const PassphraseSlot slot, read_slot(stanza));
        TRY_ASSIGN(const Secret key, slot_key(slot, normalised));
        if (auto file_key = open_file_key(key, stanza.body)) return std::move(*file_key);
    }
    return fail(ErrorKind::Denied, "The passphrase is wrong.", "wrong_passphrase");
}

Result<Secret> VaultKeyFile::State::key_from_recovery(const Identity& identity) const
{
    for (const auto& stanza : header.stanzas) {
        if (!is_native(stanza)) continue;
        auto file_key = unwrap_x25519(stanza, identity);
        if (!file_key) return key_file_damaged();
        if (*file_key) return std::move(**file_key);
    }
    return fail(ErrorKind::Denied,
                "This recovery kit does not belong to the vault, or it was replaced by a newer one.",
                "wrong_recovery");
}

Result<void> VaultKeyFile::State::check_minimum(const VaultKeys& keys) const
{
    for (const auto& stanza : header.stanzas) {
        if (!is_passphrase(stanza)) continue;
        TRY_ASSIGN(const PassphraseSlot slot, read_slot(stanza));
        if (cheaper(slot.cost, keys.minimum)) return too_cheap();
    }
    return {};
}

Result<void> VaultKeyFile::State::unlock(Secret file_key)
{
    TRY_ASSIGN(auto keys, read_payload(file_key.bytes()));
    TRY_VOID(check_minimum(keys));
    opened = Opened{std::move(file_key), std::move(keys)};
    return {};
}

namespace {

/// The whole file for these slots and keys; the payload under a fresh nonce.
Result<Bytes> assemble(std::span<const Stanza> slots, ByteView file_key, const VaultKeys& keys)
{
    TRY_ASSIGN(const Secret text, write_vault_payload(keys));
    Bytes file = write_header(slots, file_key);
    Bytes payload(kPayloadNonce + text.size() + kTag);
    base::start_crypto();
    randombytes_buf(payload.data(), kPayloadNonce);
    const auto nonce = ByteView(payload).first(kPayloadNonce);
    ChunkCipher(file_key, nonce).seal(0, true, text.bytes(), std::span(payload).subspan(kPayloadNonce));
    file.insert(file.end(), payload.begin(), payload.end());
    return file;
}

}  // namespace

VaultKeyFile::VaultKeyFile() = default;
VaultKeyFile::VaultKeyFile(VaultKeyFile&&) noexcept = default;
VaultKeyFile& VaultKeyFile::operator=(VaultKeyFile&&) noexcept = default;
VaultKeyFile::~VaultKeyFile() = default;

Result<VaultKeyFile> VaultKeyFile::create(VaultKeys keys, ByteView passphrase, KdfCost cost,
                                          const Recipient& recovery)
{
    TRY_VOID(check_cost(cost, keys.minimum));
    Secret file_key = Secret::random(kFileKey);
    TRY_ASSIGN(Stanza slot, make_slot(passphrase, cost, file_key.bytes()));
    const std::vector<Stanza> slots{std::move(slot), wrap(recovery, file_key.bytes())};
    TRY_ASSIGN(const Bytes file, assemble(slots, file_key.bytes(), keys));
    TRY_ASSIGN(auto made, parse(file));
    TRY_VOID(made.state_->unlock(std::move(file_key)));
    return made;
}

Result<VaultKeyFile> VaultKeyFile::parse(ByteView file)
{
    if (file.size() > kMostFile) return key_file_damaged();
    base::MemorySource source(file);
    auto header = read_header(source, {.bytes = 64 * 1024, .stanzas = kMostSlots});
    if (!header) return key_file_damaged();
    const std::size_t payload = file.size() - header->size;
    if (payload <= kPayloadNonce + kTag || payload > kPayloadNonce + kMostVaultPayload + kTag)
        return key_file_damaged();
    TRY_VOID(check_slots(*header));
    VaultKeyFile parsed;
    parsed.state_ = std::make_unique<State>();
    parsed.state_->file.assign(file.begin(), file.end());
    parsed.state_->header = *std::move(header);
    return parsed;
}

Result<void> VaultKeyFile::open(const Unlock& with)
{
    TRY_ASSIGN(Secret file_key, with.recovery != nullptr ? state_->key_from_recovery(*with.recovery)
                                                         : state_->key_from_passphrase(with.passphrase));
    return state_->unlock(std::move(file_key));
}

Result<void> VaultKeyFile::open_like(const VaultKeyFile& other)
{
    if (!other.is_open()) return not_open();
    return state_->unlock(Secret::copy_of(other.state_->opened->file_key.bytes()));
}

bool VaultKeyFile::is_open() const
{
    return state_->opened.has_value();
}

const VaultKeys& VaultKeyFile::keys() const
{
    if (!is_open()) std::abort();
    return state_->opened->keys;
}

Result<void> VaultKeyFile::rewrite(std::span<const Stanza> slots, VaultKeys keys)
{
    if (keys.epoch >= kMostEpoch)
        return fail(ErrorKind::Refused, "The vault's key file cannot be changed any more.");
    ++keys.epoch;
    Secret file_key = Secret::copy_of(state_->opened->file_key.bytes());
    TRY_ASSIGN(const Bytes file, assemble(slots, file_key.bytes(), keys));
    TRY_ASSIGN(auto made, parse(file));
    TRY_VOID(made.state_->unlock(std::move(file_key)));
    *this = std::move(made);
    return {};
}

Result<void> VaultKeyFile::change_passphrase(ByteView passphrase, KdfCost cost)
{
    if (!is_open()) return not_open();
    TRY_VOID(check_cost(cost, keys().minimum));
    TRY_ASSIGN(Stanza slot, make_slot(passphrase, cost, state_->opened->file_key.bytes()));
    std::vector<Stanza> slots{std::move(slot)};
    for (const auto& stanza : state_->header.stanzas)
        if (!is_passphrase(stanza)) slots.push_back(stanza);
    return rewrite(slots, keys().copy());
}

Result<void> VaultKeyFile::change_recovery(const Recipient& recovery)
{
    if (!is_open()) return not_open();
    std::vector<Stanza> slots = state_->header.stanzas;
    // The paper slot is the first native one; an organisation's, if there is one, comes after it.
    const auto paper = std::ranges::find_if(slots, is_native);
    auto slot = wrap(recovery, state_->opened->file_key.bytes());
    if (paper != slots.end()) {
        *paper = std::move(slot);
    } else if (slots.size() < kMostSlots) {
        slots.push_back(std::move(slot));
    } else {
        return fail(ErrorKind::Refused, "The vault already has as many ways to open it as there can be.");
    }
    return rewrite(slots, keys().copy());
}

Result<void> VaultKeyFile::set_keys(VaultKeys keys)
{
    if (!is_open()) return not_open();
    keys.epoch = this->keys().epoch;
    const std::vector<Stanza> slots = state_->header.stanzas;
    TRY_VOID(state_->check_minimum(keys));
    return rewrite(slots, std::move(keys));
}

Bytes VaultKeyFile::encode() const
{
    return state_->file;
}

KdfCost calibrate(KdfCost floor)
{
    using Steady = std::chrono::steady_clock;
    constexpr std::uint32_t kMostMebibytes = 1024;
    constexpr auto kAim = std::chrono::milliseconds(1100);
    const Secret sample = Secret::random(16);
    for (KdfCost cost = floor;;) {
        const auto start = Steady::now();
        const bool ran = slot_key({Bytes(kPassphraseSalt), cost}, sample).has_value();
        const auto took = Steady::now() - start;
        if (!ran) return floor;
        // Time grows with memory: the next step takes about twice as long.
        if (took * 2 > kAim || cost.mebibytes * 2 > kMostMebibytes) return cost;
        cost.mebibytes *= 2;
    }
}

}  // namespace crypto
