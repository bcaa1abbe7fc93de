// From words to a verb: CLI11 reads them by the table, the handler does the work, the answer is printed.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <sstream>

#include "app/cli/terminal.h"
#include "app/cli/verb.h"

namespace cli {

namespace {

std::vector<std::string> split_words(std::string_view words)
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

std::string manual()
{
    std::string text = "Cairn without a screen: the working desk of a homicide review.\n\n";
    for (const Verb& verb : verbs()) {
        std::string line = "  cairnctl " + std::string(verb.words) + " " + std::string(verb.positionals);
        line.resize(std::max<std::size_t>(line.size() + 2, 46), ' ');
        text += line + std::string(verb.help) + "\n";
    }
    return text +
           "\nEvery verb takes --json, and --help tells its options. Exit codes: 0 done, 1 failed, 2 usage, "
           "3 not found,\n"
           "10 no such vault, 11 locked by another, 12 wrong passphrase, 13 damaged, 14 refused by a rule.\n";
}

std::string positional_name(std::string word)
{
    if (word.front() == '[') word = word.substr(1, word.size() - 2);
    if (word.ends_with("...")) word.resize(word.size() - 3);
    return word;
}

// One value; CLI11 lets a list of values take the words of the next positional too.
CLI::Option* single(CLI::App& app, const std::string& name, Arguments& into, std::string_view help = {})
{
    const auto keep = [&into, name](const std::string& word) { into.values[name] = {word}; };
    return app.add_option_function<std::string>(name, keep, std::string(help))->type_name("");
}

void declare_positionals(CLI::App& app, const Verb& verb, Arguments& into)
{
    for (const std::string& word : split_words(verb.positionals)) {
        const std::string name = positional_name(word);
        const bool several = word.find("...") != std::string::npos;
        auto* option =
            several ? app.add_option(name, into.values[name])->type_name("") : single(app, name, into);
        if (word.front() != '[') option->required();
    }
}

void declare_options(CLI::App& app, const Verb& verb, Arguments& into)
{
    for (const Option& one : verb.options) {
        const std::string name(one.name);
        if (one.takes == Takes::Nothing) {
            app.add_flag_function(
                name, [&into, name](std::int64_t) { into.values[name] = {"yes"}; }, std::string(one.help));
            continue;
        }
        CLI::Option* option = nullptr;
        if (one.takes == Takes::Value)
            option = single(app, name, into, one.help);
        else
            option = app.add_option(name, into.values[name], std::string(one.help))
                         ->expected(1)
                         ->type_name("")
                         ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
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

Parsed parse(std::vector<std::string> words)
{
    Parsed parsed;
    if (!words.empty() && words.front() == "--json") {
        parsed.arguments.json = true;
        words.erase(words.begin());
    }
    std::size_t length = 0;
    const Verb* verb = verb_of(words, length);
    if (verb == nullptr) {
        const bool asked =
            !words.empty() && (words.front() == "--help" || words.front() == "-h" || words.front() == "help");
        parsed.message = (asked || words.empty() ? "" : "There is no such verb.\n\n") + manual();
        parsed.exit = asked ? 0 : 2;
        return parsed;
    }
    CLI::App app(std::string(verb->help), "cairnctl " + std::string(verb->words));
    declare_positionals(app, *verb, parsed.arguments);
    declare_options(app, *verb, parsed.arguments);
    try {
        auto rest = spelled_out({words.begin() + static_cast<std::ptrdiff_t>(length), words.end()});
        std::ranges::reverse(rest);
        app.parse(rest);
    } catch (const CLI::ParseError& error) {
        std::ostringstream said;
        parsed.exit = app.exit(error, said, said) == 0 ? 0 : 2;
        parsed.message = said.str();
        return parsed;
    }
    parsed.verb = verb;
    return parsed;
}

std::string_view error_name(base::ErrorKind kind)
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

json::Object error_value(const base::Error& error)
{
    json::Object what;
    what.set("kind", std::string(error_name(error.kind)));
    if (!error.code.empty()) what.set("code", error.code);
    what.set("message", error.what);
    json::Object outer;
    outer.set("error", std::move(what));
    return outer;
}

int finish(const Result<Answer>& answer, bool as_json)
{
    if (!answer) {
        if (as_json) std::cout << json_for_terminal(json::write(error_value(answer.error()))) << "\n";
        std::cerr << "cairnctl: " << for_terminal(answer.error().what);
        if (answer.error().code == "field_code") std::cerr << " `list DIR LIST` shows the codes of a list.";
        if (!answer.error().code.empty()) std::cerr << " [" << for_terminal(answer.error().code) << "]";
        std::cerr << "\n";
        return exit_code(answer.error());
    }
    if (!answer->printed) std::cout << printed(*answer, as_json);
    std::cout.flush();
    if (!std::cout) {
        std::cerr << "cairnctl: the answer could not be written out; the work itself is done.\n";
        return 1;
    }
    return answer->exit;
}

}  // namespace

std::string printed(const Answer& answer, bool as_json)
{
    return as_json ? json_for_terminal(json::write(answer.value)) + "\n" : for_terminal(answer.text);
}

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
        for (auto part : {vault_verbs(), batch_verbs(), review_verbs(), import_verbs(), record_verbs(),
                          clock_verbs(), thread_verbs(), recommend_verbs(), table_verbs(), event_verbs(),
                          people_verbs(), meeting_verbs(), demo_verbs(), coded_verbs(), template_verbs(),
                          exchange_verbs(), central_verbs()})
            found.insert(found.end(), part.begin(), part.end());
        return found;
    }();
    return all;
}

const Verb* verb_of(const std::vector<std::string>& words, std::size_t& length)
{
    const Verb* found = nullptr;
    for (const Verb& verb : verbs()) {
        const auto names = split_words(verb.words);
        if (names.size() > words.size() || (found != nullptr && names.size() <= length)) continue;
        if (!std::equal(names.begin(), names.end(), words.begin())) continue;
        found = &verb;
        length = names.size();
    }
    return found;
}

int run(const std::vector<std::string>& words)
{
    Parsed parsed = parse(words);
    if (parsed.verb == nullptr) {
        (parsed.exit == 0 ? std::cout : std::cerr) << for_terminal(parsed.message);
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
        return base::fail(base::ErrorKind::Invalid,
                          "This line names no verb, or its words do not fit the verb.");
    }
    Call call(parsed.arguments, opened, std::move(input));
    return parsed.verb->run(call);
}

}  // namespace cli
