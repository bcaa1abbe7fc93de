#pragma once
/// The BagIt tag files of a bundle: manifests, bagit.txt, bag-info.txt, fetch.txt.
/// Source: docs/formats/bundle.md, "Tag files"; RFC 8493, RFC 6920.

#include <cstdint>
#include <string>
#include <vector>

#include "crypto/base/bytes.h"
#include "crypto/base/clock.h"

namespace bundle {

using base::Digest32;
using base::Digest64;
using base::Result;

/// One line `<128 hex>  <name>`.
struct HashLine {
    Digest64 sha512{};
    std::string name;
    bool operator==(const HashLine&) const = default;
};
/// `lines` ascending by name.
std::string encode_manifest(const std::vector<HashLine>& lines);
/// Errors: Invalid `manifest_form` (also when not ascending). encode(parse(x)) == x.
Result<std::vector<HashLine>> parse_manifest(std::string_view text);

/// Exactly the two lines of bagit.txt.
std::string_view bagit_text();

struct BagInfo {
    std::string agent;         ///< program and version
    std::string date;          ///< YYYY-MM-DD
    std::string bundle;        ///< 32 hex digits
    std::uint64_t octets = 0;  ///< payload, attachments included
    std::uint64_t files = 0;

    std::string encode() const;
    /// Errors: Invalid `bag_info_form`.
    static Result<BagInfo> parse(std::string_view text);
    bool operator==(const BagInfo&) const = default;
};

/// One line of fetch.txt: an attachment part that travels as an object.
struct FetchLine {
    Digest32 part{};
    std::uint64_t length = 0;
    bool operator==(const FetchLine&) const = default;
};
std::string encode_fetch(const std::vector<FetchLine>& lines);  ///< ascending by part
/// Errors: Invalid `fetch_form`.
Result<std::vector<FetchLine>> parse_fetch(std::string_view text);

/// `data/blobs/<hex of the part>`
std::string blob_name(const Digest32& part);

/// How to open the bundle with stock tools; data/readme.txt.
std::string readme_text();
/// data/schema/<kind>.json: the sender's field table, for future readers. Errors: NotFound.
Result<std::string> schema_text(std::string_view kind);

}  // namespace bundle
