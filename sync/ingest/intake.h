#pragma once
/// Copies into quarantine: what lies outside may change or vanish while it is looked at.

#include "sync/bundle/submission.h"

namespace ingest {

/// Makes `folder` with `bundle.age` and `objects/<h>.age` from whatever form the submission has, read-only.
/// When it has no good form, the file itself as `original`, if it is a regular file of bearable size; then
/// the error says why.
base::Result<void> copy_in(const base::Path& submission, const base::Path& folder,
                           const base::Progress& progress);

/// Moves the objects of one loose folder that another lacks, and removes the rest with the folder.
base::Result<void> merge_objects(const base::Path& from, const base::Path& into);

/// Copies one object file, if it is not there yet.
base::Result<void> copy_object(const base::Path& from, const base::Path& folder,
                               const base::Digest32& object);

/// Removes a folder below quarantine/.
base::Result<void> discard(const base::Path& folder);

}  // namespace ingest
