#pragma once
/// Sign and send: what is ready, what would go and to whom, the signature, and what became of what went.

#include <optional>
#include <string>
#include <vector>

#include "app/ui/kit_files.h"
#include "app/ui/requests.h"
#include "app/ui/screens/review_frame.h"

namespace ui {

struct SendCheckRow {
    std::string title, words;
    bool done = false, bars = false;
};
struct SendProblemRow {
    std::string words, remedy, kind, id;
    bool gate = false;
};
struct SentRow {
    std::string bundle, title, when, state;
    bool good = false, bad = false, can_save_again = false;
};

struct SendScreen {
    ReviewHead head;
    bool loading = true;
    std::string standing, size;
    std::vector<SendCheckRow> checks;
    std::vector<SendProblemRow> problems;
    std::vector<std::string> recipients, signers, fresh;
    std::vector<SentRow> sent;
    bool may_send = false;

    SecretText passphrase;
    text::Editor folder{text::Lines::One};
    bool keep_undone = false;
    bool all_problems = false;
    std::string working;
    float fraction = -1;
    std::string notice, problem, problem_field;
    bool news = false;  ///< a work began or came to its end: the top of the page says so
    enum class Choosing : std::uint8_t { Folder, Receipt, Again } choosing = Choosing::Folder;
    std::string again;  ///< the bundle to be saved again
    FileChooser chooser;

    void begin(std::string what);
    void refused(std::string why, std::string field = {});
    void done(std::string what);

private:
    void change();  ///< nothing of what was said before stays
};

struct SendAsks {
    struct Sign {
        base::Secret passphrase;
        std::string folder;
        bool keep_undone = false;
    };
    struct Again {
        std::string bundle, folder;
    };
    Requests common;
    std::optional<Sign> sign;
    std::optional<Again> again;
    std::optional<std::string> receipt;  ///< a file
    std::optional<SendProblemRow> show;  ///< the record is led to
    bool cancel = false;
};
SendAsks draw(Kit& kit, SendScreen& screen);

}  // namespace ui
