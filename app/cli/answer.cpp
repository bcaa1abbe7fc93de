#include "app/cli/answer.h"

namespace cli {

namespace {

std::string value_text(const json::Value& value)
{
    if (const auto* text = value.text()) return *text;
    if (const auto* number = value.number()) return std::to_string(*number);
    if (const auto* flag = value.flag()) return *flag ? "yes" : "no";
    if (value.is_null()) return "none";
    return json::write(value);
}

}  // namespace

std::vector<Option> opening()
{
    return {{"--passphrase-file", Takes::Value, "File with the passphrase; one line end after it is removed"},
            {"--passphrase-fd", Takes::Value, "Number of an open descriptor to read the passphrase from"}};
}

std::vector<Option> opening_and(std::vector<Option> more)
{
    auto all = opening();
    all.insert(all.begin(), more.begin(), more.end());
    return all;
}

AnswerBuilder& AnswerBuilder::fact(std::string_view key, std::string_view label, json::Value value)
{
    if (!label.empty()) text_ += std::string(label) + ": " + value_text(value) + "\n";
    value_.set(key, std::move(value));
    return *this;
}

AnswerBuilder& AnswerBuilder::line(std::string_view text)
{
    text_ += std::string(text) + "\n";
    return *this;
}

Answer AnswerBuilder::done(int exit)
{
    return {std::move(value_), std::move(text_), exit};
}

json::Array texts(const std::vector<std::string>& from)
{
    return {from.begin(), from.end()};
}

std::string plural(std::int64_t count, std::string_view one, std::string_view many)
{
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace cli
