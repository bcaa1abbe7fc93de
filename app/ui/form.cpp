#include "app/ui/form.h"

#include <algorithm>
#include <cstdlib>

#include "app/ui/drafted.h"

namespace ui {

namespace {

using model::FieldKind;
using model::FieldSpec;

constexpr double kEntryAfter = 30;   // seconds of rest make one entry
constexpr float kLeastBeside = 220;  // design pixels: narrower fields do not stand beside each other

bool many_lines(FieldKind kind)
{
    return kind == FieldKind::Prose || kind == FieldKind::Texts;
}

bool is_typed(FieldKind kind)
{
    switch (kind) {
        case FieldKind::Text:
        case FieldKind::Prose:
        case FieldKind::Integer:
        case FieldKind::Date:
        case FieldKind::Time:
        case FieldKind::DateText:
        case FieldKind::Texts: return true;
        case FieldKind::Code:
        case FieldKind::Codes:
        case FieldKind::Tri:
        case FieldKind::Flag:
        case FieldKind::Ref:
        case FieldKind::Refs:
        case FieldKind::Digest:
        case FieldKind::Digests:
        case FieldKind::Rows: break;
    }
    return false;
}

bool few_letters(FieldKind kind)
{
    return kind == FieldKind::Date || kind == FieldKind::Time || kind == FieldKind::Integer ||
           kind == FieldKind::DateText;
}

std::vector<std::string> texts_of(const json::Value* value)
{
    std::vector<std::string> found;
    if (value == nullptr) return found;
    if (value->text() != nullptr) found.push_back(*value->text());
    if (value->array() != nullptr)
        for (const auto& one : *value->array())
            if (one.text() != nullptr) found.push_back(*one.text());
    return found;
}

json::Value list_value(const std::vector<std::string>& codes)
{
    return codes.empty() ? json::Value() : json::Value(json::Array(codes.begin(), codes.end()));
}

}  // namespace

struct Form::Drawing {
    Kit& kit;
    const FormContext& context;
    FormAsks asks;
    std::string_view beside_hint = {};  ///< of the field beside the one being drawn
};

Form::Form(const model::KindSpec& kind, std::string id, json::Object values)
    : kind_(&kind), id_(std::move(id)), values_(std::move(values))
{
}

void Form::refresh(json::Object values)
{
    values_ = std::move(values);
    for (auto it = typed_.begin(); it != typed_.end();)
        it = it->second.had_focus || it->second.editor().version() != it->second.written ? std::next(it)
                                                                                         : typed_.erase(it);
}

void Form::take_up(const FieldDraft& draft)
{
    const auto* field = kind_->field(draft.field);
    if (field == nullptr || !is_typed(field->kind)) return;
    auto& one = typed(*field, draft.field, typed_text(*field, values_.find(draft.field)));
    one.editor().take_up(draft.text, draft.caret, draft.undo);
    one.drafted = one.editor().version();
    one.written = one.drafted - 1;
}

void Form::say(std::string_view field, std::string_view what)
{
    errors_[std::string(field)] = what;
}

Form::Typed& Form::typed(const FieldSpec& field, const std::string& key, std::string_view now)
{
    const auto found = typed_.find(key);
    if (found != typed_.end()) return found->second;
    Typed& one = typed_[key];
    one.many = many_lines(field.kind);
    one.editor().set(now);
    one.written = one.drafted = one.seen = one.editor().version();
    return one;
}

FieldWords Form::words_of(const FieldSpec& field, const std::string& key) const
{
    const auto error = errors_.find(key);
    return {.key = key,
            .label = field.label,
            .hint = field.hint,
            .error = error == errors_.end() ? std::string_view() : std::string_view(error->second)};
}

void Form::draw_typed(Drawing& d, const FieldSpec& field, const std::string& key, const json::Value* value,
                      const std::function<void(json::Value)>& put)
{
    Typed& one = typed(field, key, typed_text(field, value));
    const std::string shown = kind_->name.data() + std::string(".") + key;
    auto words = words_of(field, key);
    words.key = shown;
    words.beside_hint = d.beside_hint;
    const bool date = field.kind == FieldKind::Date || field.kind == FieldKind::DateText;
    if (one.many) {
        d.kit.prose_field(words, one.prose, field.kind == FieldKind::Prose ? 4 : 2);
    } else if (date) {
        const auto read = model::read_date(one.line.text(), "", reading_for(field, d.context.reading));
        const bool empty = one.line.text().empty();
        d.kit.date_field(words, one.line, empty ? std::string() : model::describe(read),
                         !read.problems.empty());
    } else {
        d.kit.text_field(words, one.line);
    }
    const auto version = one.editor().version();
    const double now = d.kit.now();
    if (version != one.seen) {
        one.seen = version;
        one.changed_at = now;
        errors_.erase(key);
    }
    const bool focused = d.kit.has_focus(shown);
    const bool left = one.had_focus && !focused;
    one.had_focus = focused;
    const bool rested = one.changed_at >= 0 && now - one.changed_at >= kEntryAfter;
    if (version != one.drafted && (left || d.kit.hurried() || now - one.changed_at >= kDraftAfter)) {
        one.drafted = version;
        d.asks.drafts.push_back({key, one.editor().text(), one.editor().caret(), one.editor().undo_list()});
    }
    if (version != one.drafted) d.kit.wake_in(kDraftAfter - (now - one.changed_at));
    if (version == one.written || !(left || rested)) return;
    auto made = value_of(field, one.editor().text(), d.context);
    if (!made) {
        errors_[key] = made.error().what;
        return;
    }
    one.written = version;
    one.changed_at = -1;
    put(std::move(*made));
}

void Form::draw_rows(Drawing& d, const FieldSpec& field, const std::string& key, const json::Value* value,
                     const std::function<void(json::Value)>& put)
{
    json::Array rows = value != nullptr && value->array() != nullptr ? *value->array() : json::Array();
    const std::string shown = std::string(kind_->name) + "." + key;
    d.kit.heading(shown, field.label, 3);
    if (!field.hint.empty()) d.kit.text(shown + ".hint", field.hint, Face::Small, d.kit.theme().muted);
    std::optional<std::size_t> drop;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].object() == nullptr) continue;
        const std::string row_key = key + "." + std::to_string(i);
        for (const auto& column : field.rows)
            draw_field(d, column, row_key + "." + std::string(column.id), rows[i].object()->find(column.id),
                       [&, i](json::Value made) {
                           if (made.is_null())
                               rows[i].object()->erase(column.id);
                           else
                               rows[i].object()->set(column.id, std::move(made));
                           put(rows);
                       });
        if (d.kit.button(std::string(kind_->name) + "." + row_key + ".remove",
                         "Remove " + std::to_string(i + 1) + " from " + std::string(field.label),
                         ButtonLook::Quiet))
            drop = i;
    }
    if (drop) {
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(*drop));
        std::erase_if(typed_, [&](const auto& one) { return one.first.starts_with(key + "."); });
        put(rows.empty() ? json::Value() : json::Value(std::move(rows)));
    } else if (d.kit.button(shown + ".add", "Add to " + std::string(field.label), ButtonLook::Secondary)) {
        rows.emplace_back(json::Object{});
        put(std::move(rows));
    }
}

void Form::draw_field(Drawing& d, const FieldSpec& field, const std::string& key, const json::Value* value,
                      const std::function<void(json::Value)>& put)
{
    const std::string shown = std::string(kind_->name) + "." + key;
    auto words = words_of(field, key);
    words.key = shown;
    if (is_typed(field.kind)) {
        draw_typed(d, field, key, value, put);
    } else if (field.kind == FieldKind::Rows) {
        draw_rows(d, field, key, value, put);
    } else if (field.kind == FieldKind::Flag) {
        bool on = value != nullptr && value->flag() != nullptr && *value->flag();
        if (d.kit.check_box(shown, field.label, on)) put(on ? json::Value(true) : json::Value());
    } else {
        auto held = texts_of(value);
        const bool refers = field.kind == FieldKind::Ref || field.kind == FieldKind::Refs;
        const bool several = field.kind == FieldKind::Codes || field.kind == FieldKind::Refs;
        std::vector<Choice> listed;
        if (!refers)
            listed = choices_of(*d.context.lists,
                                field.kind == FieldKind::Tri ? std::string_view("tri") : field.of,
                                d.context.today, held);
        const std::span<const Choice> choices = !refers             ? listed
                                                : d.context.records ? d.context.records(field.of)
                                                                    : std::span<const Choice>();
        if (several) {
            if (d.kit.pick_many(words, choices, held)) put(list_value(held));
        } else {
            std::string code = held.empty() ? std::string() : held.front();
            if (d.kit.pick(words, choices, code)) put(code.empty() ? json::Value() : json::Value(code));
        }
    }
}

std::vector<std::string_view> Form::asked_fields() const
{
    const auto common = model::common_fields();
    std::vector<std::string_view> asked;
    for (const auto& field : kind_->fields)
        if (!field.made &&
            std::none_of(common.begin(), common.end(), [&](const auto& c) { return c.id == field.id; }))
            asked.push_back(field.id);
    return asked;
}

std::vector<std::pair<std::string, std::string>> Form::errors() const
{
    std::vector<std::pair<std::string, std::string>> wrong;
    for (const auto& [key, what] : errors_)
        if (const auto* field = field_at(key); field != nullptr)
            wrong.emplace_back(std::string(field->label) + ": " + what, std::string(kind_->name) + "." + key);
    return wrong;
}

void Form::draw_own(Drawing& d, const FieldSpec& field)
{
    const std::string id(field.id);
    const std::string shown = std::string(kind_->name) + "." + id;
    if (model::is_sealed(field, kind_->disclosure) && !d.context.identified) {
        d.kit.text(shown + ".label", field.label, Face::Strong, d.kit.theme().ink);
        d.kit.space(-space::kTiny);
        d.kit.text(shown + ".sealed", "Shown in the identified view only", Face::Small, d.kit.theme().muted);
        return;
    }
    draw_field(d, field, id, values_.find(id), [&](json::Value made) {
        if (made.is_null())
            values_.erase(id);
        else
            values_.set(id, made);
        errors_.erase(id);
        d.asks.changes.push_back({id, std::move(made)});
    });
}

// Side by side with their boxes in one line; below each other where there is no room.
void Form::draw_pair(Drawing& d, const FieldSpec& left, const FieldSpec* right)
{
    const float whole = d.kit.flow_width();
    const auto draw_one = [&](const FieldSpec& field, const FieldSpec* other) {
        if (other != nullptr && d.kit.flow_width() < whole) d.beside_hint = other->hint;
        draw_own(d, field);
        d.beside_hint = {};
    };
    const std::vector<std::function<void()>> parts = {[&] { draw_one(left, right); },
                                                      [&] {
                                                          if (right != nullptr) draw_one(*right, &left);
                                                      }};
    d.kit.side_by_side(parts, kLeastBeside);
}

FormAsks Form::draw(Kit& kit, const FormContext& context, const std::vector<std::string_view>& fields)
{
    Drawing d{kit, context, {}};
    reading_ = context.reading;
    std::vector<const FieldSpec*> wanted;
    for (const auto id : fields.empty() ? asked_fields() : fields)
        if (const auto* field = kind_->field(id); field != nullptr) wanted.push_back(field);
    const auto is_short = [&](std::size_t at) {
        return at < wanted.size() && few_letters(wanted[at]->kind) &&
               (context.identified || !model::is_sealed(*wanted[at], kind_->disclosure));
    };
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        kit.space(i == 0 ? 0 : space::kSmall);
        if (!is_short(i)) {
            draw_own(d, *wanted[i]);
            continue;
        }
        const FieldSpec* const other = is_short(i + 1) ? wanted[i + 1] : nullptr;
        draw_pair(d, *wanted[i], other);
        if (other != nullptr) ++i;
    }
    return std::move(d.asks);
}

// A key is a field, or field.row.column.
const FieldSpec* Form::field_at(std::string_view key) const
{
    const auto dot = key.find('.');
    const auto* field = kind_->field(key.substr(0, dot));
    if (field == nullptr || dot == std::string_view::npos) return field;
    const auto column = key.substr(key.rfind('.') + 1);
    const auto at =
        std::find_if(field->rows.begin(), field->rows.end(), [&](const auto& c) { return c.id == column; });
    return at == field->rows.end() ? nullptr : &*at;
}

// The value of the whole field once this part of it is `made`.
json::Value Form::placed(std::string_view key, json::Value made)
{
    const auto dot = key.find('.');
    if (dot == std::string_view::npos) return made;
    auto* whole = values_.find(key.substr(0, dot));
    auto* rows = whole == nullptr ? nullptr : whole->array();
    const auto row =
        static_cast<std::size_t>(std::strtoul(std::string(key.substr(dot + 1)).c_str(), nullptr, 10));
    if (rows == nullptr || row >= rows->size() || (*rows)[row].object() == nullptr) return json::Value();
    const auto column = key.substr(key.rfind('.') + 1);
    if (made.is_null())
        (*rows)[row].object()->erase(column);
    else
        (*rows)[row].object()->set(column, std::move(made));
    return *whole;
}

std::vector<FieldChange> Form::rest()
{
    FormContext context;
    context.reading = reading_;
    std::map<std::string, json::Value> left;
    for (auto& [key, one] : typed_) {
        if (one.editor().version() == one.written) continue;
        const auto* field = field_at(key);
        if (field == nullptr) continue;
        auto made = value_of(*field, one.editor().text(), context);
        if (!made) {  // the draft keeps it
            errors_[key] = made.error().what;
            continue;
        }
        one.written = one.editor().version();
        auto whole = placed(key, std::move(*made));
        left[key.substr(0, key.find('.'))] = std::move(whole);
    }
    std::vector<FieldChange> changes;
    for (auto& [field, value] : left) changes.push_back({field, std::move(value)});
    return changes;
}

}  // namespace ui
