// A consistent encrypted copy of everything, and back. Source: docs/formats/vault.md, "Backup".
#include <algorithm>
#include <map>

#include "crypto/primitives/hash.h"
#include "storage/review/review_state.h"

namespace review {

namespace {

constexpr std::string_view kManifest = "manifest.sha256";
constexpr std::string_view kShelfPrefix = "backup/";
constexpr std::uint64_t kManifestLimit = 256 * 1024 * 1024;  // bytes

using Manifest = std::map<std::string, base::Digest32>;  // by name, `/` between folders

/// What lies in a vault folder besides lock and databases, as names in the manifest.
bool is_hex(std::string_view text, std::size_t length)
{
    return text.size() == length && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// The only names a backup has.
bool is_backup_name(std::string_view name)
{
    if (name == "vault.key" || name == "vault.key.2" || name == "vault.db") return true;
    if (name.starts_with("identity/") && name.ends_with(".db") && name.size() == 9 + 36 + 3)
        return base::is_uuid(name.substr(9, 36));
    if (name.starts_with("objects/") && name.ends_with(".age") && name.size() == 8 + 3 + 64 + 4)
        return is_hex(name.substr(11, 64), 64) && name.substr(8, 2) == name.substr(11, 2) && name[10] == '/';
    if (name.starts_with("outbox/") && name.ends_with(".age") && name.size() == 7 + 32 + 4)
        return is_hex(name.substr(7, 32), 32);
    return false;
}

Result<std::vector<std::string>> names_in(const Path& folder)
{
    std::vector<std::string> names;
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        if (at->is_directory(error)) continue;
        names.push_back(at->path().lexically_relative(folder).generic_string());
    }
    if (error) return fail(ErrorKind::Io, "A folder could not be read.");
    std::sort(names.begin(), names.end());
    return names;
}

// Copies one file and gives its hash.
Result<base::Digest32> copy_hashed(const Path& from, const Path& to, const base::Progress& progress)
{
    TRY_VOID(base::make_folder(to.parent_path()));
    TRY_ASSIGN(auto input, base::InputFile::open(from));
    TRY_ASSIGN(auto output, base::OutputFile::create(to, base::Privacy::OwnerOnly));
    crypto::HashingSink hashing(output);
    TRY_ASSIGN([[maybe_unused]] const auto copied, base::copy(input, hashing, progress, input.size()));
    TRY_VOID(output.commit_new());
    return hashing.sha256();
}

Result<base::Digest32> hash_file(const Path& path, const base::Progress& progress = {})
{
    struct Nowhere : base::Sink {
        Result<void> write(ByteView) override { return {}; }
    } nowhere;
    crypto::HashingSink hashing(nowhere);
    TRY_ASSIGN(auto input, base::InputFile::open(path));
    TRY_ASSIGN([[maybe_unused]] const auto copied, base::copy(input, hashing, progress, input.size()));
    return hashing.sha256();
}

Result<void> copy_databases(Vault::State& vault, const Path& to, Manifest& manifest,
                            const base::Progress& progress)
{
    TRY_VOID(vault.db().vacuum_into(database_file(to)));
    TRY_ASSIGN(manifest["vault.db"], hash_file(database_file(to)));
    TRY_VOID(base::make_folder(identity_folder(to)));
    TRY_ASSIGN(const auto rows, review_rows(vault.db()));
    Suspended suspended(vault);
    TRY_VOID(suspended.detach());
    for (const ReviewRow& row : rows) {
        if (!row.identity_key) continue;
        if (progress && !progress(0, 0)) return stopped();
        const storage::Key key{row.identity_key->bytes(), row.identity_salt->bytes()};
        TRY_ASSIGN(auto db,
                   storage::Database::open(identity_file(vault.folder, row.uuid), key, storage::Create::No));
        TRY_VOID(db.vacuum_into(identity_file(to, row.uuid)));
        TRY_ASSIGN(manifest["identity/" + row.uuid + ".db"], hash_file(identity_file(to, row.uuid)));
    }
    return suspended.resume();
}

Result<void> copy_files(const Path& from, const Path& to, Manifest& manifest, const base::Progress& progress)
{
    TRY_ASSIGN(const auto names, names_in(from));
    for (const std::string& name : names) {
        const bool database = name.ends_with(".db");
        if (database || !is_backup_name(name)) continue;
        TRY_ASSIGN(manifest[name], copy_hashed(from / name, to / name, progress));
    }
    return {};
}

std::string manifest_text(const Manifest& manifest)
{
    std::string text;
    for (const auto& [name, digest] : manifest) text += base::to_hex(digest) + "  " + name + '\n';
    return text;
}

base::Error bad_manifest()
{
    return fail(ErrorKind::Corrupt, "This is no whole backup: its list of files is missing or damaged.",
                "backup_manifest");
}

Result<Manifest> read_manifest(const Path& folder)
{
    const auto bytes = base::read_file(folder / kManifest, kManifestLimit);
    if (!bytes) return bytes.error().kind == ErrorKind::Io ? bytes.error() : bad_manifest();
    std::string_view text = base::text_of(*bytes);
    Manifest manifest;
    while (!text.empty()) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos || end < 67 || text.substr(64, 2) != "  ") return bad_manifest();
        const auto digest = base::digest32_from_hex(text.substr(0, 64));
        const std::string name(text.substr(66, end - 66));
        if (!digest || !is_backup_name(name)) return bad_manifest();
        if (!manifest.empty() && manifest.rbegin()->first >= name) return bad_manifest();
        manifest.emplace_hint(manifest.end(), name, *digest);
        text.remove_prefix(end + 1);
    }
    if (!manifest.contains("vault.db") || !manifest.contains("vault.key")) return bad_manifest();
    return manifest;
}

std::string backup_place(const Path& folder)
{
    std::error_code error;
    return base::to_utf8(std::filesystem::absolute(folder, error));
}

Result<void> only_listed_files(const Path& folder, const Manifest& manifest)
{
    TRY_ASSIGN(const auto names, names_in(folder));
    for (const std::string& name : names)
        if (name != kManifest && !manifest.contains(name))
            return fail(ErrorKind::Corrupt,
                        "The backup holds a file that its list does not name. It was not used.",
                        "backup_extra");
    if (names.size() != manifest.size() + 1)
        return fail(ErrorKind::Corrupt, "A file of the backup is missing. It was not used.",
                    "backup_missing");
    return {};
}

Result<void> must_be_free(const Path& folder)
{
    std::error_code error;
    if (std::filesystem::exists(folder, error) && !std::filesystem::is_empty(folder, error))
        return fail(ErrorKind::Conflict,
                    "There is something in this place already. Name a new or an empty folder.");
    return {};
}

/// A folder under its temporary name, removed unless it was put in place.
class Building {
public:
    explicit Building(const Path& folder) : made_(part_folder(folder)), folder_(folder)
    {
        std::error_code error;
        std::filesystem::remove_all(made_, error);  // of an earlier attempt that was cut off
    }
    Building(const Building&) = delete;
    Building& operator=(const Building&) = delete;
    ~Building()
    {
        std::error_code error;
        std::filesystem::remove_all(made_, error);
    }
    const Path& path() const { return made_; }
    Result<void> finish() { return put_in_place(made_, folder_); }

private:
    Path made_, folder_;
};

Result<void> copy_backup(const Path& from, const Path& to, const Manifest& manifest)
{
    for (const char* folder : {"identity", "objects", "outbox"}) TRY_VOID(base::make_folder(to / folder));
    for (const auto& [name, digest] : manifest) {
        TRY_ASSIGN(const auto found, copy_hashed(from / name, to / name, {}));
        if (found != digest)
            return fail(ErrorKind::Corrupt, "A file of the backup is damaged. Nothing was restored.",
                        "backup_damaged");
    }
    return {};
}

Result<void> open_and_check(const Path& folder, const crypto::Unlock& with)
{
    TRY_ASSIGN(Vault vault, Vault::open(folder, with));
    TRY_ASSIGN(const Health health, vault.check());
    if (health.damaged || !health.findings.empty())
        return fail(
            ErrorKind::Corrupt,
            "The copy does not hold together: " + (health.findings.empty() ? "" : health.findings.front()),
            "backup_damaged");
    return {};
}

}  // namespace

Result<void> Vault::snapshot(const Path& to, const base::Progress& progress)
{
    TRY_VOID(must_be_free(to));
    Building building(to);
    TRY_VOID(base::make_folder(building.path()));
    Manifest manifest;
    TRY_VOID(copy_databases(*state_, building.path(), manifest, progress));
    TRY_VOID(copy_files(state_->folder, building.path(), manifest, progress));
    const std::string text = manifest_text(manifest);
    TRY_VOID(
        base::write_new_file(building.path() / kManifest, base::bytes_of(text), base::Privacy::OwnerOnly));
    return building.finish();
}

Result<void> Vault::backup(const Path& to, const base::Progress& progress)
{
    TRY_VOID(snapshot(to, progress));
    return shelve(std::string(kShelfPrefix) + base::to_text(state_->clock->now()) + "/" +
                      base::new_uuid(*state_->random),
                  base::bytes_of(backup_place(to)));
}

Result<void> Vault::forget_backup(std::string_view path)
{
    TRY_ASSIGN(const auto keys, shelved_keys(kShelfPrefix));
    for (const std::string& key : keys) {
        TRY_ASSIGN(const auto place, shelved(key));
        if (place && base::text_of(*place) == path) TRY_VOID(unshelve(key));
    }
    return {};
}

Result<void> Vault::verify_backup(const Path& folder, const base::Progress& progress)
{
    TRY_ASSIGN(const Manifest manifest, read_manifest(folder));
    TRY_VOID(only_listed_files(folder, manifest));
    for (const auto& [name, digest] : manifest) {
        TRY_ASSIGN(const auto found, hash_file(folder / name, progress));
        if (found != digest)
            return fail(ErrorKind::Corrupt, "A file of the backup is damaged.", "backup_damaged");
    }
    return {};
}

Result<std::vector<BackupMade>> Vault::backups()
{
    TRY_ASSIGN(const auto keys, shelved_keys(kShelfPrefix));
    std::vector<BackupMade> made;
    for (const std::string& key : keys) {
        const auto at = base::time_from_text(std::string_view(key).substr(kShelfPrefix.size(), 20));
        TRY_ASSIGN(const auto place, shelved(key));
        if (at && place) made.push_back({*at, std::string(base::text_of(*place))});
    }
    return made;
}

Result<void> Vault::restore(const Path& from, const Path& to, const crypto::Unlock& with)
{
    TRY_VOID(must_be_free(to));
    TRY_ASSIGN(const Manifest manifest, read_manifest(from));
    TRY_VOID(only_listed_files(from, manifest));
    Building building(to);
    TRY_VOID(base::make_folder(building.path()));
    TRY_VOID(copy_backup(from, building.path(), manifest));
    TRY_VOID(open_and_check(building.path(), with));
    return building.finish();
}

}  // namespace review
