#include "app/core/desk_settings.h"

#include <algorithm>

#include "app/core/chronology_words.h"
#include "app/core/packs.h"
#include "app/core/recovery_kit.h"
#include "app/core/rolling_backup.h"
#include "crypto/base/lexical.h"
#include "crypto/primitives/hash.h"
#include "sync/exchange/exchange.h"
#include "sync/exchange/memory.h"
#include "sync/trust/enrolment.h"

namespace core {

using base::ErrorKind;
using base::fail;

namespace {

constexpr std::string_view kIdle = "desk/idle";
constexpr int kUsualIdle = 5;
constexpr std::uint64_t kMostRoster = 64 * 1024 * 1024;  // bytes

}  // namespace

std::string day_of(base::Time at)
{
    const auto day = model::day_from_text(base::to_text(at).substr(0, 10));
    return day ? day_words(*day) : std::string();
}

Result<int> idle_minutes(review::Vault& vault)
{
    TRY_ASSIGN(const auto kept, vault.shelved(kIdle));
    if (!kept) return kUsualIdle;
    const auto minutes = base::number_from_text(base::text_of(*kept));
    if (!minutes || *minutes < kFewestIdle || *minutes > kMostIdle) return kUsualIdle;
    return static_cast<int>(*minutes);
}

Result<void> set_idle_minutes(review::Vault& vault, int minutes)
{
    if (minutes < kFewestIdle || minutes > kMostIdle)
        return fail(ErrorKind::Invalid, "Choose from 1 to 60 minutes.");
    return vault.shelve(kIdle, base::bytes_of(std::to_string(minutes)));
}

namespace {

Result<void> add_identity(review::Vault& vault, DeskSettings& settings)
{
    TRY_ASSIGN(const auto view, exchange::identity(vault));
    settings.owner = view.owner;
    settings.fingerprint = base::fingerprint(crypto::sha256(base::bytes_of(view.key)));
    settings.enrolment =
        view.revoked    ? "Your key was revoked by the centre: it can send nothing more."
        : view.enrolled ? "You are enrolled: the centre knows this vault's key."
        : view.roster_version
            ? "You are not enrolled yet: the roster does not hold this vault's key."
            : "You are not enrolled yet. Make a request, send it to the centre, and trust the "
              "roster it returns.";
    TRY_ASSIGN(const auto chain, exchange::pinned_roster(vault));
    if (chain) {
        const auto& roster = chain->newest().roster;
        settings.centre = roster.origin + ", roster version " + std::to_string(roster.version) + ", " +
                          (trust::is_expired(roster, vault.clock().now()) ? "expired on " : "valid until ") +
                          day_of(roster.expires);
        settings.root_fingerprint = view.root_fingerprint;
    }
    TRY_ASSIGN(const auto request, vault.shelved("enrol/request"));
    if (request) settings.request_fingerprint = trust::enrolment_fingerprint(base::text_of(*request));
    return {};
}

}  // namespace

Result<DeskSettings> desk_settings(DeskStore& store)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    DeskSettings settings;
    TRY_VOID(add_identity(*vault, settings));
    TRY_ASSIGN(const auto kit, kit_standing(*vault));
    settings.kit = kit.rehearsed
                       ? "Last tried on " + day_of(*kit.rehearsed) + ": it opened a copy of this vault."
                       : "Not tried yet as far as this vault knows. Try it, so that you can rely on it.";
    TRY_ASSIGN(settings.idle_minutes, idle_minutes(*vault));
    settings.lists = "Code lists version " + std::to_string(vault->lists().version());
    TRY_ASSIGN(const auto installed, vault->packs());
    for (const auto& one : installed)
        settings.packs.push_back(one.name + ", version " + std::to_string(one.version) + ", installed " +
                                 day_of(one.installed));
    TRY_ASSIGN(const auto plan, backup_plan(*vault));
    settings.backup_folder = plan.folder;
    settings.backups_kept = plan.keep;
    return settings;
}

Result<std::string> desk_request(DeskStore& store, const std::string& organisation, const std::string& device,
                                 const std::string& folder)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    const std::string with = organisation.empty() ? "independent" : organisation;
    const std::string on = device.empty() ? "laptop" : device;
    TRY_ASSIGN(const auto request, exchange::identity_request(*vault, with, on));
    const auto file = base::path_from_utf8(folder) / request.file_name;
    TRY_ASSIGN(const auto made, exchange::write_identity_request(*vault, with, on, file));
    return "Saved " + request.file_name +
           " and its signature beside it. Send both to the centre, and read this "
           "fingerprint out when they call you: " +
           made.fingerprint;
}

Result<std::string> desk_trust(DeskStore& store, const std::string& file, const std::string& root)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    TRY_ASSIGN(const auto bytes, base::read_file(base::path_from_utf8(file), kMostRoster));
    TRY_ASSIGN(const auto trusted, exchange::trust_roster(*vault, bytes, root));
    std::string said = "Roster version " + std::to_string(trusted.version) + " of " + trusted.origin +
                       (trusted.unchanged ? " is the one trusted already." : " is trusted now.");
    if (trusted.first && root.empty())
        said += " Compare its fingerprint with your printed letter: " + trusted.root_fingerprint + ".";
    said += trusted.enrolled ? " You are enrolled." : " It does not hold this vault's key yet.";
    if (trusted.expired) said += " It has expired: ask the centre for a newer one. You can go on working.";
    if (!trusted.too_old.empty()) said += " " + trusted.too_old;
    return said;
}

Result<std::string> desk_install_pack(DeskStore& store, const std::string& file)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    TRY_ASSIGN(const auto pack, install_pack(*vault, base::path_from_utf8(file)));
    return "Installed " + pack.name + ", version " + std::to_string(pack.version) + ".";
}

Result<void> desk_idle(DeskStore& store, int minutes)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    return set_idle_minutes(*vault, minutes);
}

Result<void> desk_backup_plan(DeskStore& store, const std::string& folder, int keep)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    return set_backup_plan(*vault, {folder, keep});
}

}  // namespace core
