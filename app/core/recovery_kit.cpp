#include "app/core/recovery_kit.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <system_error>

#include "app/core/desk_files.h"
#include "app/core/recovery_parts.h"
#include "app/core/whereabouts.h"
#include "storage/review/vault.h"

namespace core {

using base::ErrorKind;
using base::fail;

namespace {

constexpr std::uint64_t kMostKit = 16 * 1024;  // bytes
constexpr std::string_view kBegin = "AGE-SECRET-KEY-1";

bool lies_within(const Path& file, const Path& folder)
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
    "\n\nTo use it with Cairn: choose \"Passphrase lost\" where the passphrase is asked for and type the "
    "key, "
    "or\n"
    "type or scan that line into a text file and run\n"
    "    cairnctl vault recover DIR --recovery-kit FILE\n"
    "To use it without Cairn, with the stock program `age` (it prints the keys of the vault's database):\n"
    "    age -d -i FILE DIR/vault.key\n";

constexpr std::size_t kCharacters = 58;  // after AGE-SECRET-KEY-1

// What may stand in the key, upper case; 0 for what is left out.
std::uint8_t typed_character(std::uint8_t c)
{
    if (c >= 'a' && c <= 'z') c = static_cast<std::uint8_t>(c - 32);
    const bool letter = c >= 'A' && c <= 'Z';
    return letter || (c >= '0' && c <= '9') ? c : std::uint8_t{0};
}

std::uint8_t meant_character(std::uint8_t c)
{
    switch (c) {
        case 'O': return '0';
        case 'I':
        case '1': return 'L';
        case 'B': return '8';
        default: return c;
    }
}

// The characters after AGE-SECRET-KEY-1, of whatever number.
base::Secret characters_of(base::ByteView typed)
{
    constexpr std::string_view begin = "AGESECRETKEY1";
    base::Secret plain(typed.size() + 1);  // never empty
    std::size_t used = 0;
    for (const auto c : typed)
        if (const auto kept = typed_character(c); kept != 0) plain.writable()[used++] = kept;
    plain.truncate(used);
    const bool whole = base::text_of(plain.bytes()).starts_with(begin);
    auto rest = base::Secret::copy_of(plain.bytes().subspan(whole ? begin.size() : 0));
    for (auto& c : rest.writable()) c = meant_character(c);
    return rest;
}

constexpr std::string_view kRehearsed = "recovery/rehearsed", kPending = "recovery/pending";

// Where a copy of the vault has room: in memory where it fits well, else beside the vault.
Result<Path> room_for_copies(const Path& vault)
{
    std::error_code error;
    const auto size = bytes_in(vault);
    TRY_ASSIGN(const Path temporary, base::make_temporary_folder());
    if (std::filesystem::space(temporary, error).available > 4 * size) return temporary;
    std::filesystem::remove_all(temporary, error);
    const Path beside = vault.parent_path() / ("." + base::to_utf8(vault.filename()) + ".rehearsal");
    std::filesystem::remove_all(beside, error);  // of one that was cut off
    TRY_VOID(base::make_folder(beside));
    return beside;
}

}  // namespace

std::string unfit_for_kit(const Path& file, const Path& vault)
{
    if (lies_within(file, vault))
        return "The recovery kit must not lie inside the vault it opens: choose another place.";
    const auto where = whereabouts(file);
    if (!where.cloud.empty())
        return "This folder is copied to " + where.cloud +
               ". The recovery kit opens the vault: choose a folder that stays on this computer, or a stick.";
    if (where.network)
        return "This folder lies on a network drive. The recovery kit opens the vault: choose a folder on "
               "this "
               "computer, or a stick.";
    return {};
}

Result<void> check_kit_place(const Path& file, const Path& vault)
{
    if (auto why = unfit_for_kit(file, vault); !why.empty()) return fail(ErrorKind::Refused, std::move(why));
    std::error_code error;
    if (std::filesystem::exists(file, error))
        return fail(ErrorKind::Conflict,
                    "A file is already there: the recovery kit is written once, to a new file.");
    return {};
}

Result<void> write_recovery_kit(const Path& file, const Path& vault, std::string_view vault_uuid,
                                const crypto::Identity& identity)
{
    TRY_VOID(check_kit_place(file, vault));
    TRY_ASSIGN(auto out, base::OutputFile::create(file, base::Privacy::OwnerOnly));
    TRY_VOID(out.write(base::bytes_of(before_secret(vault_uuid))));
    TRY_VOID(out.write(identity.text().bytes()));
    TRY_VOID(out.write(base::bytes_of(kAfterSecret)));
    return out.commit_new();
}

base::Secret kit_row(const crypto::Identity& identity, std::size_t row)
{
    const base::Secret all = characters_of(identity.text().bytes());
    const std::size_t from = row * kKitGroups * kKitGroup;
    base::Secret out(kKitGroups * (kKitGroup + 1));
    std::size_t used = 0;
    for (std::size_t i = from; i < std::min(from + kKitGroups * kKitGroup, all.size()); ++i) {
        if (i > from && (i - from) % kKitGroup == 0) out.writable()[used++] = ' ';
        out.writable()[used++] = all.bytes()[i];
    }
    out.truncate(used);
    return out;
}

Result<crypto::Identity> identity_from_typing(base::ByteView typed)
{
    const base::Secret characters = characters_of(typed);
    if (characters.size() != kCharacters)
        return fail(ErrorKind::Invalid, "The key on the sheet has " + std::to_string(kCharacters) +
                                            " characters in " + std::to_string(kKitRows) + " rows; " +
                                            std::to_string(characters.size()) + " were typed.");
    base::Secret whole(kBegin.size() + kCharacters);
    std::ranges::copy(kBegin, whole.writable().begin());
    std::ranges::copy(characters.bytes(),
                      whole.writable().begin() + static_cast<std::ptrdiff_t>(kBegin.size()));
    auto identity = crypto::Identity::parse(whole.bytes());
    if (identity) return identity;
    return fail(ErrorKind::Invalid, "There is a typing error: compare each row with the printed sheet.");
}

std::vector<int> rows_that_differ(const crypto::Identity& identity, base::ByteView typed)
{
    const base::Secret want = characters_of(identity.text().bytes());
    const base::Secret got = characters_of(typed);
    constexpr std::size_t row = kKitGroups * kKitGroup;
    std::vector<int> rows;
    for (std::size_t n = 0; n < kKitRows; ++n) {
        const auto part = [&](const base::Secret& of) {
            const auto from = std::min(n * row, of.size());
            return of.bytes().subspan(from, std::min(row, of.size() - from));
        };
        if (!std::ranges::equal(part(want), part(got))) rows.push_back(static_cast<int>(n) + 1);
    }
    if (rows.empty() && want.size() != got.size()) rows.push_back(static_cast<int>(kKitRows));
    return rows;
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

Result<void> rehearse_recovery(review::Vault& vault, const crypto::Identity& kit,
                               const base::Progress& progress)
{
    TRY_ASSIGN(const Path place, room_for_copies(vault.folder()));
    const auto rehearse = [&]() -> Result<void> {
        TRY_VOID(vault.snapshot(place / "copy", progress));
        crypto::Unlock with;
        with.recovery = &kit;
        return review::Vault::restore(place / "copy", place / "restored", with);
    };
    auto outcome = rehearse();
    std::error_code ignored;
    std::filesystem::remove_all(place, ignored);
    if (!outcome && outcome.error().kind == ErrorKind::Denied)
        return fail(ErrorKind::Denied,
                    "This kit does not open this vault: it belongs to another one, or a newer "
                    "kit was made since. Nothing was changed.");
    TRY_VOID(outcome);
    return mark_kit_rehearsed(vault);
}

Result<KitStanding> kit_standing(review::Vault& vault)
{
    KitStanding standing;
    TRY_ASSIGN(const auto pending, vault.shelved(kPending));
    TRY_ASSIGN(const auto rehearsed, vault.shelved(kRehearsed));
    standing.pending = pending.has_value();
    if (rehearsed)
        if (const auto at = base::time_from_text(base::text_of(*rehearsed))) standing.rehearsed = *at;
    return standing;
}

Result<void> mark_kit_pending(review::Vault& vault)
{
    return vault.shelve(kPending, base::bytes_of(base::to_text(vault.clock().now())));
}

Result<void> mark_kit_rehearsed(review::Vault& vault)
{
    TRY_VOID(vault.shelve(kRehearsed, base::bytes_of(base::to_text(vault.clock().now()))));
    return vault.unshelve(kPending);
}

}  // namespace core
