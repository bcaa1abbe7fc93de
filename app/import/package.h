#pragma once
/// The parts of an Office file (Open Packaging Conventions): a zip read from memory, nothing written, nothing
/// outside it followed. Source: ECMA-376 part 2.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"

namespace import_ {

using base::ByteView;
using base::Result;

struct PackageLimits {
    std::size_t entries = 5'000;
    std::size_t part_bytes = 64U * 1024 * 1024;    ///< one part, inflated
    std::size_t total_bytes = 160U * 1024 * 1024;  ///< all parts that are read
    std::size_t ratio = 300;                       ///< inflated to stored, of what is over 4 MiB
};

/// Named parts, wherever they come from.
class Parts {
public:
    virtual ~Parts() = default;
    virtual const std::vector<std::string>& names() const = 0;
    /// Errors: Invalid (`part_missing`, `zip_damaged`), Refused (a limit).
    virtual Result<std::string> read(std::string_view name) = 0;

    bool has(std::string_view name) const;
};

/// A zip held in memory.
class Package : public Parts {
public:
    /// Reads the directory only. Errors: Invalid (`zip_damaged`), Refused (`zip_entries`, `zip_name`,
    /// `zip_double`, `zip_password`, `zip_size`).
    static Result<Package> open(ByteView file, const PackageLimits& limits = {});
    const std::vector<std::string>& names() const override { return names_; }
    Result<std::string> read(std::string_view name) override;

private:
    Package(ByteView file, const PackageLimits& limits) : file_(file), limits_(limits) {}
    ByteView file_;
    PackageLimits limits_;
    std::vector<std::string> names_;
    std::size_t total_ = 0;  // inflated so far
};

/// A relationship of a part to another of the same file; those to something outside are left out.
struct Relation {
    std::string type;    ///< last word of its address, as "worksheet"
    std::string target;  ///< name of the part
};
/// By id, of a part ("" for the package itself); empty where it has none. `outside`: whether some were left
/// out.
Result<std::map<std::string, Relation, std::less<>>> relations_of(Parts& parts, std::string_view part,
                                                                  bool& outside);

}  // namespace import_
