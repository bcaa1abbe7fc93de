#include "app/core/desk_vault.h"

#include "app/core/chronology_words.h"
#include "app/core/demo.h"
#include "app/core/desk_files.h"
#include "app/core/recovery_kit.h"
#include "app/core/whereabouts.h"
#include "crypto/base/places.h"
#include "crypto/primitives/passphrase.h"

namespace core {

using base::ErrorKind;
using base::fail;
using base::Path;

namespace {

constexpr std::string_view kTourDue = "desk/tour-due";
constexpr std::string_view kKitName = "cairn-recovery-kit-";

Result<KitInHand*> kit_of(DeskStore& store)
{
    if (!store.kit) return fail(ErrorKind::Conflict, "No new recovery kit is being made.");
    return &*store.kit;
}

std::string today_words(review::Vault& vault)
{
    const auto day = model::day_from_text(base::to_text(vault.clock().now()).substr(0, 10));
    return day ? day_words(*day) : std::string();
}

}  // namespace

Result<void> desk_create(DeskStore& store, const NewVault& wanted, const base::Secret& passphrase,
                         std::optional<crypto::KdfCost> cost)
{
    store.lock();
    if (wanted.owner.empty()) return fail(ErrorKind::Invalid, "Enter your name.", "no_owner");
    TRY_VOID(crypto::check_strength(passphrase.bytes()));
    const Path folder = base::path_from_utf8(wanted.folder);
    const auto where = whereabouts(folder);
    if (!where.plain() && !wanted.anywhere)
        return fail(ErrorKind::Refused,
                    (where.cloud.empty() ? std::string("This folder lies on a network drive.")
                                         : "This folder is copied to " + where.cloud + ".") +
                        " A vault there can be damaged while it is copied, and leaves this computer. Choose "
                        "another folder if you can.",
                    "vault_place");
    auto recovery = crypto::Identity::generate();
    TRY_ASSIGN(auto vault, review::Vault::create(folder, wanted.owner, passphrase.bytes(),
                                                 recovery.recipient(), cost ? *cost : crypto::calibrate()));
    TRY_VOID(mark_kit_pending(vault));
    TRY_VOID(vault.shelve(kTourDue, base::bytes_of("1")));
    store.vault = std::move(vault);
    store.kit.emplace(KitInHand{std::move(recovery), {}, {}});
    return {};
}

Result<KitFiles> desk_write_kit(DeskStore& store, const std::string& folder)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    TRY_ASSIGN(auto* kit, kit_of(store));
    const Path place = base::path_from_utf8(folder);
    std::error_code error;
    if (!std::filesystem::is_directory(place, error))
        return fail(ErrorKind::NotFound, "This folder is not there. Choose another one.");
    const std::string name =
        std::string(kKitName) + vault->uuid().substr(0, 8) + "-" + std::to_string(vault->key_epoch());
    const Path page = place / (name + ".pdf");
    const Path text = place / (name + ".txt");
    TRY_VOID(write_recovery_pdf(page, vault->folder(), vault->uuid(), today_words(*vault), kit->identity));
    if (auto written = write_recovery_kit(text, vault->folder(), vault->uuid(), kit->identity); !written) {
        TRY_VOID(base::durable_remove(page));
        return written.error();
    }
    kit->page = page;
    kit->text = text;
    return KitFiles{base::to_utf8(page), base::to_utf8(text)};
}

Result<void> desk_print_kit(DeskStore& store)
{
    TRY_ASSIGN(auto* kit, kit_of(store));
    const auto printed = base::run({"lp", "--", base::to_utf8(kit->page)});
    if (!printed)
        return fail(ErrorKind::NotFound,
                    "This computer has no printing set up for Cairn. Open the page in your usual program and "
                    "print it there.");
    if (printed->exit_code != 0)
        return fail(ErrorKind::Io,
                    "The printer did not take it. Open the page in your usual program and print it there.");
    return {};
}

Result<std::vector<int>> desk_rehearse_kit(DeskStore& store, const base::Secret& typed, Working& working,
                                           const std::atomic<bool>& give_up)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    TRY_ASSIGN(auto* kit, kit_of(store));
    if (kit->page.empty())
        return fail(ErrorKind::Conflict, "Write and print the kit first: this tries what is on the paper.");
    auto wrong = rows_that_differ(kit->identity, typed.bytes());
    if (!wrong.empty()) return wrong;
    TRY_ASSIGN(const auto from_paper, identity_from_typing(typed.bytes()));
    store.open.reset();  // a copy is made of everything
    working.expect(bytes_in(vault->folder()));
    TRY_VOID(rehearse_recovery(*vault, from_paper, working.progress(give_up)));
    return wrong;
}

Result<void> desk_destroy_kit_files(DeskStore& store)
{
    TRY_ASSIGN(auto* kit, kit_of(store));
    for (const auto& file : {kit->page, kit->text}) {
        std::error_code error;
        if (std::filesystem::exists(file, error)) TRY_VOID(base::shred_file(file));
    }
    store.kit.reset();
    return {};
}

Result<void> desk_new_kit(DeskStore& store)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    auto recovery = crypto::Identity::generate();
    TRY_VOID(mark_kit_pending(*vault));
    TRY_VOID(vault->change_recovery(recovery.recipient()));
    store.kit.emplace(KitInHand{std::move(recovery), {}, {}});
    return {};
}

Result<void> desk_try_kit(DeskStore& store, const base::Secret& typed, Working& working,
                          const std::atomic<bool>& give_up)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    TRY_ASSIGN(const auto identity, identity_from_typing(typed.bytes()));
    store.open.reset();
    working.expect(bytes_in(vault->folder()));
    return rehearse_recovery(*vault, identity, working.progress(give_up));
}

Result<void> check_passphrase(review::Vault& vault, const base::Secret& passphrase)
{
    TRY_ASSIGN(const bool right, vault.opens_with(passphrase.bytes()));
    if (right) return {};
    return fail(ErrorKind::Denied, "That is not your passphrase. Nothing was changed: try again.");
}

Result<void> desk_change_passphrase(DeskStore& store, const base::Secret& old, const base::Secret& fresh,
                                    std::optional<crypto::KdfCost> cost)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    TRY_VOID(crypto::check_strength(fresh.bytes()));
    TRY_VOID(check_passphrase(*vault, old));
    return vault->change_passphrase(fresh.bytes(), cost ? *cost : crypto::calibrate());
}

Result<Unlocked> desk_recover(DeskStore& store, const base::Path& folder, const base::Secret& typed,
                              const base::Secret& fresh, std::optional<crypto::KdfCost> cost)
{
    store.lock();
    TRY_ASSIGN(const auto identity, identity_from_typing(typed.bytes()));
    TRY_VOID(crypto::check_strength(fresh.bytes()));
    crypto::Unlock with;
    with.recovery = &identity;
    TRY_ASSIGN(auto vault, review::Vault::open(folder, with));
    TRY_VOID(vault.change_passphrase(fresh.bytes(), cost ? *cost : crypto::calibrate()));
    store.vault = std::move(vault);
    return desk_unlocked(store);
}

Result<void> desk_tour_taken(DeskStore& store)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    return vault->unshelve(kTourDue);
}

Result<bool> desk_demo(DeskStore& store, std::size_t number)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    store.open.reset();
    const auto cases = demo_cases();
    if (number >= cases.size()) return false;
    TRY_ASSIGN([[maybe_unused]] const auto built, build_demo(*vault, cases[number].name));
    return number + 1 < cases.size();
}

}  // namespace core
