#pragma once
/// The hash tree of RFC 9162 section 2.1: leaves, nodes, roots and proofs, made and verified.
/// Source: docs/formats/log.md, "Tree".

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "crypto/base/bytes.h"

namespace trust {

using base::ByteView;
using base::Digest32;
using base::Result;
using Hashes = std::vector<Digest32>;

inline constexpr std::size_t kProofHashes = 63;  ///< read limit of one proof

Digest32 leaf_hash(ByteView entry);                               ///< SHA-256(00, entry)
Digest32 node_hash(const Digest32& left, const Digest32& right);  ///< SHA-256(01, left, right)
Digest32 empty_root();                                            ///< SHA-256 of nothing

/// Gives the hash of leaf `index`; the store may read it from a table.
using LeafHashes = std::function<Result<Digest32>(std::uint64_t index)>;
/// Over a list that outlives it.
LeafHashes leaves_of(std::span<const Digest32> list);

/// Root of the first `size` leaves. Errors: those of `leaves`. Reads every leaf once.
Result<Digest32> tree_root(std::uint64_t size, const LeafHashes& leaves);
/// Errors: Invalid unless index < size; those of `leaves`.
Result<Hashes> inclusion_proof(std::uint64_t index, std::uint64_t size, const LeafHashes& leaves);
/// Errors: Invalid unless old <= size; those of `leaves`. Empty for old = 0.
Result<Hashes> consistency_proof(std::uint64_t old, std::uint64_t size, const LeafHashes& leaves);

/// RFC 9162 2.1.3.2. Errors: Denied `inclusion_proof`.
Result<void> verify_inclusion(const Digest32& leaf, std::uint64_t index, std::uint64_t size,
                              const Hashes& proof, const Digest32& root);
/// RFC 9162 2.1.4.2; old = 0 is refused, as there. Errors: Denied `consistency_proof`.
Result<void> verify_consistency(std::uint64_t old, std::uint64_t size, const Digest32& old_root,
                                const Digest32& root, const Hashes& proof);

}  // namespace trust
