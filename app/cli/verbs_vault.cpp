// vault create, check, info, passphrase, recover, backup, restore.

#include <system_error>

#include "app/cli/answer.h"
#include "app/core/recovery_kit.h"
#include "app/core/rolling_backup.h"
#include "crypto/base/lexical.h"
#include "crypto/base/platform.h"

namespace cli {

namespace {

using base::path_from_utf8;

std::string epoch_warning()
{
    return "Earlier backups of this vault still open with the old passphrase.";
}

Result<Answer> vault_create(Call& call)
{
    const auto folder = path_from_utf8(call.at("DIR"));
    const auto kit = path_from_utf8(call.at("--recovery-kit"));
    TRY_ASSIGN(const base::Secret typed, call.passphrase());
    const auto recovery = crypto::Identity::generate();
    std::string uuid;
    {
        TRY_ASSIGN(auto vault, review::Vault::create(folder, call.at("--owner"), typed.bytes(),
                                                     recovery.recipient(), crypto::calibrate()));
        uuid = vault.uuid();
    }
    // Without a kit that works there is no vault: what was begun is taken away again.
    auto written = core::write_recovery_kit(kit, folder, uuid, recovery);
    if (written) written = core::rehearse_recovery(folder, kit);
    if (!written) {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
        return written.error();
    }
    crypto::Unlock with;
    with.recovery = &recovery;
    TRY_ASSIGN(auto vault, review::Vault::open(folder, with));
    TRY_VOID(core::mark_kit_rehearsed(vault));
    return AnswerBuilder()
        .fact("vault", "Vault", uuid)
        .fact("rehearsed", "", true)
        .line(
            "The recovery kit was read back and opened a copy of the vault. Print it, keep it away from this "
            "machine, and destroy the file.")
        .done();
}

Result<Answer> vault_check(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(const auto health, vault->check());
    AnswerBuilder answer;
    answer.fact("sound", "", health.findings.empty())
        .fact("reviews", "Reviews", health.reviews)
        .fact("entries", "Journal entries verified", health.entries)
        .fact("objects", "Attachments verified", health.objects)
        .fact("findings", "", texts(health.findings));
    if (health.findings.empty()) answer.line("The vault is sound.");
    for (const auto& finding : health.findings) answer.line(finding);
    return answer.done(health.damaged ? 13 : 0);
}

Result<Answer> info(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(const auto reviews, vault->reviews());
    return AnswerBuilder()
        .fact("vault", "Vault", vault->uuid())
        .fact("owner", "Owner", vault->owner())
        .fact("key_epoch", "Key file, times changed", static_cast<std::int64_t>(vault->key_epoch()))
        .fact("key", "Signing key", vault->signing_key().public_key().number_text())
        .fact("reviews", "Reviews", static_cast<std::int64_t>(reviews.size()))
        .done();
}

Result<Answer> change(Call& call, std::string_view said)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(const base::Secret fresh, call.passphrase("new-passphrase"));
    TRY_VOID(vault->change_passphrase(fresh.bytes(), crypto::calibrate()));
    return AnswerBuilder()
        .fact("key_epoch", "", static_cast<std::int64_t>(vault->key_epoch()))
        .line(said)
        .line(epoch_warning())
        .done();
}

Result<Answer> passphrase(Call& call)
{
    return change(call, "The passphrase was changed; nothing else was.");
}

Result<Answer> recover(Call& call)
{
    return change(
        call,
        "The recovery kit opened the vault and a new passphrase was set. The kit still works: keep it safe.");
}

Result<Answer> rolling(review::Vault& vault, const std::string& folder, const std::string& keep)
{
    const auto number = base::number_from_text(keep);
    if (!number || *number < core::kFewestBackups || *number > core::kMostBackups)
        return base::fail(base::ErrorKind::Invalid, "Keep from 1 to 30 backups.");
    TRY_ASSIGN(const auto rolled,
               core::roll_backup(vault, path_from_utf8(folder), static_cast<int>(*number)));
    return AnswerBuilder()
        .fact("backup", "Backup", base::to_utf8(rolled.made))
        .fact("kept", "Kept", static_cast<std::int64_t>(rolled.kept))
        .fact("removed", "Older ones removed", static_cast<std::int64_t>(rolled.removed))
        .line("The backup is written and was read back.")
        .done();
}

Result<Answer> backup(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    if (const auto keep = call.option("--keep")) return rolling(*vault, call.at("TO"), *keep);
    TRY_VOID(vault->backup(path_from_utf8(call.at("TO"))));
    return AnswerBuilder()
        .fact("backup", "", call.at("TO"))
        .line("The backup is written and its list of hashes with it.")
        .done();
}

Result<Answer> restore(Call& call)
{
    const auto to = path_from_utf8(call.at("DIR"));
    const auto from = path_from_utf8(call.at("FROM"));
    std::error_code unseen;
    if (!std::filesystem::exists(from, unseen))
        return base::fail(base::ErrorKind::NoVault, "There is no backup at this place.");
    crypto::Unlock with;
    if (const auto kit = call.option("--recovery-kit")) {
        TRY_ASSIGN(const auto identity, core::read_recovery_kit(path_from_utf8(*kit)));
        with.recovery = &identity;
        TRY_VOID(review::Vault::restore(from, to, with));
    } else {
        TRY_ASSIGN(const base::Secret typed, call.passphrase());
        with.passphrase = typed.bytes();
        TRY_VOID(review::Vault::restore(from, to, with));
    }
    return AnswerBuilder()
        .fact("vault", "", call.at("DIR"))
        .line("The backup was verified, copied and opened.")
        .done();
}

}  // namespace

std::vector<Verb> vault_verbs()
{
    const Option kit{"--recovery-kit", Takes::Value, "The recovery kit's file, instead of the passphrase"};
    const Option new_file{"--new-passphrase-file", Takes::Value, "File with the new passphrase"};
    const Option new_fd{"--new-passphrase-fd", Takes::Value,
                        "Number of an open descriptor to read the new passphrase from"};
    Option kit_needed = kit;
    kit_needed.required = true;
    return {
        {"vault create", "DIR",
         opening_and(
             {{"--owner", Takes::Value, "Display name of the owner", true},
              {"--recovery-kit", Takes::Value, "New file for the recovery kit, outside the vault", true}}),
         "Make a vault, write its recovery kit and rehearse it", vault_create},
        {"vault check", "DIR", opening_and({kit}),
         "Read everything back: keys, journals, projections, attachments", vault_check},
        {"vault info", "DIR", opening_and({kit}), "Say what a vault is", info},
        {"vault passphrase", "DIR", opening_and({new_file, new_fd}),
         "Change the passphrase; data is not re-encrypted", passphrase},
        {"vault recover",
         "DIR",
         {kit_needed, new_file, new_fd},
         "Open with the recovery kit and set a new passphrase",
         recover},
        {"vault backup", "DIR TO",
         opening_and({kit,
                      {"--keep", Takes::Value,
                       "TO is a folder of backups: make one in it, read it back, keep the newest N"}}),
         "Write a consistent encrypted copy to a new folder", backup},
        {"vault restore", "DIR FROM", opening_and({kit}),
         "Make the vault DIR from a backup, after verifying it", restore},
    };
}

}  // namespace cli
