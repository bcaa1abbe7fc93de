#pragma once
/// Small pieces that undo, expunge and undo of an import share. Not for use outside this folder.

#include <utility>

#include "storage/journal/inverse.h"

namespace journal {

using Key = std::pair<std::string, std::string>;  ///< kind, id

inline base::Error not_found(std::string_view what)
{
    return base::fail(base::ErrorKind::NotFound, std::string(what), "not_found");
}

inline const json::Object* pointer(const std::optional<json::Object>& fields)
{
    return fields ? &*fields : nullptr;
}

/// A body that its line names is not there: expunged, or its key is gone.
inline bool body_gone(const PastEntry& entry)
{
    return (entry.line.body && !entry.open) || (entry.line.sealed && !entry.sealed);
}

inline model::Change change(Op op, const Key& key)
{
    model::Change made;
    made.op = op;
    made.kind = key.first;
    made.id = key.second;
    return made;
}

}  // namespace journal
