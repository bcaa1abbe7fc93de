#pragma once
/// A record's fields as a form, drawn from its field table: labels, hints, lists and checks come from the
/// table, so that a field added there is on the screen. Source: docs/decisions/0041-forms.md.

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/ui/kit.h"
#include "storage/model/codelists.h"
#include "storage/model/date_reading.h"
#include "storage/model/field.h"

namespace ui {

/// What a form needs to know of the review.
struct FormContext {
    const model::CodeLists* lists = nullptr;
    std::string today;        ///< YYYY-MM-DD: codes retired by then are not offered
    bool identified = false;  ///< false: sealed fields are named, and not shown
    /// The records a reference may name: id, what it is called, more about it. They stand until the frame
    /// ends.
    std::function<std::span<const Choice>(std::string_view kind)> records;
    model::ReadingContext reading;
};

/// A value to be written: null clears.
struct FieldChange {
    std::string field;
    json::Value value;
};
/// Words being typed, for the draft store.
struct FieldDraft {
    std::string field, text;
    std::size_t caret = 0;
    base::Bytes undo;
};

struct FormAsks {
    std::vector<FieldChange> changes;
    std::vector<FieldDraft> drafts;
};

/// One record on the screen, with what is typed and not yet written.
class Form {
public:
    Form(const model::KindSpec& kind, std::string id, json::Object values);

    const model::KindSpec& kind() const { return *kind_; }
    const std::string& id() const { return id_; }
    /// The record as it stands now; fields being typed keep their words.
    void refresh(json::Object values);
    /// Words kept from before a lock or a crash.
    void take_up(const FieldDraft& draft);
    /// What was wrong with a value that was asked for, in words; the field shows it until it changes.
    void say(std::string_view field, std::string_view what);
    /// What is typed and not yet written, as changes: before the form is left.
    std::vector<FieldChange> rest();
    /// Some field is wrong and says so.
    bool has_errors() const { return !errors_.empty(); }

    /// The fields a person fills in, in table order.
    std::vector<std::string_view> asked_fields() const;
    /// Fields whose words are wrong as they stand: what is wrong, and the key of the field on the screen.
    std::vector<std::pair<std::string, std::string>> errors() const;
    /// Draws these fields in this order (none named: all that a person fills in). Days, times and numbers
    /// that follow each other stand beside each other.
    FormAsks draw(Kit& kit, const FormContext& context, const std::vector<std::string_view>& fields = {});

private:
    struct Typed {
        text::Editor line{text::Lines::One};
        Prose prose;
        bool many = false, had_focus = false;
        std::uint64_t written = 0;  ///< version of the words that the value holds
        std::uint64_t drafted = 0;
        double changed_at = -1;  ///< seconds; below 0: nothing to draft
        std::uint64_t seen = 0;
        const text::Editor& editor() const { return many ? prose.editor : line; }
        text::Editor& editor() { return many ? prose.editor : line; }
    };
    struct Drawing;

    Typed& typed(const model::FieldSpec& field, const std::string& key, std::string_view now);
    void draw_field(Drawing& d, const model::FieldSpec& field, const std::string& key,
                    const json::Value* value, const std::function<void(json::Value)>& put);
    void draw_typed(Drawing& d, const model::FieldSpec& field, const std::string& key,
                    const json::Value* value, const std::function<void(json::Value)>& put);
    void draw_own(Drawing& d, const model::FieldSpec& field);
    void draw_pair(Drawing& d, const model::FieldSpec& left, const model::FieldSpec* right);
    void draw_rows(Drawing& d, const model::FieldSpec& field, const std::string& key,
                   const json::Value* value, const std::function<void(json::Value)>& put);
    const model::FieldSpec* field_at(std::string_view key) const;
    json::Value placed(std::string_view key, json::Value made);
    FieldWords words_of(const model::FieldSpec& field, const std::string& key) const;

    const model::KindSpec* kind_;
    std::string id_;
    json::Object values_;
    std::map<std::string, Typed, std::less<>> typed_;
    std::map<std::string, std::string, std::less<>> errors_;
    model::ReadingContext reading_;  ///< of the last drawing
};

/// How a day typed into that field is read.
model::ReadingContext reading_for(const model::FieldSpec& field, const model::ReadingContext& context);
/// What a typed text means for a field of that kind: the value, or what is wrong in words. An empty text is
/// null.
base::Result<json::Value> value_of(const model::FieldSpec& field, std::string_view typed,
                                   const FormContext& context);
/// How a value is typed.
std::string typed_text(const model::FieldSpec& field, const json::Value* value);
/// The choices of a code list on that day, retired ones only where the value holds one.
std::vector<Choice> choices_of(const model::CodeLists& lists, std::string_view list, std::string_view on,
                               const std::vector<std::string>& held);

}  // namespace ui
