// Where things lie in a vault folder. Source: docs/formats/vault.md, "Folder".
#include <algorithm>

#include "storage/review/vault_state.h"

namespace review {

Path key_file(const Path& folder)
{
    return folder / "vault.key";
}
Path second_key_file(const Path& folder)
{
    return folder / "vault.key.2";
}
Path database_file(const Path& folder)
{
    return folder / "vault.db";
}
Path identity_folder(const Path& folder)
{
    return folder / "identity";
}
Path identity_file(const Path& folder, std::string_view uuid)
{
    return identity_folder(folder) / (std::string(uuid) + ".db");
}
Path object_folder(const Path& folder)
{
    return folder / "objects";
}
Path object_path(const Path& folder, const base::Digest32& object)
{
    const std::string name = base::to_hex(object);
    return object_folder(folder) / name.substr(0, 2) / (name + ".age");
}
Path incoming_folder(const Path& folder)
{
    return object_folder(folder) / "incoming";
}
Path outbox_folder(const Path& folder)
{
    return folder / "outbox";
}

namespace {

bool is_lower_hex(std::string_view text, std::size_t length)
{
    return text.size() == length && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Result<std::vector<Path>> files_in(const Path& folder)
{
    std::vector<Path> files;
    std::error_code error;
    if (!std::filesystem::exists(folder, error)) return files;
    for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        files.push_back(at->path());
    if (error) return fail(ErrorKind::Io, "A folder of the vault could not be read.");
    return files;
}

Result<void> sweep_objects(Vault::State& vault)
{
    TRY_ASSIGN(const auto halves, files_in(incoming_folder(vault.folder)));
    for (const Path& file : halves) TRY_VOID(base::durable_remove(file));
    TRY_ASSIGN(const auto folders, files_in(object_folder(vault.folder)));
    for (const Path& folder : folders) {
        const std::string name = base::to_utf8(folder.filename());
        if (!is_lower_hex(name, 2)) continue;
        TRY_ASSIGN(const auto files, files_in(folder));
        for (const Path& file : files) {
            const std::string stem = base::to_utf8(file.stem());
            if (file.extension() != ".age" || !is_lower_hex(stem, 64)) continue;  // not ours
            TRY_ASSIGN(const auto digest, base::digest32_from_hex(stem));
            TRY_ASSIGN(Statement query, vault.db().prepare("SELECT 1 FROM object WHERE object = ?"));
            TRY_ASSIGN(const bool named, query.bind(ByteView(digest)).step());
            if (!named) TRY_VOID(base::durable_remove(file));
        }
    }
    return {};
}

// Erased: its key is gone, and so must be the file, its journal and the copy made before an upgrade, also
// when the erasure was cut off. Files of no review were left by one that was cut off while it was made.
Result<void> sweep_identities(Vault::State& vault)
{
    TRY_ASSIGN(const auto rows, review_rows(vault.db()));
    TRY_ASSIGN(const auto files, files_in(identity_folder(vault.folder)));
    for (const Path& file : files) {
        const std::string name = base::to_utf8(file.filename());
        const auto uuid = std::string_view(name).substr(0, std::min<std::size_t>(36, name.size()));
        if (!base::is_uuid(uuid) || !name.substr(36).starts_with(".db")) continue;  // not ours
        const auto stands = [&](const ReviewRow& row) { return row.uuid == uuid && row.identity_key; };
        if (std::none_of(rows.begin(), rows.end(), stands)) TRY_VOID(base::durable_remove(file));
    }
    return {};
}

// The outbox holds `<32 hex>.age`; anything else in it was being written when the program ended.
Result<void> sweep_outbox(Vault::State& vault)
{
    TRY_ASSIGN(const auto files, files_in(outbox_folder(vault.folder)));
    for (const Path& file : files) {
        const std::string name = base::to_utf8(file.filename());
        if (name.starts_with('.') && (name.ends_with(".sealed") || name.ends_with(".part")))
            TRY_VOID(base::durable_remove(file));
    }
    return {};
}

}  // namespace

Result<void> sweep(Vault::State& vault)
{
    for (const Path& folder : {vault.folder, identity_folder(vault.folder)}) {
        std::error_code error;
        if (std::filesystem::exists(folder, error)) TRY_VOID(base::remove_leftovers(folder));
    }
    TRY_VOID(sweep_objects(vault));
    TRY_VOID(sweep_outbox(vault));
    return sweep_identities(vault);
}

Result<void> remove_upgrade_copies(const Path& folder)
{
    TRY_ASSIGN(const auto files, files_in(folder));
    for (const Path& file : files)
        if (base::to_utf8(file.filename()).starts_with("vault.db.before-"))
            TRY_VOID(base::durable_remove(file));
    return {};
}

Result<base::Digest32> digest_of(ByteView stored)
{
    base::Digest32 digest{};
    if (stored.size() != digest.size())
        return fail(ErrorKind::Corrupt, "A stored hash has the wrong length.");
    std::copy(stored.begin(), stored.end(), digest.begin());
    return digest;
}

}  // namespace review
