#pragma once
/// Making a bundle: sign first, then encrypt; then lay it out for the carrier.
/// Source: docs/formats/bundle.md.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sync/bundle/objects.h"
#include "sync/bundle/statement.h"
#include "sync/bundle/submission.h"

namespace bundle {

/// Writes the same bytes every time it is called (it is called twice).
using Content = std::function<Result<void>(base::Sink&)>;
/// Content held in memory.
Content content_of(std::string text);

/// One attachment part of the bundle, travelling now or known to the centre.
struct PlannedObject {
    Digest32 object{};
    std::uint64_t object_length = 0;
    Digest32 part{};
    std::uint64_t part_length = 0;
    std::optional<Digest64> part_sha512;  ///< none: the object is opened and hashed
    ObjectKey key;
    bool sealed = true;    ///< its key goes to the sealed part
    Path file;             ///< the age file
    bool included = true;  ///< false: the centre has it
};

/// Called once with the bytes to sign; gives the `.minisig` texts, one for every signer of the statement.
using Sign =
    std::function<Result<std::vector<std::string>>(ByteView tagmanifest, std::string_view trusted_comment)>;
/// Signs with keys at hand (must outlive the call).
Sign sign_with(std::vector<const crypto::SigningKey*> keys);

struct BundlePlan {
    Statement
        statement;  ///< recipients set by the caller; history_lines and history are filled in by the writer
    std::string agent = "cairn";       ///< bag-info Bag-Software-Agent, program and version
    Content journal;                   ///< journal.jsonl
    Content bodies;                    ///< bodies.jsonl
    Content review;                    ///< review.jsonl
    Content sealed;                    ///< sealed.jsonl; empty: no sealed part (then no object may be sealed)
    std::vector<std::string> schemas;  ///< record kinds to describe in data/schema/
    std::vector<PlannedObject> objects;  ///< any order
    Sign sign;
};

/// What the sender must remember about a bundle.
struct WrittenBundle {
    Statement statement;
    Digest32 tagmanifest{};  ///< SHA-256: "statement" of the entry, "previous" of the next revision
    Digest32 ciphertext{};   ///< SHA-256 of bundle.age
    std::uint64_t size = 0;  ///< of bundle.age
    std::uint64_t objects = 0;
    Digest32 objects_digest{};
    std::vector<Digest32> included;  ///< names of the objects to carry, ascending
    Path file;                       ///< <folder>/<bundle>.age
};

/// Writes `<folder>/<bundle>.age` whole or not at all; the folder may hold encrypted temporary files
/// meanwhile. Errors: Invalid `bundle_plan` (what does not fit together), Refused `bundle_too_large`,
/// Conflict when a content changed between its two readings; those of the contents; Cancelled; Io.
Result<WrittenBundle> write_bundle(const BundlePlan& plan, const Path& folder,
                                   const base::Progress& progress = {});

/// What goes into a bundle by its length, known before one is made.
struct BundleLengths {
    std::uint64_t journal = 0, bodies = 0, review = 0;
    std::optional<std::uint64_t> sealed;  ///< sealed.jsonl; none: no sealed part
    std::vector<std::string> schemas;     ///< record kinds
    std::size_t objects = 0;              ///< listed, whether they travel or not
    std::size_t recipients = 1, sealed_recipients = 1;
};
/// The size of bundle.age with these, padding included, near enough to be told.
Result<std::uint64_t> expected_size(const BundleLengths& lengths);

enum class Form { Automatic /* packed where it fits FAT32, and what the name asks for */, Packed, Loose };

struct Carriage {
    std::string bundle;                              ///< id
    Path bundle_file;                                ///< bundle.age as written
    std::vector<std::pair<Digest32, Path>> objects;  ///< name and age file, copied byte for byte and checked
};

/// Lays the submission out. `to` a folder: `<bundle>.cairn` or `<bundle>.cairn.d` inside it; else exactly
/// that name. Written as `.<bundle>.part`, flushed, renamed. Returns what was written. Errors: Conflict when
/// it exists; Refused `too_large_to_pack` (Form::Packed above 4 GiB - 1); Corrupt when an object is not what
/// its name says; Cancelled, Io: nothing is left behind.
Result<Path> write_submission(const Carriage& carriage, const Path& to, Form form = Form::Automatic,
                              const base::Progress& progress = {});

}  // namespace bundle
