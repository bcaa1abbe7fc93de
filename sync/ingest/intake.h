#pragma once
/// Copies into quarantine: what lies outside may change or vanish while it is looked at.

#include <functional>
#include <map>

#include "sync/bundle/submission.h"

namespace ingest {

/// Where the pieces of a packed submission lie in its file, as somebody found who read it.
struct Outline {
    struct Piece {
        std::uint64_t offset = 0, size = 0;
        bool operator==(const Piece&) const = default;
    };
    Piece bundle;
    std::map<base::Digest32, Piece> objects;
    bool operator==(const Outline&) const = default;
};
/// Steps 1 and 2 of a packed file. Errors: as bundle::Submission::open.
base::Result<Outline> outline(const base::Path& packed);
/// The same by other means: a worker.
using Outliner = std::function<base::Result<Outline>(const base::Path& packed)>;

/// Makes `folder` with `bundle.age` and `objects/<h>.age` from whatever form the submission has, read-only.
/// When it has no good form, the file itself as `original`, if it is a regular file of bearable size; then
/// the error says why.
base::Result<void> copy_in(const base::Path& submission, const base::Path& folder,
                           const Outliner& find_pieces, const base::Progress& progress);

/// Moves the objects of one loose folder that another lacks, and removes the rest with the folder.
base::Result<void> merge_objects(const base::Path& from, const base::Path& into);

/// Copies one object file, if it is not there yet.
base::Result<void> copy_object(const base::Path& from, const base::Path& folder,
                               const base::Digest32& object);

/// Removes a folder below quarantine/.
base::Result<void> discard(const base::Path& folder);

}  // namespace ingest
