#pragma once
/// Private to sync/bundle: what an opened bundle holds.

#include "crypto/primitives/hash.h"
#include "sync/bundle/age_file.h"
#include "sync/bundle/bag.h"
#include "sync/bundle/open.h"
#include "sync/bundle/padding.h"

namespace bundle {

inline constexpr std::string_view kSealedAge = "data/sealed.age";

struct OpenedBundle::State {
    std::unique_ptr<Submission> submission;
    std::unique_ptr<base::InputFile> file;
    AgeFile age;
    std::map<std::string, std::string, std::less<>> tags;  ///< tag files and signatures by name below the bag
    std::map<std::string, InnerFile, std::less<>> payload;  ///< by name below the bag
    Statement statement;
    Digest32 tagmanifest{};
    Digest32 ciphertext{};
    std::vector<ObjectRow> rows;
    std::optional<base::Error> rows_error;
    std::map<std::string, Digest64, std::less<>> manifest;  ///< manifest-sha512.txt
    std::optional<base::Error> manifest_error;

    Result<std::unique_ptr<base::Source>> stream(std::string_view name) const;
};

/// The sealed part, authenticated and walked.
struct SealedFile {
    AgeFile age;
    InnerFile lines;
    std::vector<SealedObjectRow> keys;

    static Result<SealedFile> open(const OpenedBundle::State& state,
                                   std::span<const crypto::Identity> identities,
                                   const base::Progress& progress);
};

/// Steps of 14: `sealed` null: without the sealed part.
Result<HistoryReport> replay_history(const OpenedBundle::State& state, const std::optional<Prefix>& before,
                                     const SealedFile* sealed, std::size_t& sealed_bodies,
                                     const model::CodeLists& lists = model::CodeLists::built_in());

/// The object from the submission, or from what is known; null when it is nowhere.
Result<std::unique_ptr<base::Source>> find_object(const OpenedBundle::State& state, const ObjectRow& row,
                                                  const KnownObjects& known);
/// Decrypts one object and holds its SHA-512 against the manifest.
Result<void> check_part(const OpenedBundle::State& state, const ObjectRow& row, const ObjectKey& key,
                        base::Source& object, const base::Progress& progress);

}  // namespace bundle
