// batch: many verbs in one open vault.

#include <iostream>
#include <system_error>

#include "app/cli/answer.h"
#include "app/cli/terminal.h"
#include "crypto/base/platform.h"

namespace cli {

namespace {

constexpr std::uint64_t kMostBatch = 256 * 1024 * 1024;  // bytes

bool same_folder(const std::string& a, const std::string& b)
{
    if (a == b) return true;
    std::error_code error;
    return std::filesystem::equivalent(base::path_from_utf8(a), base::path_from_utf8(b), error) && !error;
}

struct Line {
    std::vector<std::string> words;
    std::optional<std::string> input;
};

Result<Line> read_line(std::string_view text)
{
    TRY_ASSIGN(const auto object, json::parse_object(text));
    const auto bad = [] {
        return base::fail(
            base::ErrorKind::Invalid,
            R"(a line must be {"verb":["record","put",...],"input":{...}}; input may be left out)");
    };
    const auto* verb = object.find("verb");
    if (verb == nullptr || verb->array() == nullptr) return bad();
    Line line;
    for (const auto& word : *verb->array()) {
        if (word.text() == nullptr) return bad();
        line.words.push_back(*word.text());
    }
    if (const auto* input = object.find("input"))
        line.input = input->text() != nullptr ? *input->text() : json::write(*input);
    else
        line.input = "";
    return line;
}

// The folder is the batch's own: a line may name it or leave it out.
Result<std::vector<std::string>> with_folder(std::vector<std::string> words, const std::string& folder)
{
    std::size_t length = 0;
    const Verb* verb = verb_of(words, length);
    if (verb == nullptr) return base::fail(base::ErrorKind::Invalid, "This line names no verb.");
    if (!verb->positionals.starts_with("DIR") || verb->words == "batch" || verb->words == "vault create" ||
        verb->words == "vault restore")
        return base::fail(base::ErrorKind::Invalid,
                          "This verb does not work on an open vault: use it on its own.");
    if (words.size() == length || !same_folder(words[length], folder))
        words.insert(words.begin() + static_cast<std::ptrdiff_t>(length), folder);
    return words;
}

Result<std::string> batch_text(Call& call)
{
    if (call.at("FILE") == "-") return call.input();
    TRY_ASSIGN(const auto bytes, base::read_file(base::path_from_utf8(call.at("FILE")), kMostBatch));
    return std::string(base::text_of(bytes));
}

Result<Answer> batch(Call& call)
{
    TRY_ASSIGN(const std::string text, batch_text(call));
    TRY_ASSIGN(auto* vault, call.vault());
    Opened opened;
    opened.folder = call.at("DIR");
    opened.vault.emplace(std::move(*vault));
    std::int64_t number = 0;
    for (std::size_t at = 0; at < text.size();) {
        auto end = text.find('\n', at);
        if (end == std::string::npos) end = text.size();
        const std::string_view row(text.data() + at, end - at);
        at = end + 1;
        ++number;
        if (row.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        const auto stop = [&](const base::Error& error) {
            return base::fail(
                error.kind,
                "line " + std::to_string(number) + ": " + error.what + " (the lines before it are done)",
                error.code);
        };
        auto line = read_line(row);
        if (!line) return stop(line.error());
        auto words = with_folder(std::move(line->words), opened.folder);
        if (!words) return stop(words.error());
        std::string usage;
        auto answer = run_in(opened, *words, std::move(line->input), usage);
        if (!usage.empty()) std::cerr << for_terminal(usage);
        if (!answer) return stop(answer.error());
        // Each answer at once: what a failing line leaves behind it was done and must have been said.
        if (!answer->printed) std::cout << printed(*answer, call.as_json());
        std::cout.flush();
        if (answer->exit != 0) {
            std::cerr << "cairnctl: line " << number << " ended with exit code " << answer->exit << "\n";
            return Answer{{}, {}, answer->exit, true};
        }
    }
    return Answer{{}, {}, 0, true};
}

}  // namespace

std::vector<Verb> batch_verbs()
{
    return {
        {"batch", "DIR FILE", opening(),
         R"(Many verbs in one open vault: one JSON object a line, {"verb":[...],"input":{...}}; - is standard input)",
         batch}};
}

}  // namespace cli
