#include "app/report/codebook.h"

#include "app/report/write.h"

namespace report {

namespace {

using model::FieldKind;
using model::FieldSpec;
using model::KindSpec;

// Where a value lies: the higher of the field's class and the kind's decides.
std::string_view place(const KindSpec& kind, const FieldSpec& field)
{
    return model::is_sealed(field, kind.disclosure) ? "sealed" : "open";
}

json::Object field_json(const KindSpec& kind, const FieldSpec& field)
{
    json::Object one;
    one.set("id", field.id);
    one.set("label", field.label);
    one.set("type", model::to_text(field.kind));
    if (!field.of.empty()) one.set("of", field.of);
    if (!field.hint.empty()) one.set("hint", field.hint);
    one.set("class", model::to_text(field.disclosure));
    one.set("part", place(kind, field));
    if (!field.source.empty()) one.set("source", field.source);
    if (!field.mandatory.empty()) one.set("mandatory_before", field.mandatory);
    if (field.verbatim) one.set("verbatim", true);
    if (!field.rows.empty()) {
        json::Array columns;
        for (const auto& column : field.rows) columns.emplace_back(field_json(kind, column));
        one.set("columns", std::move(columns));
    }
    return one;
}

json::Object list_json(const model::CodeList& list)
{
    json::Object one;
    one.set("id", list.id);
    one.set("title", list.title);
    if (!list.source.empty()) one.set("source", list.source);
    if (!list.note.empty()) one.set("note", list.note);
    if (!list.valid_from.empty()) one.set("valid_from", list.valid_from);
    if (!list.valid_to.empty()) one.set("valid_to", list.valid_to);
    one.set("closed", list.closed);
    json::Array codes;
    for (const auto& value : list.values) {
        json::Object code;
        code.set("code", value.code);
        code.set("label", value.label);
        if (!value.note.empty()) code.set("note", value.note);
        if (!value.valid_from.empty()) code.set("valid_from", value.valid_from);
        if (!value.valid_to.empty()) code.set("valid_to", value.valid_to);
        for (const auto& [name, more] : value.more)
            if (!code.has(name)) code.set(name, more);
        codes.emplace_back(std::move(code));
    }
    one.set("codes", std::move(codes));
    return one;
}

// What a row of the flat table says; empty where it says nothing.
struct Line {
    std::string what, kind, field, column, list, code, label, type, of, hint, disclosure, part, source,
        mandatory, valid_from, valid_to;
};

void add(Table& table, const Line& line)
{
    std::vector<Cell> row;
    for (const auto* text : {&line.what, &line.kind, &line.field, &line.column, &line.list, &line.code,
                             &line.label, &line.type, &line.of, &line.hint, &line.disclosure, &line.part,
                             &line.source, &line.mandatory, &line.valid_from, &line.valid_to})
        row.push_back(cell(*text));
    table.add(std::move(row));
}

Line line_of(const KindSpec& kind, const FieldSpec& field)
{
    Line line;
    line.what = "field";
    line.kind = kind.name;
    line.field = field.id;
    line.label = field.label;
    line.type = model::to_text(field.kind);
    line.of = field.of;
    line.hint = field.hint;
    line.disclosure = model::to_text(field.disclosure);
    line.part = place(kind, field);
    line.source = field.source;
    line.mandatory = field.mandatory;
    return line;
}

std::string of_words(const FieldSpec& field)
{
    std::string text(kind_words(field.kind));
    if (field.of.empty()) return html_text(text);
    const bool list = field.kind == FieldKind::Code || field.kind == FieldKind::Codes;
    const std::string id(field.of);
    return html_text(text) + " <a href=\"#" + (list ? "list-" : "kind-") + id + "\">" + id + "</a>";
}

std::string field_html(const KindSpec& kind, const FieldSpec& field, const std::string& prefix)
{
    std::string row = "<tr><th scope=\"row\"><code>" + prefix + std::string(field.id) + "</code></th><td>" +
                      html_text(field.label) + "</td><td>" + of_words(field) + "</td><td>" +
                      html_text(field.hint) + "</td><td>" + std::string(model::to_text(field.disclosure)) +
                      ", " + std::string(place(kind, field)) + "</td><td>" + html_text(field.mandatory) +
                      "</td><td>" + html_text(field.source) + "</td></tr>\n";
    for (const auto& column : field.rows)
        row += field_html(kind, column, prefix + std::string(field.id) + ".");
    return row;
}

std::string heading_row(std::initializer_list<const char*> labels)
{
    std::string text = "<thead><tr>";
    for (const char* label : labels) text += "<th scope=\"col\">" + std::string(label) + "</th>";
    return text + "</tr></thead>\n<tbody>\n";
}

std::string kind_html(const KindSpec& kind)
{
    std::string text = "<table id=\"kind-" + std::string(kind.name) + "\">\n<caption>" +
                       html_text(kind.label) + " <code>" + std::string(kind.name) + "</code>, class " +
                       std::string(model::to_text(kind.disclosure)) + "</caption>\n" +
                       heading_row({"Field", "Label", "Value", "Hint", "Class", "Needed before", "Source"});
    for (const auto& field : kind.fields) text += field_html(kind, field, "");
    return text + "</tbody>\n</table>\n";
}

std::string list_html(const model::CodeList& list)
{
    std::string text = "<table id=\"list-" + list.id + "\">\n<caption>" + html_text(list.title) + " <code>" +
                       list.id + "</code>, source " + html_text(list.source) + "</caption>\n" +
                       heading_row({"Code", "Label", "Note", "Valid from", "Valid to"});
    for (const auto& value : list.values)
        text += "<tr><th scope=\"row\"><code>" + html_text(value.code) + "</code></th><td>" +
                html_text(value.label) + "</td><td>" + html_text(value.note) + "</td><td>" +
                value.valid_from + "</td><td>" + value.valid_to + "</td></tr>\n";
    text += "</tbody>\n</table>\n";
    if (!list.note.empty()) text += "<p>" + html_text(list.note) + "</p>\n";
    return text;
}

}  // namespace

std::string_view kind_words(FieldKind kind)
{
    using enum FieldKind;
    switch (kind) {
        case Text: return "one line of text";
        case Prose: return "text";
        case Code: return "one code of";
        case Codes: return "codes of";
        case Tri: return "yes, probable, no, not recorded or not applicable";
        case Flag: return "mark: there or not";
        case Integer: return "whole number";
        case Date: return "day, YYYY-MM-DD";
        case Time: return "time of day, HH:MM";
        case DateText: return "date as stated, with earliest and latest day";
        case Ref: return "id of";
        case Refs: return "ids of";
        case Digest: return "SHA-256";
        case Digests: return "list of SHA-256";
        case Texts: return "lines of text";
        case Rows: return "rows of";
    }
    std::abort();
}

Table codebook_table(const model::CodeLists& lists)
{
    Table table;
    table.title = "Codebook";
    for (const char* id : {"what", "kind", "field", "column", "list", "code", "label", "type", "of", "hint",
                           "class", "part", "source", "mandatory_before", "valid_from", "valid_to"})
        table.columns.push_back({id, id, 18});
    for (const auto& kind : model::kinds()) {
        Line head;
        head.what = "kind";
        head.kind = kind.name;
        head.label = kind.label;
        head.disclosure = model::to_text(kind.disclosure);
        add(table, head);
        for (const auto& field : kind.fields) {
            add(table, line_of(kind, field));
            for (const auto& column : field.rows) {
                auto line = line_of(kind, column);
                line.what = "column";
                line.field = field.id;
                line.column = column.id;
                add(table, line);
            }
        }
    }
    for (const auto& list : lists.lists()) {
        Line head;
        head.what = "list";
        head.list = list.id;
        head.label = list.title;
        head.hint = list.note;
        head.source = list.source;
        head.valid_from = list.valid_from;
        head.valid_to = list.valid_to;
        add(table, head);
        for (const auto& value : list.values) {
            Line line;
            line.what = "code";
            line.list = list.id;
            line.code = value.code;
            line.label = value.label;
            line.hint = value.note;
            line.valid_from = value.valid_from;
            line.valid_to = value.valid_to;
            add(table, line);
        }
    }
    return table;
}

json::Object codebook_json(const model::CodeLists& lists)
{
    json::Object whole;
    whole.set("format", "cairn/codebook/v1");
    whole.set("model_version", static_cast<std::int64_t>(model::kModelVersion));
    whole.set("codelists_version", lists.version());
    json::Array kinds, all;
    for (const auto& kind : model::kinds()) {
        json::Object one;
        one.set("name", kind.name);
        one.set("label", kind.label);
        one.set("class", model::to_text(kind.disclosure));
        json::Array fields;
        for (const auto& field : kind.fields) fields.emplace_back(field_json(kind, field));
        one.set("fields", std::move(fields));
        kinds.emplace_back(std::move(one));
    }
    for (const auto& list : lists.lists()) all.emplace_back(list_json(list));
    whole.set("kinds", std::move(kinds));
    whole.set("lists", std::move(all));
    return whole;
}

std::string codebook_html(const model::CodeLists& lists)
{
    std::string body =
        "<h1>Codebook</h1>\n<p>Field tables version " + std::to_string(model::kModelVersion) +
        ", code lists version " + std::to_string(lists.version()) +
        ". Open values travel with the story; sealed ones lie in the sealed part.</p>\n<nav><p>";
    for (const auto& kind : model::kinds())
        body += "<a href=\"#kind-" + std::string(kind.name) + "\">" + html_text(kind.label) + "</a> ";
    body += "</p></nav>\n";
    for (const auto& kind : model::kinds()) body += kind_html(kind);
    for (const auto& list : lists.lists()) body += list_html(list);
    return html_page("Codebook", "", body);
}

}  // namespace report
