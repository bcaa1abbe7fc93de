#include "app/core/rolling_backup.h"

#include <algorithm>
#include <array>

#include "crypto/base/lexical.h"
#include "storage/json/json.h"

namespace core {

using base::ErrorKind;
using base::fail;

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPlan = "desk/backup";
constexpr std::string_view kBackupName = "cairn-backup-";
constexpr std::string_view kGoing = ".going";  // a backup that is being removed: no longer whole

Path new_name(review::Vault& vault, const Path& folder)
{
    std::array<std::uint8_t, 4> chance{};
    vault.random().fill(chance);
    return folder / (std::string(kBackupName) + base::to_text(vault.clock().now()).substr(0, 10) + "-" +
                     base::to_hex(chance));
}

bool lies_directly_in(const Path& place, const Path& folder)
{
    std::error_code error;
    return fs::equivalent(place.parent_path(), folder, error) && !error;
}

// What a removal that was cut off left.
void sweep(const Path& folder)
{
    std::error_code error;
    std::vector<Path> left;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const auto name = base::to_utf8(at->path().filename());
        if (name.starts_with("." + std::string(kBackupName)) && name.ends_with(kGoing))
            left.push_back(at->path());
    }
    for (const auto& one : left) fs::remove_all(one, error);
}

// First it stops being a backup, by its name, then it goes.
Result<void> remove_backup(review::Vault& vault, const review::BackupMade& one)
{
    const Path place = base::path_from_utf8(one.path);
    const Path going = place.parent_path() / ("." + base::to_utf8(place.filename()) + std::string(kGoing));
    TRY_VOID(base::durable_rename(place, going));
    TRY_VOID(vault.forget_backup(one.path));
    std::error_code error;
    fs::remove_all(going, error);
    if (error) return fail(ErrorKind::Io, "An older backup could not be removed. The new one is whole.");
    return {};
}

}  // namespace

Result<BackupPlan> backup_plan(review::Vault& vault)
{
    BackupPlan plan;
    TRY_ASSIGN(const auto kept, vault.shelved(kPlan));
    if (!kept) return plan;
    TRY_ASSIGN(const auto fields, json::parse_object(base::text_of(*kept)));
    plan.folder = json::text_or(fields, "folder");
    plan.keep = static_cast<int>(
        std::clamp<std::int64_t>(json::number_or(fields, "keep", plan.keep), kFewestBackups, kMostBackups));
    return plan;
}

Result<void> set_backup_plan(review::Vault& vault, const BackupPlan& plan)
{
    if (plan.keep < kFewestBackups || plan.keep > kMostBackups)
        return fail(ErrorKind::Invalid, "Keep from 1 to 30 backups.");
    std::error_code error;
    const Path inside = fs::weakly_canonical(vault.folder(), error);
    const Path chosen = fs::weakly_canonical(base::path_from_utf8(plan.folder), error);
    const auto [end, _] = std::mismatch(inside.begin(), inside.end(), chosen.begin(), chosen.end());
    if (end == inside.end())
        return fail(ErrorKind::Refused, "Backups do not go inside the vault itself: choose another folder.");
    json::Object fields;
    fields.set("folder", plan.folder);
    fields.set("keep", static_cast<std::int64_t>(plan.keep));
    return vault.shelve(kPlan, base::bytes_of(json::write(fields)));
}

Result<std::vector<review::BackupMade>> backups_at_hand(review::Vault& vault)
{
    TRY_ASSIGN(auto made, vault.backups());
    std::erase_if(made, [](const review::BackupMade& one) {
        std::error_code error;
        return !fs::exists(base::path_from_utf8(one.path) / "manifest.sha256", error);
    });
    return made;
}

Result<RolledBackup> roll_backup(review::Vault& vault, const Path& folder, int keep,
                                 const base::Progress& progress)
{
    std::error_code error;
    if (!fs::is_directory(folder, error))
        return fail(ErrorKind::NotFound,
                    "The folder for backups is not there. Put the stick in, or choose another folder.");
    sweep(folder);
    RolledBackup rolled;
    rolled.made = new_name(vault, folder);
    TRY_VOID(vault.backup(rolled.made, progress));
    if (auto sound = review::Vault::verify_backup(rolled.made, progress); !sound) {
        fs::remove_all(rolled.made, error);  // a backup that cannot be read back is none
        TRY_VOID(vault.forget_backup(base::to_utf8(fs::absolute(rolled.made, error))));
        return sound.error();
    }
    TRY_ASSIGN(auto here, backups_at_hand(vault));
    std::erase_if(here, [&](const review::BackupMade& one) {
        const Path place = base::path_from_utf8(one.path);
        return !lies_directly_in(place, folder) ||
               !base::to_utf8(place.filename()).starts_with(kBackupName) ||
               fs::equivalent(place, rolled.made, error);
    });
    rolled.kept = here.size() + 1;
    for (const auto& oldest : here) {  // oldest first
        if (rolled.kept <= static_cast<std::size_t>(std::max(keep, kFewestBackups))) break;
        TRY_VOID(remove_backup(vault, oldest));
        ++rolled.removed;
        --rolled.kept;
    }
    return rolled;
}

}  // namespace core
