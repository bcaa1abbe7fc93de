#include "app/core/packs.h"

#include "sync/exchange/memory.h"

namespace core {

namespace {

using base::ErrorKind;
using base::fail;

Result<trust::RosterChain> trusted_chain(review::Vault& vault)
{
    TRY_ASSIGN(auto chain, exchange::pinned_roster(vault));
    if (!chain)
        return fail(
            ErrorKind::Refused,
            "A pack is held against the roster of the centre, and this vault trusts none yet. Take the "
            "roster over first.",
            "pack_no_roster");
    return *std::move(chain);
}

PackView view_of(const review::InstalledPack& installed)
{
    PackView view;
    view.name = installed.name;
    view.version = static_cast<std::uint64_t>(installed.version);
    view.installed = base::to_text(installed.installed);
    view.files = installed.files;
    return view;
}

void describe(PackView& view, const pack::Statement& statement)
{
    view.issued = base::to_text(statement.issued);
    view.valid_from = statement.valid_from;
    view.valid_to = statement.valid_to;
}

}  // namespace

Result<PackView> install_pack(review::Vault& vault, const Path& file)
{
    TRY_ASSIGN(const auto chain, trusted_chain(vault));
    TRY_ASSIGN(const auto bytes, base::read_file(file, pack::kPackBytes + 1));
    TRY_ASSIGN(const auto opened, pack::open_pack(bytes, chain.newest().roster));
    TRY_ASSIGN(const auto installed, vault.packs());
    std::optional<std::uint64_t> before;
    for (const auto& one : installed)
        if (one.name == opened.statement.name) before = static_cast<std::uint64_t>(one.version);
    TRY_VOID(pack::check_version(opened.statement, before));
    review::InstalledPack kept;
    kept.name = opened.statement.name;
    kept.version = static_cast<std::int64_t>(opened.statement.version);
    kept.installed = vault.clock().now();
    TRY_VOID(vault.install_pack(kept, opened.data, bytes));
    for (const auto& [name, text] : opened.data) kept.files.push_back(name);
    auto view = view_of(kept);
    describe(view, opened.statement);
    return view;
}

Result<std::vector<PackView>> packs(review::Vault& vault)
{
    TRY_ASSIGN(const auto installed, vault.packs());
    TRY_ASSIGN(const auto chain, exchange::pinned_roster(vault));
    std::vector<PackView> views;
    for (const auto& one : installed) {
        auto view = view_of(one);
        TRY_ASSIGN(const auto file, vault.pack_file(one.name));
        if (chain) {
            const auto opened = pack::open_pack(file, chain->newest().roster);
            if (opened)
                describe(view, opened->statement);
            else
                view.standing = opened.error().what;
        }
        views.push_back(std::move(view));
    }
    return views;
}

}  // namespace core
