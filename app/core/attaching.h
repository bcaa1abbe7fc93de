#pragma once
/// Keeping a source as it came: its bytes as an encrypted attachment, and the Document that names it.

#include <string>

#include "storage/review/review.h"
#include "storage/review/vault.h"

namespace core {

using base::Path;
using base::Result;

struct NewDocument {
    Path file;
    std::string source_kind;  ///< code of `source_kind`
    std::string from;  ///< organisation's name; an organisation of that name is used, else the name is noted
};

struct AttachedDocument {
    std::string document;  ///< uuid
    base::Digest32 sha256{};
    std::int64_t command = 0;
};

/// Streams the file into the vault, class D3, and writes the Document. Errors: NotFound, Invalid (not a
/// regular file, empty), Cancelled, Io.
Result<AttachedDocument> attach_document(review::Review& review, review::Vault& vault,
                                         const NewDocument& wanted, const base::Progress& progress = {});

}  // namespace core
