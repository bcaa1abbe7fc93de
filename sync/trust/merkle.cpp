#include "sync/trust/merkle.h"

#include "crypto/primitives/hash.h"

namespace trust {
namespace {

using base::ErrorKind;
using base::fail;

bool is_power_of_two(std::uint64_t value)
{
    return value != 0 && (value & (value - 1)) == 0;
}

/// The largest power of two below `size` (size > 1).
std::uint64_t split_point(std::uint64_t size)
{
    std::uint64_t half = 1;
    while (half < size - half) half <<= 1;
    return half;
}

/// Root of the leaves [from, from + size), size >= 1. Depth is at most 64.
Result<Digest32> range_root(std::uint64_t from, std::uint64_t size, const LeafHashes& leaves)
{
    if (size == 1) return leaves(from);
    const std::uint64_t half = split_point(size);
    TRY_ASSIGN(const Digest32 left, range_root(from, half, leaves));
    TRY_ASSIGN(const Digest32 right, range_root(from + half, size - half, leaves));
    return node_hash(left, right);
}

Result<void> add_inclusion(std::uint64_t from, std::uint64_t size, std::uint64_t index,
                           const LeafHashes& leaves, Hashes& proof)
{
    if (size <= 1) return {};
    const std::uint64_t half = split_point(size);
    const bool left = index < half;
    if (left)
        TRY_VOID(add_inclusion(from, half, index, leaves, proof));
    else
        TRY_VOID(add_inclusion(from + half, size - half, index - half, leaves, proof));
    TRY_ASSIGN(const Digest32 other,
               left ? range_root(from + half, size - half, leaves) : range_root(from, half, leaves));
    proof.push_back(other);
    return {};
}

/// RFC 9162 2.1.4.1, SUBPROOF(old, D[from, from + size), whole).
Result<void> add_consistency(std::uint64_t from, std::uint64_t size, std::uint64_t old, bool whole,
                             const LeafHashes& leaves, Hashes& proof)
{
    if (old == size) {
        if (whole) return {};
        TRY_ASSIGN(const Digest32 here, range_root(from, size, leaves));
        proof.push_back(here);
        return {};
    }
    const std::uint64_t half = split_point(size);
    const bool left = old <= half;
    if (left)
        TRY_VOID(add_consistency(from, half, old, whole, leaves, proof));
    else
        TRY_VOID(add_consistency(from + half, size - half, old - half, false, leaves, proof));
    TRY_ASSIGN(const Digest32 other,
               left ? range_root(from + half, size - half, leaves) : range_root(from, half, leaves));
    proof.push_back(other);
    return {};
}

base::Error not_included()
{
    return fail(ErrorKind::Denied, "The proof does not show that the entry is in the centre's log.",
                "inclusion_proof");
}

base::Error not_consistent()
{
    return fail(ErrorKind::Denied,
                "The centre contradicts itself: its log is not a continuation of the one seen before. Keep "
                "the files.",
                "consistency_proof");
}

/// One step up for a node that is a right child, or the last of its row.
void climb(std::uint64_t& index, std::uint64_t& last)
{
    while ((index & 1) == 0 && index != 0) {
        index >>= 1;
        last >>= 1;
    }
}

}  // namespace

Digest32 leaf_hash(ByteView entry)
{
    crypto::Sha256 hash;
    const std::uint8_t prefix = 0;
    hash.update({&prefix, 1});
    hash.update(entry);
    return hash.finish();
}

Digest32 node_hash(const Digest32& left, const Digest32& right)
{
    crypto::Sha256 hash;
    const std::uint8_t prefix = 1;
    hash.update({&prefix, 1});
    hash.update(left);
    hash.update(right);
    return hash.finish();
}

Digest32 empty_root()
{
    return crypto::sha256({});
}

LeafHashes leaves_of(std::span<const Digest32> list)
{
    return [list](std::uint64_t index) -> Result<Digest32> {
        if (index >= list.size()) return fail(ErrorKind::NotFound, "The log has no entry of that number.");
        return list[index];
    };
}

Result<Digest32> tree_root(std::uint64_t size, const LeafHashes& leaves)
{
    if (size == 0) return empty_root();
    return range_root(0, size, leaves);
}

Result<Hashes> inclusion_proof(std::uint64_t index, std::uint64_t size, const LeafHashes& leaves)
{
    if (index >= size) return fail(ErrorKind::Invalid, "The log has no entry of that number.");
    Hashes proof;
    TRY_VOID(add_inclusion(0, size, index, leaves, proof));
    return proof;
}

Result<Hashes> consistency_proof(std::uint64_t old, std::uint64_t size, const LeafHashes& leaves)
{
    if (old > size) return fail(ErrorKind::Invalid, "The log is shorter than the one seen before.");
    Hashes proof;
    if (old == 0) return proof;
    TRY_VOID(add_consistency(0, size, old, true, leaves, proof));
    return proof;
}

Result<void> verify_inclusion(const Digest32& leaf, std::uint64_t index, std::uint64_t size,
                              const Hashes& proof, const Digest32& root)
{
    if (index >= size) return not_included();
    std::uint64_t last = size - 1;
    Digest32 hash = leaf;
    for (const auto& other : proof) {
        if (last == 0) return not_included();
        if ((index & 1) != 0 || index == last) {
            hash = node_hash(other, hash);
            if ((index & 1) == 0) climb(index, last);
        } else {
            hash = node_hash(hash, other);
        }
        index >>= 1;
        last >>= 1;
    }
    if (last != 0 || hash != root) return not_included();
    return {};
}

Result<void> verify_consistency(std::uint64_t old, std::uint64_t size, const Digest32& old_root,
                                const Digest32& root, const Hashes& proof)
{
    if (old == 0 || old > size) return not_consistent();
    if (old == size) {
        if (!proof.empty() || old_root != root) return not_consistent();
        return {};
    }
    if (proof.empty()) return not_consistent();
    Hashes path;
    if (is_power_of_two(old)) path.push_back(old_root);
    path.insert(path.end(), proof.begin(), proof.end());
    std::uint64_t index = old - 1;
    std::uint64_t last = size - 1;
    while ((index & 1) != 0) {
        index >>= 1;
        last >>= 1;
    }
    Digest32 first = path.front();
    Digest32 second = path.front();
    for (std::size_t i = 1; i < path.size(); ++i) {
        if (last == 0) return not_consistent();
        if ((index & 1) != 0 || index == last) {
            first = node_hash(path[i], first);
            second = node_hash(path[i], second);
            if ((index & 1) == 0) climb(index, last);
        } else {
            second = node_hash(second, path[i]);
        }
        index >>= 1;
        last >>= 1;
    }
    if (last != 0 || first != old_root || second != root) return not_consistent();
    return {};
}

}  // namespace trust
