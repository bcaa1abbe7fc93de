#include "sync/ingest/intake.h"

namespace ingest {

using base::ErrorKind;
using base::fail;
using base::Path;
using base::Result;

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kOriginalBytes = 1ULL << 30;  ///< larger files of no good form are listed, not kept

Result<void> write_stream(base::Source& from, const Path& to, std::uint64_t size,
                          const base::Progress& progress)
{
    TRY_ASSIGN(auto file, base::OutputFile::create(to, base::Privacy::OwnerOnly));
    TRY_ASSIGN([[maybe_unused]] const auto copied, base::copy(from, file, progress, size));
    TRY_VOID(file.commit_new());
    std::error_code code;
    fs::permissions(to, fs::perms::owner_read, code);
    return {};
}

Result<void> copy_pieces(const bundle::Submission& submission, const Path& folder,
                         const base::Progress& progress)
{
    TRY_ASSIGN(auto bundle, submission.bundle());
    TRY_VOID(write_stream(*bundle, folder / "bundle.age", submission.bundle_size(), progress));
    if (submission.objects().empty()) return {};
    TRY_VOID(base::make_folder(folder / "objects"));
    for (const auto& [name, piece] : submission.objects()) {
        TRY_ASSIGN(auto object, submission.object(name));
        const auto to = folder / "objects" / (base::to_hex(name) + ".age");
        TRY_VOID(write_stream(*object, to, piece.size, progress));
    }
    return {};
}

}  // namespace

Result<void> copy_in(const Path& path, const Path& folder, const base::Progress& progress)
{
    auto submission = bundle::Submission::open(path);
    const bool nothing = !submission && (submission.error().kind == ErrorKind::NotFound ||
                                         submission.error().kind == ErrorKind::Io);
    if (nothing) return submission.error();
    TRY_VOID(base::make_folder(folder));
    if (submission) return copy_pieces(*submission, folder, progress);
    auto raw = base::InputFile::open(path);
    if (raw && raw->size() <= kOriginalBytes)
        TRY_VOID(write_stream(*raw, folder / "original", raw->size(), progress));
    return submission.error();
}

Result<void> copy_object(const Path& from, const Path& folder, const base::Digest32& object)
{
    const auto to = folder / "objects" / (base::to_hex(object) + ".age");
    std::error_code code;
    if (fs::exists(to, code)) return {};
    TRY_VOID(base::make_folder(folder / "objects"));
    TRY_ASSIGN(auto source, base::InputFile::open(from));
    return write_stream(source, to, source.size(), {});
}

Result<void> merge_objects(const Path& from, const Path& into)
{
    std::error_code code;
    std::vector<Path> files;
    for (fs::directory_iterator it(from / "objects", code), end; !code && it != end; it.increment(code))
        files.push_back(it->path());
    if (!files.empty()) TRY_VOID(base::make_folder(into / "objects"));
    for (const auto& file : files) {
        const auto to = into / "objects" / file.filename();
        if (!fs::exists(to, code)) TRY_VOID(base::durable_rename(file, to));
    }
    return discard(from);
}

Result<void> discard(const Path& folder)
{
    std::error_code code;
    fs::remove_all(folder, code);
    if (code) return fail(ErrorKind::Io, "A copy in the quarantine folder could not be removed.");
    return {};
}

}  // namespace ingest
