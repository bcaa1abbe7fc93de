#pragma once
/// Building an answer: the same facts as lines for people and as members for machines.

#include <string>
#include <string_view>

#include "app/cli/verb.h"

namespace cli {

/// Options every verb that opens a vault or a store takes.
std::vector<Option> opening();
/// Those and more.
std::vector<Option> opening_and(std::vector<Option> more);

class AnswerBuilder {
public:
    /// A fact: `"key":value` for machines, "Label: value" for people. An empty label: machines only.
    AnswerBuilder& fact(std::string_view key, std::string_view label, json::Value value);
    /// A line for people only.
    AnswerBuilder& line(std::string_view text);
    Answer done(int exit = 0);

private:
    json::Object value_;
    std::string text_;
};

json::Array texts(const std::vector<std::string>& from);
std::string plural(std::int64_t count, std::string_view one, std::string_view many);  ///< "1 row", "3 rows"

}  // namespace cli
