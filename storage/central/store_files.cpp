// What lies in the folder beside the database: originals, objects, quarantine.
#include "crypto/primitives/hash.h"
#include "storage/central/store_state.h"

namespace central {

using base::ErrorKind;
using base::fail;

namespace {

namespace fs = std::filesystem;

Result<void> remove_tree(const Path& path)
{
    std::error_code code;
    // Originals are kept read-only; a folder that never became one may go.
    fs::permissions(path, fs::perms::owner_all, fs::perm_options::add, code);
    fs::remove_all(path, code);
    if (code) return fail(ErrorKind::Io, "A half-copied folder in the central store could not be removed.");
    return {};
}

Result<std::vector<Path>> entries(const Path& folder)
{
    std::error_code code;
    std::vector<Path> all;
    if (!fs::exists(folder, code)) return all;
    for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code))
        all.push_back(it->path());
    if (code) return fail(ErrorKind::Io, "A folder of the central store could not be read.");
    std::sort(all.begin(), all.end());
    return all;
}

/// SHA-256 of a file's bytes in hex, or empty when it cannot be read.
std::string hash_of(const Path& path)
{
    auto file = base::InputFile::open(path);
    if (!file) return {};
    crypto::Sha256 hash;
    Bytes buffer(256 * 1024);
    while (true) {
        const auto got = file->read(buffer);
        if (!got) return {};
        if (*got == 0) return base::to_hex(hash.finish());
        hash.update(ByteView(buffer).first(*got));
    }
}

}  // namespace

Path Store::object_file(const Digest32& object) const
{
    const auto hex = base::to_hex(object);
    return state_->folder / "objects" / hex.substr(0, 2) / (hex + ".age");
}

Path Store::submission_folder(std::string_view bundle) const
{
    return state_->folder / "submissions" / bundle;
}
Path Store::quarantine_folder(std::string_view id) const
{
    return state_->folder / "quarantine" / id;
}

Result<void> Store::file_objects(std::string_view bundle)
{
    const auto from = submission_folder(bundle) / "objects";
    TRY_ASSIGN(const auto files, entries(from));
    std::error_code code;
    for (const auto& file : files) {
        const auto name = file.filename().string();
        const auto to = state_->folder / "objects" / name.substr(0, 2) / name;
        TRY_VOID(base::make_folder(to.parent_path()));
        if (fs::exists(to, code))
            TRY_VOID(base::durable_remove(file));
        else
            TRY_VOID(base::durable_rename(file, to));
    }
    if (fs::exists(from, code)) TRY_VOID(remove_tree(from));
    return {};
}

Result<void> sweep(Store& store)
{
    TRY_ASSIGN(const auto listed, store.quarantined());
    TRY_ASSIGN(const auto held, entries(store.folder() / "quarantine"));
    for (const auto& folder : held) {
        const auto id = folder.filename().string();
        const bool known =
            std::any_of(listed.begin(), listed.end(), [&](const auto& q) { return q.id == id; });
        if (!known) TRY_VOID(remove_tree(folder));
    }
    TRY_ASSIGN(const auto originals, entries(store.folder() / "submissions"));
    for (const auto& folder : originals) {
        const auto bundle = folder.filename().string();
        TRY_ASSIGN(const auto row, store.submission(bundle));
        if (!row)
            TRY_VOID(remove_tree(folder));
        else if (row->status == Status::Accepted)
            TRY_VOID(store.file_objects(bundle));
    }
    return {};
}

Result<std::vector<std::string>> Store::check(const base::Progress& progress)
{
    TRY_ASSIGN(auto findings, state_->db.integrity());
    TRY_ASSIGN(const auto originals, entries(state_->folder / "submissions"));
    TRY_ASSIGN(const auto summaries, reviews());
    std::uint64_t done = 0;
    const auto total = static_cast<std::uint64_t>(originals.size() + summaries.size());
    for (const auto& folder : originals) {
        const auto bundle = folder.filename().string();
        TRY_ASSIGN(const auto row, submission(bundle));
        if (row && hash_of(folder / "bundle.age") != base::to_hex(row->ciphertext))
            findings.push_back("The original of submission " + bundle + " is missing or was altered.");
        if (progress && !progress(++done, total)) return fail(ErrorKind::Cancelled, "Stopped.");
    }
    for (const auto& summary : summaries) {
        TRY_ASSIGN(const auto listed, objects(summary.review));
        for (const auto& object : listed) {
            if (hash_of(object_file(object.object)) == base::to_hex(object.object)) continue;
            findings.push_back("Object " + base::to_hex(object.object) + " is missing or was altered.");
        }
        if (progress && !progress(++done, total)) return fail(ErrorKind::Cancelled, "Stopped.");
    }
    return findings;
}

}  // namespace central
