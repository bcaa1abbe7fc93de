// The reference data of a vault: the program's own and what installed packs bring.
#include <algorithm>

#include "storage/json/json.h"
#include "storage/review/vault_state.h"

namespace review {

namespace {

constexpr std::string_view kPack = "pack/";
constexpr std::string_view kData = "data/";
constexpr std::size_t kDataBytes = 16U * 1024 * 1024;  // one file of a pack

std::string shelf_key(std::string_view prefix, std::string_view name)
{
    return std::string(prefix) + std::string(name);
}

json::Object as_json(const InstalledPack& pack, std::int64_t order, const rules::DataFiles& files)
{
    json::Object held;
    for (const auto& [name, text] : files) held.set(name, text);
    json::Object all;
    all.set("name", pack.name);
    all.set("version", pack.version);
    all.set("order", order);
    all.set("installed", base::to_text(pack.installed));
    all.set("files", std::move(held));
    return all;
}

struct Kept {
    InstalledPack pack;
    std::int64_t order = 0;  ///< rises with every pack installed: each was newer than those before it
    rules::DataFiles files;
};

Result<Kept> kept_pack(Vault& vault, const std::string& key)
{
    TRY_ASSIGN(const auto bytes, vault.shelved(key));
    if (!bytes) return fail(ErrorKind::NotFound, "There is no such pack in this vault.");
    TRY_ASSIGN(const auto all, json::parse_object(base::text_of(*bytes), {.string_bytes = kDataBytes}));
    Kept kept;
    kept.pack.name = json::text_or(all, "name");
    kept.pack.version = json::number_or(all, "version");
    kept.order = json::number_or(all, "order");
    TRY_ASSIGN(kept.pack.installed, base::time_from_text(json::text_or(all, "installed")));
    const auto* files = all.find("files");
    if (files == nullptr || files->object() == nullptr)
        return fail(ErrorKind::Corrupt, "A pack in this vault is not readable.", "pack_data");
    for (const auto& [name, text] : *files->object())
        if (text.text() != nullptr) {
            kept.pack.files.push_back(name);
            kept.files[name] = *text.text();
        }
    return kept;
}

base::Error unreadable(const std::string& key)
{
    return fail(ErrorKind::Corrupt,
                "The pack " + key.substr(kData.size()) +
                    " in this vault cannot be read and is left out. Install it again.",
                "pack_data");
}

/// Every pack but `without`, as installed one after another. What cannot be read is told to `unread`.
Result<std::vector<Kept>> kept_packs(Vault& vault, std::string_view without, std::vector<std::string>& unread)
{
    TRY_ASSIGN(const auto keys, vault.shelved_keys(kData));
    std::vector<Kept> found;
    for (const auto& key : keys) {
        auto kept = kept_pack(vault, key);
        if (!kept)
            unread.push_back(unreadable(key).what);
        else if (kept->pack.name != without)
            found.push_back(*std::move(kept));
    }
    std::sort(found.begin(), found.end(), [](const Kept& a, const Kept& b) { return a.order < b.order; });
    return found;
}

/// Reviews stay under the version they were opened with: templates of the pack that goes are kept.
Result<void> keep_templates(const Kept& before, rules::DataFiles& files, const model::CodeLists& lists)
{
    std::map<std::string, std::string> fresh;  // version -> text
    for (const auto& [name, text] : files) {
        if (!name.starts_with("templates/")) continue;
        TRY_ASSIGN(const auto one, rules::Templates::load(text, lists));
        fresh[rules::version_text(one)] = text;
    }
    for (const auto& [name, text] : before.files) {
        if (!name.starts_with("templates/")) continue;
        TRY_ASSIGN(const auto one, rules::Templates::load(text, lists));
        const auto same = fresh.find(rules::version_text(one));
        if (same == fresh.end())
            files["templates/" + one.id + "-" + std::to_string(one.version) + ".kept.json"] = text;
        else if (same->second != text)
            return fail(ErrorKind::Refused,
                        "The pack changes a version of a template that is in use. A changed template takes "
                        "the next version. Nothing was changed.",
                        "pack_data_older");
    }
    return {};
}

base::Error older_than_in_use(std::string_view what)
{
    return fail(
        ErrorKind::Refused,
        "With this pack " + std::string(what) +
            " would be older than those in use. Nothing was changed; ask the centre for the newest pack.",
        "pack_data_older");
}

/// Nothing goes back to an older state, the data of the pack that is replaced included.
Result<void> check_not_older(const rules::ReferenceData& in_use, const rules::ReferenceData& made,
                             const rules::DataFiles& files)
{
    if (made.calendar().version() < in_use.calendar().version()) return older_than_in_use("bank holidays");
    for (const auto& [name, text] : files) {
        if (!name.starts_with("templates/")) continue;
        TRY_ASSIGN(const auto one, rules::Templates::load(text, made.lists()));
        const auto* newest = in_use.templates().find(one.id);
        const bool known = in_use.templates().find(one.id, one.version) != nullptr;
        if (newest != nullptr && one.version < newest->version && !known)
            return older_than_in_use("a review template");
    }
    return {};
}

/// Everything kept is read again at each opening: what could not be is not installed.
Result<void> check_kept(const std::string& text)
{
    if (json::parse_object(text, {.string_bytes = kDataBytes})) return {};
    return fail(ErrorKind::Invalid,
                "A file of the pack is larger than 16 MiB or holds characters that no text has. Nothing was "
                "installed.",
                "pack_data");
}

/// Whatever records may hold stays known.
Result<void> check_lists(const model::CodeLists& before, const model::CodeLists& after)
{
    bool all_there = before.version() <= after.version();
    for (const auto& list : before.lists()) {
        const auto* held = after.list(list.id);
        for (const auto& value : list.values)
            all_there = all_there && held != nullptr && held->find(value.code) != nullptr;
    }
    if (all_there) return {};
    return fail(
        ErrorKind::Refused,
        "The pack leaves out codes that the one it replaces had, and records may hold them. A code is "
        "retired by date. Nothing was changed.",
        "pack_code_missing");
}

}  // namespace

const rules::ReferenceData& Vault::reference() const
{
    return state_->reference ? *state_->reference : rules::ReferenceData::built_in();
}
const model::CodeLists& Vault::lists() const
{
    return reference().lists();
}
const rules::Templates& Vault::templates() const
{
    return reference().templates();
}
const model::Calendar& Vault::calendar() const
{
    return reference().calendar();
}
const rules::Library& Vault::library() const
{
    return reference().library();
}

Result<void> Vault::load_packs()
{
    state_->reference.reset();
    TRY_ASSIGN(const auto packs, kept_packs(*this, {}, state_->notices));
    if (packs.empty()) return {};
    rules::ReferenceData data;
    for (const auto& one : packs)
        if (!data.take(one.files, rules::ReferenceData::Older::Skip))
            state_->notices.push_back(unreadable(shelf_key(kData, one.pack.name)).what);
    state_->reference.emplace(std::move(data));
    return {};
}

Result<void> Vault::install_pack(const InstalledPack& pack, const rules::DataFiles& files, ByteView file)
{
    std::vector<std::string> unread;
    TRY_ASSIGN(const auto others, kept_packs(*this, pack.name, unread));
    rules::ReferenceData data;
    for (const auto& one : others) TRY_VOID(data.take(one.files, rules::ReferenceData::Older::Skip));
    TRY_VOID(data.take(files, rules::ReferenceData::Older::Refuse));
    TRY_VOID(check_lists(lists(), data.lists()));
    TRY_VOID(check_not_older(reference(), data, files));

    rules::DataFiles kept = files;
    std::int64_t order = others.empty() ? 1 : others.back().order + 1;
    if (const auto before = kept_pack(*this, shelf_key(kData, pack.name)); before) {
        TRY_VOID(keep_templates(*before, kept, data.lists()));
        order = std::max(order, before->order + 1);
    }
    const auto text = json::write(as_json(pack, order, kept));
    TRY_VOID(check_kept(text));
    TRY_VOID(shelve({{shelf_key(kPack, pack.name), Bytes(file.begin(), file.end())},
                     {shelf_key(kData, pack.name), Bytes(text.begin(), text.end())}}));
    return load_packs();
}

Result<std::vector<InstalledPack>> Vault::packs()
{
    TRY_ASSIGN(const auto keys, shelved_keys(kData));
    std::vector<InstalledPack> found;
    for (const auto& key : keys) {
        TRY_ASSIGN(auto kept, kept_pack(*this, key));
        found.push_back(std::move(kept.pack));
    }
    return found;
}

Result<Bytes> Vault::pack_file(std::string_view name)
{
    TRY_ASSIGN(auto bytes, shelved(shelf_key(kPack, name)));
    if (!bytes) return fail(ErrorKind::NotFound, "There is no such pack in this vault.");
    return *std::move(bytes);
}

}  // namespace review
