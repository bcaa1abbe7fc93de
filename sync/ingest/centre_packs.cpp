// Packs of reference data: issued, signed and used by the centre.
#include "storage/json/json.h"
#include "sync/ingest/centre_state.h"
#include "sync/pack/pack.h"

namespace ingest {

namespace {

using base::ErrorKind;
using base::fail;

constexpr std::string_view kPacks = "packs";
constexpr std::size_t kPacksBytes = 256U * 1024 * 1024;

/// [{name, version, files}], as issued one after another.
Result<json::Array> issued_packs(central::Store& store)
{
    TRY_ASSIGN(const auto text, store.setting(kPacks));
    if (!text) return json::Array{};
    TRY_ASSIGN(const auto all, json::parse(*text, {.string_bytes = kPacksBytes}));
    if (all.array() == nullptr)
        return fail(ErrorKind::Corrupt, "The packs in the central store are not readable.", "store_damaged");
    return *all.array();
}

rules::DataFiles files_of(const json::Value& pack)
{
    rules::DataFiles files;
    const auto* held = pack.object() == nullptr ? nullptr : pack.object()->find("files");
    if (held == nullptr || held->object() == nullptr) return files;
    for (const auto& [name, text] : *held->object())
        if (text.text() != nullptr) files[name] = *text.text();
    return files;
}

json::Object as_json(const pack::Statement& statement, const rules::DataFiles& files)
{
    json::Object held;
    for (const auto& [name, text] : files) held.set(name, text);
    json::Object one;
    one.set("name", statement.name);
    one.set("version", static_cast<std::int64_t>(statement.version));
    one.set("files", std::move(held));
    return one;
}

std::optional<std::uint64_t> newest(const json::Array& packs, std::string_view name)
{
    std::optional<std::uint64_t> found;
    for (const auto& one : packs)
        if (one.object() != nullptr && json::text_or(*one.object(), "name") == name)
            found = static_cast<std::uint64_t>(json::number_or(*one.object(), "version"));
    return found;
}

}  // namespace

Result<void> load_packs(Centre::State& state)
{
    rules::ReferenceData data;
    std::vector<std::string> lists;
    TRY_ASSIGN(const auto packs, issued_packs(state.store));
    for (const auto& one : packs) {
        const auto files = files_of(one);
        TRY_VOID(data.take(files, rules::ReferenceData::Older::Skip));
        for (const auto& [name, text] : files)
            if (name.starts_with("codelists/")) lists.push_back(text);
    }
    TRY_ASSIGN(state.lists, IssuedLists::from(std::move(lists)));
    state.reference = std::move(data);
    return {};
}

Result<IssuedPack> Centre::issue_pack(const PackWanted& wanted)
{
    auto& store = state_->store;
    TRY_ASSIGN(auto packs, issued_packs(store));
    const auto before = newest(packs, wanted.name);
    pack::Statement statement;
    statement.name = wanted.name;
    statement.version = wanted.version;
    statement.issued = store.clock().now();
    statement.valid_from =
        wanted.valid_from.empty() ? base::to_text(statement.issued).substr(0, 10) : wanted.valid_from;
    statement.valid_to = wanted.valid_to;
    statement.replaces = before;
    statement.minimum = wanted.minimum;
    TRY_VOID(pack::check_version(statement, before));

    auto data = state_->reference;
    TRY_VOID(data.take(wanted.files, rules::ReferenceData::Older::Refuse));
    TRY_ASSIGN(const auto secret, store.secret(kPublisherKey));
    TRY_ASSIGN(const auto key, crypto::SigningKey::restore(secret.bytes()));
    TRY_ASSIGN(auto file, pack::write_pack(statement, wanted.files, {&key}));
    // What leaves here must be what a desk accepts.
    TRY_ASSIGN([[maybe_unused]] const auto opened,
               pack::open_pack(file, state_->rosters->newest().roster, wanted.minimum));
    packs.emplace_back(as_json(statement, wanted.files));
    TRY_VOID(store.put_setting(kPacks, json::write(packs)));
    TRY_VOID(load_packs(*state_));
    return IssuedPack{statement.file_name(), statement.version, key.public_key().number_text(),
                      std::move(file)};
}

}  // namespace ingest
