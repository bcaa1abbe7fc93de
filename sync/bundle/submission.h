#pragma once
/// What lies on a stick or in a folder, before any key: a packed `<bundle>.cairn` or a loose
/// `<bundle>.cairn.d/`. Source: docs/formats/bundle.md, "Submission"; section 9 steps 1 to 3.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "crypto/base/platform.h"
#include "crypto/base/stream.h"
#include "sync/bundle/objects.h"

namespace bundle {

using base::Path;

/// The most of a packed bundle: "below 4 GiB - 1". FAT32 holds one byte less than 4 GiB.
inline constexpr std::uint64_t kPackedBytes = (1ULL << 32) - 2;

struct SubmissionLimits {
    std::uint64_t bundle_bytes = (1ULL << 30) + (1ULL << 28);  ///< bundle.age
    std::uint64_t object_bytes = (1ULL << 30) + (1ULL << 28);  ///< one object
    std::uint64_t total_bytes = 1ULL << 40;
    std::size_t objects = kObjects;
};

/// Where one piece lies.
struct Piece {
    Path file;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

class Submission {
public:
    /// Steps 1 and 2. Never follows a link. Errors (code): Invalid `submission_form`, `submission_limit`,
    /// `tar_...`; NotFound, Io.
    static Result<Submission> open(const Path& path, const SubmissionLimits& limits = {});
    bool packed() const { return packed_; }
    std::uint64_t bundle_size() const { return bundle_.size; }
    const std::map<Digest32, Piece>& objects() const { return objects_; }  ///< by name, size from disk
    bool has(const Digest32& object) const { return objects_.contains(object); }
    /// Streams; each reads its own file handle. Errors: NotFound, Io.
    Result<std::unique_ptr<base::Source>> bundle() const;
    Result<std::unique_ptr<base::Source>> object(const Digest32& name) const;
    const Piece& bundle_piece() const { return bundle_; }
    /// SHA-256 of bundle.age.
    Result<Digest32> bundle_digest(const base::Progress& progress = {}) const;
    /// Step 3: every object's SHA-256 is its name. Errors: Corrupt `object_name`; Cancelled.
    Result<void> check_object_names(const base::Progress& progress = {}) const;

private:
    Submission() = default;
    static Result<Submission> open_packed(const Path& path, const SubmissionLimits& limits);
    static Result<Submission> open_loose(const Path& path, const SubmissionLimits& limits);
    bool packed_ = false;
    Piece bundle_;
    std::map<Digest32, Piece> objects_;
};

/// A piece as a stream.
Result<std::unique_ptr<base::Source>> open_piece(const Piece& piece);

/// What can be said without a key: steps 1 to 3 and the age header's profile.
struct Inspection {
    bool packed = false;
    std::uint64_t bundle_size = 0;
    Digest32 ciphertext{};  ///< SHA-256 of bundle.age
    std::size_t recipients = 0;
    std::vector<std::pair<Digest32, std::uint64_t>> objects;  ///< name, bytes; ascending
};
Result<Inspection> inspect(const Submission& submission, const base::Progress& progress = {});

/// The stricter profile of age headers: 1 to 8 stanzas, all X25519 (section 5). Errors: Refused
/// `age_profile`.
Result<void> check_age_profile(const crypto::Header& header);

}  // namespace bundle
