#include "app/core/recovery_kit.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <system_error>

#include "storage/review/vault.h"

namespace core {

using base::ErrorKind;
using base::fail;

namespace {

constexpr std::uint64_t kMostKit = 16 * 1024;  // bytes
constexpr std::string_view kBegin = "AGE-SECRET-KEY-1";

bool lies_in(const Path& file, const Path& folder)
{
    std::error_code error;
    const Path inner = std::filesystem::weakly_canonical(file, error);
    const Path outer = std::filesystem::weakly_canonical(folder, error);
    const auto [end, _] = std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end());
    return end == outer.end();
}

// Copies a vault that nobody has open, its lock left out.
Result<void> copy_vault(const Path& from, const Path& to)
{
    std::error_code error;
    for (auto at = std::filesystem::recursive_directory_iterator(from, error);
         !error && at != std::filesystem::recursive_directory_iterator(); at.increment(error)) {
        const Path place = to / std::filesystem::relative(at->path(), from, error);
        if (at->is_directory(error))
            std::filesystem::create_directories(place, error);
        else if (at->is_regular_file(error) && at->path().filename() != "lock")
            std::filesystem::copy_file(at->path(), place, error);
        if (error) break;
    }
    if (error)
        return fail(ErrorKind::Io, "The vault could not be copied for the rehearsal of its recovery kit.");
    return {};
}

// The text of the kit around its secret line, which is written straight from guarded memory.
std::string before_secret(std::string_view vault_uuid)
{
    return "Cairn recovery kit\n"
           "==================\n\n"
           "This sheet opens a Cairn vault when its passphrase is lost. Whoever holds it can read the "
           "vault:\n"
           "print it, keep it sealed in a safe place away from the laptop, and destroy this file.\n\n"
           "Vault " +
           std::string(vault_uuid) + "\n\nSecret key (one line, no spaces):\n\n";
}

constexpr std::string_view kAfterSecret =
    "\n\nTo use it with Cairn: type or scan that line into a text file and run\n"
    "    cairnctl vault recover DIR --recovery-kit FILE\n"
    "To use it without Cairn, with the stock program `age` (it prints the keys of the vault's database):\n"
    "    age -d -i FILE DIR/vault.key\n";

}  // namespace

Result<void> write_recovery_kit(const Path& file, const Path& vault, std::string_view vault_uuid,
                                const crypto::Identity& identity)
{
    if (lies_in(file, vault))
        return fail(ErrorKind::Refused,
                    "The recovery kit must not lie inside the vault it opens: choose another place.");
    std::error_code error;
    if (std::filesystem::exists(file, error))
        return fail(ErrorKind::Conflict,
                    "A file is already there: the recovery kit is written once, to a new file.");
    TRY_ASSIGN(auto out, base::OutputFile::create(file, base::Privacy::OwnerOnly));
    TRY_VOID(out.write(base::bytes_of(before_secret(vault_uuid))));
    TRY_VOID(out.write(identity.text().bytes()));
    TRY_VOID(out.write(base::bytes_of(kAfterSecret)));
    return out.commit_new();
}

Result<crypto::Identity> read_recovery_kit(const Path& file)
{
    TRY_ASSIGN(const base::Secret kit, base::read_secret_file(file, kMostKit));
    const std::string_view text = base::text_of(kit.bytes());
    for (std::size_t at = 0; (at = text.find(kBegin, at)) != std::string_view::npos; ++at) {
        if (at != 0 && text[at - 1] != '\n') continue;
        auto end = text.find_first_of(" \t\r\n", at);
        if (end == std::string_view::npos) end = text.size();
        auto identity = crypto::Identity::parse(base::bytes_of(text.substr(at, end - at)));
        if (identity) return identity;
        return fail(
            ErrorKind::Invalid,
            "The secret key in the recovery kit has a typing error: compare it with the printed sheet.");
    }
    return fail(ErrorKind::Invalid,
                "This file holds no recovery kit: it has no line that begins AGE-SECRET-KEY-1.");
}

Result<void> rehearse_recovery(const Path& vault, const Path& file)
{
    TRY_ASSIGN(const crypto::Identity identity, read_recovery_kit(file));
    TRY_ASSIGN(const Path place, base::make_temporary_folder());
    const auto rehearse = [&]() -> Result<void> {
        const Path copy = place / "vault";
        TRY_VOID(base::make_folder(copy));
        TRY_VOID(copy_vault(vault, copy));
        crypto::Unlock with;
        with.recovery = &identity;
        TRY_ASSIGN(auto opened, review::Vault::open(copy, with));
        TRY_ASSIGN(const auto health, opened.check());
        if (health.damaged)
            return fail(ErrorKind::Corrupt, "The copy opened with the recovery kit is damaged.");
        return {};
    };
    auto outcome = rehearse();
    std::error_code ignored;
    std::filesystem::remove_all(place, ignored);
    return outcome;
}

}  // namespace core
