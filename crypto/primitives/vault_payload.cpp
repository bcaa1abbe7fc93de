#include "crypto/primitives/vault_payload.h"

#include <algorithm>

#include "crypto/base/lexical.h"

namespace crypto {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::string_view kFirstLine = "cairn/vault/v1";
constexpr std::size_t kKey = 32;           // bytes
constexpr std::size_t kDatabaseSalt = 16;  // bytes

/// Text that grows in guarded memory of a fixed size.
class SecretText {
public:
    void add(std::string_view text)
    {
        for (const char c : text) put(static_cast<std::uint8_t>(c));
    }
    void add_hex(const Secret& secret)
    {
        constexpr std::string_view kDigits = "0123456789abcdef";
        for (const auto byte : secret.bytes()) {
            put(static_cast<std::uint8_t>(kDigits[byte >> 4]));
            put(static_cast<std::uint8_t>(kDigits[byte & 15]));
        }
    }
    void add_hex_or_dash(const std::optional<Secret>& secret)
    {
        if (secret) return add_hex(*secret);
        add("-");
    }
    Secret take()
    {
        memory_.truncate(used_);
        return std::move(memory_);
    }

private:
    void put(std::uint8_t byte)
    {
        if (used_ == memory_.size()) std::abort();  // every field's size was checked
        memory_.writable()[used_++] = byte;
    }
    Secret memory_{kMostVaultPayload};
    std::size_t used_ = 0;
};

int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

Result<Secret> secret_from_hex(std::string_view text, std::size_t size)
{
    if (text.size() != size * 2) return key_file_damaged();
    Secret secret(size);
    for (std::size_t i = 0; i < size; ++i) {
        const int high = hex_digit(text[2 * i]);
        const int low = hex_digit(text[2 * i + 1]);
        if (high < 0 || low < 0) return key_file_damaged();
        secret.writable()[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return secret;
}

Result<std::optional<Secret>> secret_or_dash(std::string_view text, std::size_t size)
{
    if (text == "-") return std::optional<Secret>{};
    TRY_ASSIGN(auto secret, secret_from_hex(text, size));
    return std::optional<Secret>(std::move(secret));
}

bool is_whole(const VaultKeys& keys)
{
    const bool next =
        keys.next_key.has_value() == keys.next_salt.has_value() &&
        (!keys.next_key || (keys.next_key->size() == kKey && keys.next_salt->size() == kDatabaseSalt));
    return base::is_uuid(keys.vault) && keys.epoch >= 1 && keys.epoch <= kMostEpoch && next &&
           keys.database_key.size() == kKey && keys.database_salt.size() == kDatabaseSalt;
}

Result<VaultKeys> read_fields(base::LineReader& lines)
{
    VaultKeys keys;
    TRY_ASSIGN(const auto first, lines.line());
    if (first != kFirstLine) return key_file_damaged();
    TRY_ASSIGN(keys.vault, lines.field("vault"));
    TRY_ASSIGN(const auto epoch, lines.field("epoch"));
    TRY_ASSIGN(keys.epoch, base::number_from_text(epoch));
    TRY_ASSIGN(const auto key, lines.field("dbkey"));
    TRY_ASSIGN(keys.database_key, secret_from_hex(key, kKey));
    TRY_ASSIGN(const auto next_key, lines.field("next-dbkey"));
    TRY_ASSIGN(keys.next_key, secret_or_dash(next_key, kKey));
    TRY_ASSIGN(const auto next_salt, lines.field("next-dbsalt"));
    TRY_ASSIGN(keys.next_salt, secret_or_dash(next_salt, kDatabaseSalt));
    TRY_ASSIGN(const auto salt, lines.field("dbsalt"));
    TRY_ASSIGN(keys.database_salt, secret_from_hex(salt, kDatabaseSalt));
    TRY_ASSIGN(const auto minimum, lines.field("minimum"));
    const auto parts = base::split(minimum, ' ');
    if (parts.size() != 2) return key_file_damaged();
    TRY_ASSIGN(keys.minimum, read_cost(parts[0], parts[1]));
    TRY_ASSIGN(const auto created, lines.field("created"));
    TRY_ASSIGN(keys.created, base::time_from_text(created));
    return keys;
}

}  // namespace

base::Error key_file_damaged()
{
    return fail(ErrorKind::Corrupt, "The vault's key file is damaged.", "vault_key_damaged");
}

VaultKeys VaultKeys::copy() const
{
    const auto again = [](const std::optional<Secret>& secret) {
        return secret ? std::optional<Secret>(Secret::copy_of(secret->bytes())) : std::nullopt;
    };
    return {.vault = vault,
            .epoch = epoch,
            .database_key = Secret::copy_of(database_key.bytes()),
            .database_salt = Secret::copy_of(database_salt.bytes()),
            .next_key = again(next_key),
            .next_salt = again(next_salt),
            .minimum = minimum,
            .created = created};
}

Result<KdfCost> read_cost(std::string_view mebibytes, std::string_view passes)
{
    const auto memory = base::number_from_text(mebibytes);
    const auto time = base::number_from_text(passes);
    if (!memory || !time) return key_file_damaged();
    if (*memory < 64 || *memory > 2048 || *time < 2 || *time > 16)
        return fail(ErrorKind::Refused,
                    "The vault's key file asks for more or less work than is allowed. It was not tried.",
                    "vault_key_cost");
    return KdfCost{static_cast<std::uint32_t>(*memory), static_cast<std::uint32_t>(*time)};
}

Result<Secret> write_vault_payload(const VaultKeys& keys)
{
    if (!is_whole(keys)) return fail(ErrorKind::Invalid, "The keys of the vault are incomplete.");
    SecretText text;
    text.add(kFirstLine);
    text.add("\nvault " + keys.vault);
    text.add("\nepoch " + std::to_string(keys.epoch));
    text.add("\ndbkey ");
    text.add_hex(keys.database_key);
    text.add("\nnext-dbkey ");
    text.add_hex_or_dash(keys.next_key);
    text.add("\nnext-dbsalt ");
    text.add_hex_or_dash(keys.next_salt);
    text.add("\ndbsalt ");
    text.add_hex(keys.database_salt);
    text.add("\nminimum " + std::to_string(keys.minimum.mebibytes) + " " +
             std::to_string(keys.minimum.passes));
    text.add("\ncreated " + base::to_text(keys.created) + "\n");
    return text.take();
}

Result<VaultKeys> read_vault_payload(ByteView text)
{
    auto lines = base::LineReader::open(base::text_of(text));
    if (!lines) return key_file_damaged();
    auto keys = read_fields(*lines);
    if (!keys) return keys.error().kind == ErrorKind::Refused ? keys.error() : key_file_damaged();
    if (!lines->at_end() || !is_whole(*keys)) return key_file_damaged();
    return keys;
}

}  // namespace crypto
