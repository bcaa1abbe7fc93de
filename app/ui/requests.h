#pragma once
/// What a screen asks for, as values: the program carries them out and shows the result.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "crypto/base/bytes.h"
#include "crypto/base/secret.h"
#include "storage/json/json.h"

namespace ui {

/// Open the vault in `folder` (UTF-8) with this passphrase.
struct Unlock {
    std::string folder;
    base::Secret passphrase;
};
struct OpenReview {
    std::string uuid;
};
struct CloseReview {};
struct Lock {};
/// Rows of the chronology as it is filtered now.
struct NeedRows {
    std::int64_t offset = 0, limit = 0;
};
/// Which lines of the chronology are shown; what is empty does not narrow.
struct Filter {
    std::string words;                            ///< all of them
    std::vector<std::string> agencies{};          ///< ids; any of them
    std::string person{};                         ///< id
    std::string kind{}, theme{}, significance{};  ///< codes
    std::string from{}, to{};                     ///< YYYY-MM-DD
    bool missed = false, good = false, to_settle = false, not_coded = false;
    bool operator==(const Filter&) const = default;
    bool everything() const { return *this == Filter(); }
};

/// Another section of the open review; and in it, where it is given, one record or the list of its kind.
struct ShowSection {
    std::string key;
    std::string kind = {}, record = {};
};
/// How the review is shown, and to whom.
enum class ShownAs : std::uint8_t {
    Coded,       ///< codes and role words; nothing an agency wrote
    Identified,  ///< names and the agencies' own words
    Meeting,     ///< to a room: as coded, and nothing of any other review
    Family       ///< as coded, by the names the family chose; what may distress is folded
};
struct TurnView {
    ShownAs shown = ShownAs::Coded;
    int minutes = 0;  ///< Meeting: its own idle limit
};
/// The person is asked how the review is to be shown; out of the meeting view, for the passphrase.
struct ChooseView {
    ShownAs wanted = ShownAs::Meeting;
};
/// Back from the meeting view, with the vault's passphrase.
struct LeaveMeeting {
    base::Secret passphrase;
};
/// Write these fields of a record, as one entry. A new record has an empty id.
struct PutRecord {
    std::string kind, id;
    json::Object fields;
};
/// The fields of a record of which one or a few are written.
inline json::Object fields_of(std::initializer_list<std::pair<std::string_view, json::Value>> fields)
{
    json::Object made;
    for (const auto& [field, value] : fields) made.set(field, value);
    return made;
}
struct StrikeRecord {
    std::string kind, id, reason;
};
/// Words being typed, for the draft store.
struct Draft {
    std::string kind, id, field, text;
    std::size_t caret = 0;
    base::Bytes undo;
};
/// The records of one kind as a table of words.
struct NeedGrid {
    std::string kind;
};
/// Take the last change back, or make it again.
struct UndoChange {
    bool again = false;
};

/// Show that record in its section.
struct GoTo {
    std::string kind, id;
};
/// A word that is spelled right in this review.
struct AddWord {
    std::string word;
};

using Request =
    std::variant<Unlock, OpenReview, CloseReview, Lock, NeedRows, Filter, ShowSection, TurnView, ChooseView,
                 LeaveMeeting, PutRecord, StrikeRecord, Draft, UndoChange, GoTo, AddWord, NeedGrid>;
using Requests = std::vector<Request>;

}  // namespace ui
