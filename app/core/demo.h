#pragma once
/// The demonstration cases: invented reviews, complete from screening to action plan, built through the same
/// functions a chair's commands go through. Source: docs/domain.md section 7; assets/demo;
/// docs/formats/demo.md.

#include <string>
#include <string_view>
#include <vector>

#include "storage/review/vault.h"

namespace core {

using base::Result;

struct DemoCase {
    std::string name;   ///< "OWHR-DEMO-01"
    std::string about;  ///< one line for the person who chooses
};
/// In the order of their names.
std::vector<DemoCase> demo_cases();

struct DemoBuilt {
    std::string name, reference, uuid;
    std::int64_t events = 0;
};
/// Builds one case as a new review that is flagged demo. No review may be open. Errors: NotFound (no such
/// case); otherwise those of the step that failed, with its line: what was built until then stays.
Result<DemoBuilt> build_demo(review::Vault& vault, std::string_view name);

}  // namespace core
