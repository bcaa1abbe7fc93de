#include "app/core/desk_health.h"

#include <algorithm>

#include "app/core/desk_files.h"
#include "app/core/desk_settings.h"
#include "app/core/recovery_kit.h"
#include "app/core/rolling_backup.h"
#include "app/core/whereabouts.h"
#include "sync/exchange/exchange.h"
#include "sync/exchange/memory.h"

namespace core {

using base::ErrorKind;
using base::fail;
using base::Path;
using base::Time;

namespace {

using Lines = std::vector<HealthLine>;
using Level = HealthLevel;
using Fix = HealthFix;
using std::chrono::hours;

constexpr std::string_view kChecked = "desk/checked", kSeen = "desk/seen";
constexpr auto kCheckEvery = hours(24 * 30), kBackupEvery = hours(24 * 7), kTryKitEvery = hours(24 * 365);
constexpr auto kExpirySoon = hours(24 * 30), kDrift = hours(1);
constexpr std::uint64_t kLeastSpace = 1'000'000'000, kWorthABar = 10'000'000;  // bytes

// "today", "yesterday", "12 days ago".
std::string ago(Time at, Time now)
{
    const auto days = std::chrono::duration_cast<hours>(now - at).count() / 24;
    if (days <= 0) return "today";
    if (days == 1) return "yesterday";
    return std::to_string(days) + " days ago";
}

Result<std::optional<Time>> time_on_shelf(review::Vault& vault, std::string_view key)
{
    TRY_ASSIGN(const auto kept, vault.shelved(key));
    if (!kept) return std::optional<Time>();
    const auto at = base::time_from_text(base::text_of(*kept).substr(0, 20));
    return at ? std::optional<Time>(*at) : std::optional<Time>();
}

Result<void> add_check(review::Vault& vault, Lines& lines)
{
    HealthLine line{"check", "The vault itself", "", Level::Well, Fix::Check};
    const auto now = vault.clock().now();
    TRY_ASSIGN(const auto kept, vault.shelved(kChecked));
    TRY_ASSIGN(const auto at, time_on_shelf(vault, kChecked));
    if (!kept || !at) {
        line.level = Level::Note;
        line.words = "It has not been read back whole yet. Check it now; you can stop at any time.";
    } else if (!base::text_of(*kept).ends_with("sound")) {
        line.level = Level::Act;
        line.words = "Damage was found on " + day_of(*at) +
                     ". Make no changes here: restore the newest backup into a new folder, then check again.";
    } else {
        const bool old = now - *at > kCheckEvery;
        line.level = old ? Level::Note : Level::Well;
        line.words = "Read back whole " + ago(*at, now) + " and found sound." +
                     (old ? " It is time to check it again." : "");
    }
    lines.push_back(std::move(line));
    return {};
}

Result<void> add_backup(review::Vault& vault, Lines& lines)
{
    HealthLine line{"backup", "Backup", "", Level::Well, Fix::Backup};
    const auto now = vault.clock().now();
    TRY_ASSIGN(const auto plan, backup_plan(vault));
    TRY_ASSIGN(const auto made, backups_at_hand(vault));
    if (plan.folder.empty()) line.fix = Fix::ChooseBackup;
    if (made.empty()) {
        line.level = Level::Act;
        line.words = plan.folder.empty() ? "There is no backup. Choose a folder or a stick, and make one."
                                         : "No backup is to be found. Put the stick in, or make one now.";
    } else {
        const bool old = now - made.back().at > kBackupEvery;
        line.level = old ? Level::Act : Level::Well;
        line.words = "The newest was made " + ago(made.back().at, now) + ", in " +
                     base::to_utf8(base::path_from_utf8(made.back().path).parent_path()) + "." +
                     (old ? " Make a new one." : "");
    }
    lines.push_back(std::move(line));
    return {};
}

Result<void> add_kit(review::Vault& vault, Lines& lines)
{
    HealthLine line{"kit", "Recovery kit", "", Level::Well, Fix::TryKit};
    const auto now = vault.clock().now();
    TRY_ASSIGN(const auto kit, kit_standing(vault));
    if (!kit.rehearsed || kit.pending) {
        line.level = Level::Act;
        line.words = "It is not known to work. Take the printed sheet and try it.";
    } else {
        const bool old = now - *kit.rehearsed > kTryKitEvery;
        line.level = old ? Level::Act : Level::Well;
        line.words = "It restored a copy of this vault " + ago(*kit.rehearsed, now) + "." +
                     (old ? " That is over a year: try it again." : "");
    }
    lines.push_back(std::move(line));
    return {};
}

void add_space(const review::Vault& vault, Lines& lines)
{
    std::error_code error;
    const auto space = std::filesystem::space(vault.folder(), error);
    if (error) return;
    const auto size = bytes_in(vault.folder());
    const bool little = space.available < std::max(kLeastSpace, 2 * size);
    lines.push_back(
        {"space", "Room on the disk",
         size_words(space.available) + " free; this vault takes " + size_words(size) + "." +
             (little ? " Make room: move what is not needed to another disk, and empty the bin." : ""),
         little ? Level::Act : Level::Well, Fix::None});
}

void add_place(const review::Vault& vault, Lines& lines)
{
    const auto where = whereabouts(vault.folder());
    HealthLine line{"place", "Where the vault lies", "On a disk of this computer.", Level::Well, Fix::None};
    if (!where.cloud.empty())
        line.words =
            "Its folder is copied to " + where.cloud +
            ". That can damage it, and takes it off this computer. Lock, then move the folder elsewhere.";
    else if (where.network)
        line.words =
            "Its folder lies on a network drive. A broken connection can damage it. Lock, then move the "
            "folder to this computer.";
    if (!where.plain()) line.level = Level::Act;
    lines.push_back(std::move(line));
}

Result<void> add_unsent(review::Vault& vault, Lines& lines)
{
    TRY_ASSIGN(const auto cards, vault.reviews());
    std::vector<std::string> unsent, refused;
    for (const auto& card : cards) {
        if (card.demo) continue;
        TRY_ASSIGN(auto review, vault.open_review(card.uuid));
        TRY_ASSIGN(const auto standing, exchange::standing(vault, review));
        if (standing.state == "rejected" || standing.state == "fork")
            refused.push_back(card.reference);
        else if (standing.unsent_lines > 0 && card.writable)
            unsent.push_back(card.reference);
    }
    const auto list = [](const std::vector<std::string>& names) {
        std::string text;
        for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
        return text;
    };
    HealthLine line{"unsent", "Work not yet at the centre", "", Level::Well, Fix::None};
    if (!refused.empty()) {
        line.level = Level::Act;
        line.words = "The centre did not take " + list(refused) + ". Open it and look at Sign and send.";
    } else if (!unsent.empty()) {
        line.level = Level::Note;
        line.words = "Changed since it was last sent: " + list(unsent) +
                     ". Send it from Sign and send when you "
                     "are ready; a backup keeps it safe until then.";
    } else {
        line.words = "Nothing waits to be sent.";
    }
    lines.push_back(std::move(line));
    return {};
}

Result<void> add_keys(review::Vault& vault, Lines& lines)
{
    HealthLine line{"key", "Your key and the roster", "", Level::Note, Fix::Enrol};
    const auto now = vault.clock().now();
    TRY_ASSIGN(const auto chain, exchange::pinned_roster(vault));
    if (!chain) {
        line.words = "You are not enrolled with a centre yet. You can work; you cannot send.";
        lines.push_back(std::move(line));
        return {};
    }
    const auto& roster = chain->newest().roster;
    const auto key = vault.signing_key().public_key();
    const auto* member = roster.member(key);
    const auto soon = [&](Time until) { return until - now < kExpirySoon; };
    line.level = Level::Act;
    if (roster.revocation(key.text()) != nullptr)
        line.words = "Your key was revoked by the centre: it can send nothing more. Ask the centre.";
    else if (member == nullptr)
        line.words = "The roster does not hold your key yet. Send your request, and trust the newer roster.";
    else if (trust::is_expired(roster, now))
        line.words = "The roster expired on " + day_of(roster.expires) + ". Ask the centre for a newer one.";
    else if (soon(member->to))
        line.words = "Your key is good until " + day_of(member->to) + ". Ask the centre to renew it.";
    else if (soon(roster.expires))
        line.words =
            "The roster is good until " + day_of(roster.expires) + ". Ask the centre for a newer one.";
    else {
        line.level = Level::Well;
        line.fix = Fix::None;
        line.words = "Your key is good until " + day_of(member->to) + ", the roster until " +
                     day_of(roster.expires) + ".";
    }
    lines.push_back(std::move(line));
    return {};
}

// The newest time that somebody else, or this vault itself, has vouched for.
Result<std::optional<Time>> newest_time(review::Vault& vault)
{
    TRY_ASSIGN(auto newest, time_on_shelf(vault, kSeen));
    const auto take = [&](Time at) {
        if (!newest || at > *newest) newest = at;
    };
    TRY_ASSIGN(const auto chain, exchange::pinned_roster(vault));
    if (chain) take(chain->newest().roster.issued);
    TRY_ASSIGN(const auto backups, vault.backups());
    if (!backups.empty()) take(backups.back().at);
    return newest;
}

Result<void> add_clock(review::Vault& vault, Lines& lines)
{
    const auto now = vault.clock().now();
    TRY_ASSIGN(const auto newest, newest_time(vault));
    HealthLine line{"clock", "The clock of this computer", "It says " + day_of(now) + ".", Level::Well,
                    Fix::None};
    if (newest && *newest - now > kDrift) {
        line.level = Level::Act;
        line.words += " But this vault was in use, or the roster was made, on " + day_of(*newest) + " at " +
                      base::to_text(*newest).substr(11, 5) +
                      ". Set the clock right, or deadlines are "
                      "counted wrongly.";
    } else {
        TRY_VOID(vault.shelve(kSeen, base::bytes_of(base::to_text(now))));
    }
    lines.push_back(std::move(line));
    return {};
}

}  // namespace

Result<std::vector<HealthLine>> desk_health(DeskStore& store)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    store.open.reset();
    Lines lines;
    TRY_VOID(add_check(*vault, lines));
    TRY_VOID(add_backup(*vault, lines));
    TRY_VOID(add_kit(*vault, lines));
    TRY_VOID(add_unsent(*vault, lines));
    TRY_VOID(add_keys(*vault, lines));
    add_space(*vault, lines);
    add_place(*vault, lines);
    TRY_VOID(add_clock(*vault, lines));
    return lines;
}

Result<std::string> desk_check(DeskStore& store, Working& working, const std::atomic<bool>& give_up)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    store.open.reset();
    TRY_ASSIGN(const auto made, backups_at_hand(*vault));
    const Path newest = made.empty() ? Path() : base::path_from_utf8(made.back().path);
    const auto bulk = bytes_in(vault->folder() / "objects") + (made.empty() ? 0 : bytes_in(newest));
    if (bulk > kWorthABar) working.expect(bulk);
    const auto progress = working.progress(give_up);
    TRY_ASSIGN(const auto health, vault->check(progress));
    const bool sound = health.findings.empty() && !health.damaged;
    TRY_VOID(vault->shelve(
        kChecked, base::bytes_of(base::to_text(vault->clock().now()) + (sound ? " sound" : " damaged"))));
    if (!sound)
        return "Damage was found: " + (health.findings.empty() ? "" : health.findings.front()) +
               " Restore the newest backup into a new folder.";
    std::string said = "The vault is sound: " + std::to_string(health.entries) + " entries and " +
                       std::to_string(health.objects) + " attached files were read back.";
    if (made.empty()) return said;
    const auto backup = review::Vault::verify_backup(newest, progress);
    if (!backup && backup.error().kind == ErrorKind::Cancelled) return backup.error();
    return said +
           (backup ? " So was its newest backup." : " Its newest backup is NOT whole: make a new one now.");
}

Result<std::string> desk_backup(DeskStore& store, Working& working, const std::atomic<bool>& give_up)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    store.open.reset();
    TRY_ASSIGN(const auto plan, backup_plan(*vault));
    if (plan.folder.empty())
        return fail(ErrorKind::Conflict, "Choose a folder or a stick for backups first, in Settings.");
    working.expect(2 * bytes_in(vault->folder()));
    TRY_ASSIGN(const auto rolled,
               roll_backup(*vault, base::path_from_utf8(plan.folder), plan.keep, working.progress(give_up)));
    return "The backup is made and was read back. " + std::to_string(rolled.kept) +
           (rolled.kept == 1 ? " is" : " are") + " kept there" +
           (rolled.removed == 0 ? "." : "; the oldest was removed.");
}

}  // namespace core
