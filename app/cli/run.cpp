// From words to a verb: CLI11 reads them by the table, the handler does the work, the answer is printed.

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <sstream>

#include "app/cli/verb.h"

namespace cli {

namespace {

std::vector<std::string> split(std::string_view words)
{
    std::istringstream in{std::string(words)};
    std::vector<std::string> found;
    for (std::string word; in >> word;) found.push_back(word);
    return found;
}

// One parse: the verb that was named and what was typed for it.
struct Parsed {
    const Verb* verb = nullptr;
    Arguments arguments;
    std::string message;  // help or usage, when there is no verb to run
    int exit = 0;
};

std::string positional_name(std::string word)
{
    if (word.front() == '[') word = word.substr(1, word.size() - 2);
    if (word.ends_with("...")) word.resize(word.size() - 3);
    return word;
}

void declare_positionals(CLI::App& app, const Verb& verb, Arguments& into)
{
    for (const std::string& word : split(verb.positionals)) {
        const std::string name = positional_name(word);
        auto* option = app.add_option(name, into.values[name]);
        option->type_name("");
        if (word.find("...") != std::string::npos)
            option->expected(1, 10000);
        else
            option->expected(1);
        if (word.front() != '[') option->required();
    }
}

void declare_options(CLI::App& app, const Verb& verb, Arguments& into)
{
    for (const Option& one : verb.options) {
        const std::string name(one.name);
        if (one.takes == Takes::Nothing) {
            app.add_flag_function(name, [&into, name](std::int64_t) { into.values[name] = {"yes"}; }, std::string(one.help));
            continue;
        }
        auto* option = app.add_option(name, into.values[name], std::string(one.help));
        option->expected(1)->type_name("");
        if (one.takes == Takes::Values) option->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        if (one.required) option->required();
    }
    app.add_flag("--json", into.json, "Answer in JSON");
}

// `--accept=HASH` is one word with an optional value; CLI11 would take the next word for it.
std::vector<std::string> spelled_out(const std::vector<std::string>& words)
{
    std::vector<std::string> out;
    for (const std::string& word : words) {
        constexpr std::string_view kAccept = "--accept=";
        if (word.starts_with(kAccept)) {
            out.emplace_back("--accept");
            out.emplace_back("--accept-hash");
            out.push_back(word.substr(kAccept.size()));
        } else {
            out.push_back(word);
        }
    }
    return out;
}

Parsed parse(const std::vector<std::string>& words)
{
    CLI::App app("Cairn without a screen: the working desk of a homicide review.", "cairnctl");
    app.require_subcommand(1);
    app.set_help_all_flag("--help-all", "Every verb with its options");
    std::map<std::string, CLI::App*, std::less<>> groups;
    std::vector<std::pair<CLI::App*, const Verb*>> leaves;
    std::vector<std::unique_ptr<Arguments>> typed;
    for (const Verb& verb : verbs()) {
        CLI::App* at = &app;
        const auto names = split(verb.words);
        std::string path;
        for (std::size_t i = 0; i < names.size(); ++i) {
            path += names[i] + " ";
            auto [place, fresh] = groups.try_emplace(path, nullptr);
            if (fresh) place->second = at->add_subcommand(names[i], i + 1 == names.size() ? std::string(verb.help) : "");
            at = place->second;
        }
        typed.push_back(std::make_unique<Arguments>());
        declare_positionals(*at, verb, *typed.back());
        declare_options(*at, verb, *typed.back());
        leaves.emplace_back(at, &verb);
    }
    Parsed parsed;
    try {
        auto reversed = spelled_out(words);
        std::ranges::reverse(reversed);
        app.parse(reversed);
    } catch (const CLI::ParseError& error) {
        std::ostringstream said;
        parsed.exit = app.exit(error, said, said) == 0 ? 0 : 2;
        parsed.message = said.str();
        return parsed;
    }
    for (std::size_t i = leaves.size(); i-- > 0;) {
        if (!leaves[i].first->parsed() || !leaves[i].first->get_subcommands().empty()) continue;
        parsed.verb = leaves[i].second;
        parsed.arguments = *typed[i];
        return parsed;
    }
    parsed.message = app.help();
    parsed.exit = 2;
    return parsed;
}

std::string_view name_of(base::ErrorKind kind)
{
    switch (kind) {
        case base::ErrorKind::NotFound: return "not_found";
        case base::ErrorKind::Invalid: return "invalid";
        case base::ErrorKind::Corrupt: return "damaged";
        case base::ErrorKind::Denied: return "denied";
        case base::ErrorKind::Busy: return "busy";
        case base::ErrorKind::Refused: return "refused";
        case base::ErrorKind::Conflict: return "conflict";
        case base::ErrorKind::Cancelled: return "cancelled";
        case base::ErrorKind::NoVault: return "no_vault";
        case base::ErrorKind::Io: return "io";
    }
    std::abort();
}

json::Object described(const base::Error& error)
{
    json::Object what;
    what.set("kind", std::string(name_of(error.kind)));
    if (!error.code.empty()) what.set("code", error.code);
    what.set("message", error.what);
    json::Object outer;
    outer.set("error", std::move(what));
    return outer;
}

int finish(const Result<Answer>& answer, bool as_json)
{
    if (!answer) {
        if (as_json) std::cout << json::write(described(answer.error())) << "\n";
        std::cerr << "cairnctl: " << answer.error().what;
        if (!answer.error().code.empty()) std::cerr << " [" << answer.error().code << "]";
        std::cerr << "\n";
        return exit_code(answer.error());
    }
    if (!answer->printed) std::cout << (as_json ? json::write(answer->value) + "\n" : answer->text);
    std::cout.flush();
    if (!std::cout) {
        std::cerr << "cairnctl: the answer could not be written out; the work itself is done.\n";
        return 1;
    }
    return answer->exit;
}

}  // namespace

int exit_code(const base::Error& error)
{
    switch (error.kind) {
        case base::ErrorKind::NotFound: return 3;
        case base::ErrorKind::NoVault: return 10;
        case base::ErrorKind::Busy: return 11;
        case base::ErrorKind::Denied: return 12;
        case base::ErrorKind::Corrupt: return 13;
        case base::ErrorKind::Refused: return 14;
        case base::ErrorKind::Invalid:
        case base::ErrorKind::Conflict:
        case base::ErrorKind::Cancelled:
        case base::ErrorKind::Io: return 1;
    }
    std::abort();
}

const std::vector<Verb>& verbs()
{
    static const std::vector<Verb> all = [] {
        std::vector<Verb> found;
        for (auto part : {vault_verbs(), batch_verbs(), review_verbs(), import_verbs(), record_verbs(), exchange_verbs(),
                          central_verbs()})
            found.insert(found.end(), part.begin(), part.end());
        return found;
    }();
    return all;
}

int run(const std::vector<std::string>& words)
{
    Parsed parsed = parse(words);
    if (parsed.verb == nullptr) {
        (parsed.exit == 0 ? std::cout : std::cerr) << parsed.message;
        return parsed.exit;
    }
    Opened opened;
    Call call(parsed.arguments, opened);
    return finish(parsed.verb->run(call), parsed.arguments.json);
}

Result<Answer> run_in(Opened& opened, const std::vector<std::string>& words, std::optional<std::string> input,
                      std::string& usage)
{
    Parsed parsed = parse(words);
    if (parsed.verb == nullptr) {
        usage = parsed.message;
        return base::fail(base::ErrorKind::Invalid, "this line names no verb, or its words do not fit the verb");
    }
    Call call(parsed.arguments, opened, std::move(input));
    return parsed.verb->run(call);
}

}  // namespace cli
