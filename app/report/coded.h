#pragma once
/// A review as coded data: one CSV a kind, one JSON with the data dictionary, and one row a victim in the
/// tags of the Home Office's library of reviews. Open fields only. Source: docs/formats/coded-export.md;
/// docs/domain.md 3.4, R47.

#include <string>
#include <vector>

#include "app/report/table.h"
#include "storage/rules/facts.h"

namespace report {

struct CodedFile {
    std::string name;  ///< "coded.json", "person.csv", "incident.circumstance.csv"; names no one
    std::string bytes;
};

/// From facts with open fields (Scope::Open). `with_text`: also open free text, such as findings.
std::vector<CodedFile> coded_export(const rules::Facts& facts, bool with_text);

/// How a folder of coded files compares with itself.
struct CodedCheck {
    std::int64_t records = 0;
    std::int64_t values = 0;
    bool demo = false;
    std::vector<std::string> differences;  ///< file, row and column; never a value
};
/// Reads the CSV back and compares every value with coded.json. Errors: NotFound (no coded.json), Invalid.
Result<CodedCheck> check_coded(const std::vector<CodedFile>& files);

/// One row a victim: tags of the Home Office DHR library, crosswalked where a list is finer.
Table library_table(const rules::Facts& facts);

/// Names of one method of killing elsewhere. Source: docs/domain.md 3.4.
struct MethodElsewhere {
    std::string_view method;  ///< code of `method`
    std::string_view nvdrs;   ///< "WeaponType6"
    std::string_view mmria;   ///< "1"
    std::string_view homicide_index;
};
/// Null where 3.4 gives none.
const MethodElsewhere* method_elsewhere(std::string_view method);

}  // namespace report
