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

Result<void> copy_pieces(const bundle::Piece& bundle, const std::map<base::Digest32, bundle::Piece>& objects,
                         const Path& folder, const base::Progress& progress)
{
    TRY_ASSIGN(auto source, bundle::open_piece(bundle));
    TRY_VOID(write_stream(*source, folder / "bundle.age", bundle.size, progress));
    if (objects.empty()) return {};
    TRY_VOID(base::make_folder(folder / "objects"));
    for (const auto& [name, piece] : objects) {
        TRY_ASSIGN(source, bundle::open_piece(piece));
        const auto to = folder / "objects" / (base::to_hex(name) + ".age");
        TRY_VOID(write_stream(*source, to, piece.size, progress));
    }
    return {};
}

/// The pieces of a packed file, whoever found them: inside it, and together no larger than it.
Result<std::map<base::Digest32, bundle::Piece>> pieces_of(const Path& path, const Outline& found,
                                                          bundle::Piece& bundle)
{
    TRY_ASSIGN(const auto file, base::InputFile::open(path));
    std::uint64_t left = file.size();
    const auto take = [&](const Outline::Piece& piece) {
        const bool fits = piece.size <= left && piece.offset <= file.size() - piece.size;
        if (fits) left -= piece.size;
        return fits;
    };
    bool fit = take(found.bundle);
    bundle = {.file = path, .offset = found.bundle.offset, .size = found.bundle.size};
    std::map<base::Digest32, bundle::Piece> objects;
    for (const auto& [name, piece] : found.objects) {
        fit = fit && take(piece);
        objects[name] = {.file = path, .offset = piece.offset, .size = piece.size};
    }
    if (!fit)
        return fail(ErrorKind::Corrupt, "The packed bundle became shorter while it was read.",
                    "submission_changed");
    return objects;
}

Result<void> copy_packed(const Path& path, const Path& folder, const Outline& found,
                         const base::Progress& progress)
{
    bundle::Piece bundle;
    TRY_ASSIGN(const auto objects, pieces_of(path, found, bundle));
    return copy_pieces(bundle, objects, folder, progress);
}

/// Into an empty folder that is there. The error of whoever read the form comes back as `form`.
Result<void> copy_form(const Path& path, const Path& folder, const Outliner& find_pieces,
                       const base::Progress& progress, std::optional<base::Error>& form)
{
    std::error_code code;
    if (fs::is_directory(fs::symlink_status(path, code))) {
        const auto loose = bundle::Submission::open(path);
        if (loose) return copy_pieces(loose->bundle_piece(), loose->objects(), folder, progress);
        form = loose.error();
        return {};
    }
    const auto found = find_pieces(path);
    if (found) return copy_packed(path, folder, *found, progress);
    form = found.error();
    return {};
}

}  // namespace

Result<Outline> outline(const Path& packed)
{
    TRY_ASSIGN(const auto submission, bundle::Submission::open(packed));
    if (!submission.packed())
        return fail(ErrorKind::Invalid, "A folder is no packed bundle.", "submission_form");
    const auto& bundle = submission.bundle_piece();
    Outline found{.bundle = {.offset = bundle.offset, .size = bundle.size}, .objects = {}};
    for (const auto& [name, piece] : submission.objects())
        found.objects[name] = {.offset = piece.offset, .size = piece.size};
    return found;
}

Result<void> copy_in(const Path& path, const Path& folder, const Outliner& find_pieces,
                     const base::Progress& progress)
{
    std::error_code code;
    if (fs::symlink_status(path, code).type() == fs::file_type::not_found)
        return fail(ErrorKind::NotFound, "There is no bundle of that name.");
    TRY_VOID(base::make_folder(folder));
    std::optional<base::Error> form;
    TRY_VOID(copy_form(path, folder, find_pieces, progress, form));
    if (!form) return {};
    const bool nothing = form->kind == ErrorKind::NotFound || form->kind == ErrorKind::Io;
    if (nothing) {
        fs::remove(folder, code);
        return *form;
    }
    auto raw = base::InputFile::open(path);
    if (raw && raw->size() <= kOriginalBytes)
        TRY_VOID(write_stream(*raw, folder / "original", raw->size(), progress));
    return *form;
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
