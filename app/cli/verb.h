#pragma once
/// A verb: one thing a person does from the command line. Verbs are data; docs/cairnctl.md lists them.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.h"
#include "crypto/base/secret.h"
#include "storage/json/json.h"
#include "storage/review/review.h"
#include "storage/review/vault.h"
#include "sync/ingest/centre.h"

namespace cli {

using base::Result;

/// What a verb has to say: `text` for people, `value` for --json, the same facts in both.
struct Answer {
    json::Value value = json::Object{};
    std::string text;      ///< lines, LF ended
    int exit = 0;          ///< documented exit code when the verb did its work and the outcome is not "done"
    bool printed = false;  ///< the verb wrote its answer out itself, piece by piece
};

enum class Takes { Nothing, Value, Values };

struct Option {
    std::string_view name;  ///< "--agency"
    Takes takes;
    std::string_view help;
    bool required = false;
};

class Call;
using Handler = Result<Answer> (*)(Call&);

struct Verb {
    std::string_view words;        ///< "vault create"
    std::string_view positionals;  ///< "DIR REF [ID]"; "FILE..." takes several
    std::vector<Option> options;
    std::string_view help;
    Handler run;
};

/// What was typed, by name, for one verb.
struct Arguments {
    std::map<std::string, std::vector<std::string>, std::less<>> values;
    bool json = false;
};

/// The vault or store that is open while a verb (or a whole batch) runs.
struct Opened {
    std::string folder;
    std::optional<review::Vault> vault;
    std::optional<ingest::Centre> centre;
};

/// One use of a verb: its arguments, its input, and the vault or store it works on.
class Call {
public:
    Call(const Arguments& arguments, Opened& opened, std::optional<std::string> input = {})
        : arguments_(arguments), opened_(opened), input_(std::move(input))
    {
    }

    /// A positional or an option that must be there.
    const std::string& at(std::string_view name) const;
    std::optional<std::string> option(std::string_view name) const;
    std::vector<std::string> all(std::string_view name) const;
    bool flag(std::string_view name) const;
    bool as_json() const { return arguments_.json; }

    /// The record fields or text on standard input (or the batch line's `input`). Errors: Invalid, Io.
    Result<std::string> input();
    /// The same as a JSON object.
    Result<json::Object> input_object();

    /// From --NAME-file, --NAME-fd or the terminal. One trailing line end removed. Errors: Invalid (empty),
    /// Io.
    Result<base::Secret> passphrase(std::string_view name = "passphrase");

    /// The vault at positional DIR, opened with the passphrase (or --recovery-kit) unless it is open already.
    Result<review::Vault*> vault();
    /// The central store at positional STORE.
    Result<ingest::Centre*> centre();
    /// The review REF in that vault.
    Result<review::Review> review();
    /// Closes the vault or store, releasing its lock.
    void close();

private:
    const Arguments& arguments_;
    Opened& opened_;
    std::optional<std::string> input_;
};

/// Every verb, in the order of the manual.
const std::vector<Verb>& verbs();

/// The verb that the first words name, the longest that fits, and how many words name it; null when none
/// does.
const Verb* verb_of(const std::vector<std::string>& words, std::size_t& length);

/// 0 done, 1 failed, 2 usage, 3 not found, 10 no vault, 11 locked by another, 12 wrong passphrase, 13
/// damaged, 14 refused by a rule.
int exit_code(const base::Error& error);

/// What of an answer goes to standard output: nothing in it moves a cursor or turns a line around.
std::string printed(const Answer& answer, bool as_json);

/// Runs one command line (without the program's name). Prints the answer; returns the exit code.
int run(const std::vector<std::string>& words);

/// Runs one verb's words in an open vault and gives its answer; for batch. `usage` is filled when the words
/// do not fit.
Result<Answer> run_in(Opened& opened, const std::vector<std::string>& words, std::optional<std::string> input,
                      std::string& usage);

// Verbs of each file.
std::vector<Verb> vault_verbs();
std::vector<Verb> review_verbs();
std::vector<Verb> record_verbs();
std::vector<Verb> import_verbs();
std::vector<Verb> exchange_verbs();
std::vector<Verb> central_verbs();
std::vector<Verb> batch_verbs();
std::vector<Verb> clock_verbs();
std::vector<Verb> template_verbs();
std::vector<Verb> thread_verbs();
std::vector<Verb> recommend_verbs();
std::vector<Verb> table_verbs();
std::vector<Verb> people_verbs();
std::vector<Verb> meeting_verbs();
std::vector<Verb> demo_verbs();
std::vector<Verb> coded_verbs();
std::vector<Verb> event_verbs();

}  // namespace cli
