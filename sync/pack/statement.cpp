#include "crypto/base/lexical.h"
#include "storage/model/date_reading.h"
#include "sync/pack/pack.h"

namespace pack {

namespace {

constexpr std::string_view kVersion = "cairn/pack/v1";
constexpr std::size_t kNameBytes = 40;

base::Error form()
{
    return base::fail(base::ErrorKind::Invalid, "The statement of the pack is not readable.", "pack_form");
}

bool is_name(std::string_view text)
{
    return !text.empty() && text.size() <= kNameBytes && text.front() != '-' &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

bool is_day(std::string_view text)
{
    return model::day_from_text(text).has_value();
}

bool is_usable(const Statement& s)
{
    return is_name(s.name) && s.version > 0 && is_day(s.valid_from) &&
           (s.valid_to.empty() || (is_day(s.valid_to) && s.valid_from <= s.valid_to)) &&
           (!s.replaces || *s.replaces < s.version) && trust::is_program_version(s.minimum);
}

Result<Statement> read(base::LineReader& lines)
{
    Statement s;
    TRY_ASSIGN(const auto first, lines.line());
    if (first != kVersion) return form();
    TRY_ASSIGN(s.name, lines.field("name"));
    TRY_ASSIGN(const auto version, lines.field("version"));
    TRY_ASSIGN(s.version, base::number_from_text(version));
    TRY_ASSIGN(const auto issued, lines.field("issued"));
    TRY_ASSIGN(s.issued, base::time_from_text(issued));
    TRY_ASSIGN(s.valid_from, lines.field("valid-from"));
    TRY_ASSIGN(const auto to, lines.field("valid-to"));
    if (to != "-") s.valid_to = std::string(to);
    TRY_ASSIGN(const auto replaces, lines.field("replaces"));
    if (replaces != "-") {
        TRY_ASSIGN(s.replaces, base::number_from_text(replaces));
    }
    TRY_ASSIGN(s.minimum, lines.field("minimum"));
    return s;
}

}  // namespace

std::string Statement::encode() const
{
    return std::string(kVersion) + "\nname " + name + "\nversion " + std::to_string(version) + "\nissued " +
           base::to_text(issued) + "\nvalid-from " + valid_from + "\nvalid-to " +
           (valid_to.empty() ? "-" : valid_to) + "\nreplaces " +
           (replaces ? std::to_string(*replaces) : std::string("-")) + "\nminimum " + minimum + "\n";
}

Result<Statement> Statement::parse(std::string_view text)
{
    auto lines = base::LineReader::open(text);
    if (!lines) return form();
    const auto s = read(*lines);
    if (!s || !lines->at_end() || !is_usable(*s) || s->encode() != text) return form();
    return *s;
}

std::string Statement::file_name() const
{
    return name + "-" + std::to_string(version) + ".cairnpack";
}

}  // namespace pack
