#pragma once
/// vault.key: an age v1 file whose stanzas are the ways to open a vault (slots) and whose payload
/// is the vault's own keys. Source: docs/formats/vault.md, "vault.key".

#include <cstdint>
#include <optional>
#include <string>

#include "crypto/base/clock.h"
#include "crypto/primitives/age.h"

namespace crypto {

/// Argon2id cost. Read limits: 64 <= mebibytes <= 2048, 2 <= passes <= 16.
struct KdfCost {
    std::uint32_t mebibytes = 256;
    std::uint32_t passes = 3;
    bool operator==(const KdfCost&) const = default;
};

/// What vault.key protects.
struct VaultKeys {
    std::string vault;                ///< uuid
    std::uint64_t epoch = 1;          ///< counts every change of the file
    Secret database_key;              ///< 32 bytes
    Secret database_salt;             ///< 16 bytes
    std::optional<Secret> next_key;   ///< 32 bytes, only during a rekey
    std::optional<Secret> next_salt;  ///< 16 bytes, only during a rekey
    KdfCost minimum;                  ///< no slot may be cheaper
    base::Time created{};

    VaultKeys copy() const;
};

/// How a person opens the vault: exactly one is set.
struct Unlock {
    ByteView passphrase;                 ///< UTF-8; NFKC is applied here
    const Identity* recovery = nullptr;  ///< the printed recovery kit
};

class VaultKeyFile {
public:
    /// A new file with a passphrase slot and a paper recovery slot.
    /// Errors: Invalid (passphrase no UTF-8, keys incomplete), Refused `vault_key_cost`, Io (no memory).
    static Result<VaultKeyFile> create(VaultKeys keys, ByteView passphrase, KdfCost cost,
                                       const Recipient& recovery);
    /// Parses without opening. Errors: Corrupt when it is not a well-formed vault.key, Refused when a slot
    /// asks for less or more than the read limits.
    static Result<VaultKeyFile> parse(ByteView file);
    VaultKeyFile(VaultKeyFile&&) noexcept;
    VaultKeyFile& operator=(VaultKeyFile&&) noexcept;
    ~VaultKeyFile();

    /// Errors: Denied (wrong passphrase or kit), Corrupt (MAC or payload altered).
    Result<void> open(const Unlock& with);
    /// Opens with the file key another copy gave. Errors: Corrupt.
    Result<void> open_like(const VaultKeyFile& other);
    bool is_open() const;
    const VaultKeys& keys() const;  ///< only when open

    /// Replaces every passphrase slot by one for the new passphrase; same file key, epoch + 1. Only when
    /// open.
    Result<void> change_passphrase(ByteView passphrase, KdfCost cost);
    /// Replaces the paper recovery slot; epoch + 1. Only when open.
    Result<void> change_recovery(const Recipient& recovery);
    /// New payload (rekey), same slots; epoch + 1. Only when open.
    Result<void> set_keys(VaultKeys keys);

    Bytes encode() const;  ///< the bytes read, or those of the last change

private:
    VaultKeyFile();
    Result<void> rewrite(std::span<const Stanza> slots, VaultKeys keys);
    struct State;
    std::unique_ptr<State> state_;
};

/// The cost that takes about one second here: from `floor` up to 1024 MiB.
KdfCost calibrate(KdfCost floor = {});

}  // namespace crypto
