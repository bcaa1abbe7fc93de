#include "storage/rules/template_read.h"

#include <algorithm>
#include <array>
#include <set>

#include "storage/json/json.h"
#include "storage/model/codelists.h"
#include "storage/model/field.h"
#include "storage/rules/among.h"

namespace rules {

namespace {

constexpr std::string_view kTemplateFormat = "cairn/template/v1";
constexpr std::size_t kMostInArray = 500;  // entries of one array
constexpr std::array kFormats = {"full", "desktop", "thematic", "collating", "quick"};
constexpr std::array kBasisKinds = {"statute", "regulations", "guidance", "practice", "local"};
constexpr std::array kBlanks = {"agency",    "reference", "review",  "period_from",
                                "period_to", "due_on",    "sent_on", "today"};

template <class Value>
struct Named {
    std::string_view name;
    Value value;
};
constexpr std::array kUnits = {Named<Unit>{"m-incl", Unit::MonthInclusive},
                               Named<Unit>{"month", Unit::Month},
                               Named<Unit>{"wd", Unit::WorkingDay},
                               Named<Unit>{"day", Unit::CalendarDay},
                               Named<Unit>{"hour", Unit::Hour},
                               Named<Unit>{"open", Unit::Open}};
constexpr std::array kAgain = {Named<Again>{"once", Again::Once}, Named<Again>{"remind", Again::Remind},
                               Named<Again>{"each", Again::Each}};
constexpr std::array kAims = {Named<Aim>{"notify", Aim::Notify},   Named<Aim>{"decide", Aim::Decide},
                              Named<Aim>{"report", Aim::Report},   Named<Aim>{"publish", Aim::Publish},
                              Named<Aim>{"respond", Aim::Respond}, Named<Aim>{"act", Aim::Act},
                              Named<Aim>{"learn", Aim::Learn}};

base::Error bad_template(std::string_view where, std::string_view what)
{
    return base::fail(base::ErrorKind::Invalid,
                      "The template " +
                          (where.empty() ? std::string("file") : "'" + std::string(where) + "'") +
                          " cannot be used: " + std::string(what) + ".",
                      "template");
}

bool is_id(std::string_view text)
{
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-' || c == '.';
    });
}

bool is_path(std::string_view text)
{
    const auto dot = text.rfind('.');
    if (dot == std::string_view::npos) return false;
    const auto* kind = model::kind(text.substr(0, std::min(dot, text.find('['))));
    if (kind == nullptr || kind->field(text.substr(dot + 1)) == nullptr) return false;
    const auto open = text.find('[');
    if (open == std::string_view::npos) return true;
    if (open > dot || text[dot - 1] != ']') return false;
    auto tests = text.substr(open + 1, dot - open - 2);
    while (!tests.empty()) {
        const auto one = tests.substr(0, tests.find(','));
        const auto equals = one.find('=');
        if (equals == std::string_view::npos || kind->field(one.substr(0, equals)) == nullptr ||
            !is_id(one.substr(equals + 1)))
            return false;
        tests.remove_prefix(std::min(tests.size(), one.size() + 1));
    }
    return true;
}

/// One object of the file. Each member is taken once; what is left over at the end is unknown and refused.
/// The first fault is kept; what is read after it does not matter.
class Members {
public:
    Members(const json::Object& object, std::string where, const model::CodeLists& lists)
        : object_(object), where_(std::move(where)), lists_(lists)
    {
    }

    std::string text(std::string_view key, bool wanted = true, std::size_t most = 20'000)
    {
        const auto* value = take(key, wanted);
        if (value == nullptr) return {};
        if (value->text() == nullptr || value->text()->size() > most || (wanted && value->text()->empty())) {
            fault(key, "is not a text of a usable length");
            return {};
        }
        return *value->text();
    }
    std::string id(std::string_view key, bool wanted = true)
    {
        auto read = text(key, wanted);
        if (!read.empty() && !is_id(read)) fault(key, "is no identifier");
        return read;
    }
    std::string day(std::string_view key)
    {
        auto read = text(key, false);
        if (!read.empty() && !model::day_from_text(read)) fault(key, "is not a day YYYY-MM-DD");
        return read;
    }
    bool flag(std::string_view key)
    {
        const auto* value = take(key, false);
        if (value == nullptr) return false;
        if (value->flag() == nullptr) fault(key, "is not true or false");
        return value->flag() != nullptr && *value->flag();
    }
    int number(std::string_view key, int least, int most, bool wanted = false)
    {
        const auto* value = take(key, wanted);
        if (value == nullptr) return 0;
        const auto* read = value->number();
        if (read == nullptr || *read < least || *read > most) {
            fault(key, "is not a number in its range");
            return 0;
        }
        return static_cast<int>(*read);
    }
    const json::Array& array(std::string_view key, bool wanted = false)
    {
        static const json::Array none;
        const auto* value = take(key, wanted);
        if (value == nullptr) return none;
        if (value->array() == nullptr || value->array()->size() > kMostInArray ||
            (wanted && value->array()->empty())) {
            fault(key, "is not a list of a usable length");
            return none;
        }
        return *value->array();
    }
    std::vector<std::string> texts(std::string_view key, bool wanted = false)
    {
        std::vector<std::string> read;
        for (const auto& value : array(key, wanted)) {
            const auto* one = value.text();
            if (one == nullptr || one->empty() || among(*one, read))
                fault(key, "holds something that is no text, or one twice");
            else
                read.push_back(*one);
        }
        return read;
    }
    /// Texts that are codes of `list`.
    std::vector<std::string> codes(std::string_view key, std::string_view list, bool wanted = false)
    {
        auto read = texts(key, wanted);
        for (const auto& code : read)
            if (!lists_.accepts(list, code)) fault(key, "holds an unknown code");
        return read;
    }
    /// Where a record holds something: kind.field, kind[field=CODE,..].field.
    std::string path(std::string_view key)
    {
        auto read = text(key, false);
        if (!read.empty() && !is_path(read)) fault(key, "names no field");
        return read;
    }
    template <class Value, std::size_t N>
    Value one_of(std::string_view key, const std::array<Named<Value>, N>& names, Value otherwise)
    {
        return object_.has(key) ? one_of(key, names) : otherwise;
    }
    template <class Value, std::size_t N>
    Value one_of(std::string_view key, const std::array<Named<Value>, N>& names)
    {
        const auto read = text(key);
        for (const auto& each : names)
            if (each.name == read) return each.value;
        fault(key, "is not one of its words");
        return names.front().value;
    }
    void require(bool true_that, std::string_view key, std::string_view otherwise)
    {
        if (!true_that) fault(key, otherwise);
    }
    void require_code(std::string_view key, std::string_view list, std::string_view code)
    {
        require(lists_.accepts(list, code), key, "is an unknown code");
    }
    /// The objects of an array, each read by `one`.
    template <class T, class Read>
    Result<std::vector<T>> each(std::string_view key, bool wanted, Read one)
    {
        std::vector<T> all;
        for (const auto& value : array(key, wanted)) {
            if (value.object() == nullptr)
                return bad_template(where_, "a list holds something that is no object");
            Members members(*value.object(), where_, lists_);
            TRY_ASSIGN(auto read, one(members));
            TRY_VOID(members.finish());
            all.push_back(std::move(read));
        }
        return all;
    }

    Result<void> finish()
    {
        if (fault_) return *fault_;
        for (const auto& [key, value] : object_)
            if (!taken_.contains(key))
                return bad_template(where_, "it has an unknown member '" + shown(key) + "'");
        return {};
    }

private:
    const json::Value* take(std::string_view key, bool wanted)
    {
        taken_.insert(std::string(key));
        const auto* value = object_.find(key);
        if (value == nullptr && wanted) fault(key, "is missing");
        return value;
    }
    void fault(std::string_view key, std::string_view what)
    {
        if (!fault_) fault_ = bad_template(where_, "'" + std::string(key) + "' " + std::string(what));
    }
    static std::string shown(const std::string& key) { return is_id(key) ? key : "?"; }

    const json::Object& object_;
    std::string where_;
    const model::CodeLists& lists_;
    std::set<std::string, std::less<>> taken_;
    std::optional<base::Error> fault_;
};

template <class T, class Name>
bool unique(const std::vector<T>& all, Name name)
{
    std::set<std::string> seen;
    return std::all_of(all.begin(), all.end(), [&](const T& one) { return seen.insert(name(one)).second; });
}

bool fitting(const ClockRule& rule)
{
    if ((rule.unit == Unit::Open) != (rule.count == 0)) return false;
    return rule.unit != Unit::Open || (!rule.own_limit && rule.again == Again::Once);
}

Result<ClockRule> read_clock(Members& from)
{
    ClockRule rule;
    rule.id = from.id("id");
    rule.label = from.text("label");
    rule.trigger = from.text("trigger");
    rule.trigger_field = from.path("trigger_field");
    rule.due_field = from.path("due_field");
    rule.met_field = from.path("met_field");
    rule.aim = from.one_of("aim", kAims);
    rule.unit = from.one_of("unit", kUnits);
    rule.count = from.number("count", 1, 1000);
    rule.again = from.one_of("again", kAgain, Again::Once);
    rule.before = from.flag("before");
    rule.own_limit = from.flag("own_limit");
    rule.each_partner = from.flag("each_partner");
    rule.pausable = from.flag("pausable");
    rule.extendable = from.flag("extendable");
    rule.relieves = from.id("relieves", false);
    rule.basis = from.text("basis");
    rule.source = from.text("source");
    rule.unverified = from.flag("unverified");
    rule.note = from.text("note", false);
    from.require(among(rule.basis, kBasisKinds), "basis", "is not one of its words");
    from.require(fitting(rule), "count", "does not go with the unit");
    from.require(!(rule.pausable && rule.basis == "statute"), "pausable",
                 "stands on a statutory clock, which nobody can pause");
    return rule;
}

Result<Stage> read_stage(Members& from)
{
    Stage stage;
    stage.status = from.text("status");
    stage.next = from.codes("next", "review_status");
    stage.outputs = from.texts("outputs");
    from.require_code("status", "review_status", stage.status);
    return stage;
}

Result<Prompt> read_prompt(Members& from)
{
    Prompt prompt;
    prompt.id = from.id("id");
    prompt.question = from.text("question");
    prompt.hint = from.text("hint", false);
    return prompt;
}

Result<Section> read_section(Members& from)
{
    Section section;
    section.id = from.id("id");
    section.title = from.text("title");
    TRY_ASSIGN(section.prompts, from.each<Prompt>("prompts", false, read_prompt));
    return section;
}

Result<Letter> read_letter(Members& from)
{
    Letter letter;
    letter.id = from.id("id");
    letter.title = from.text("title");
    letter.purpose = from.text("purpose");
    letter.basis = from.text("basis", false);
    letter.compels = from.flag("compels");
    letter.refusals = from.codes("refusals", "refusal_reason");
    letter.text = from.text("text");
    from.require(letter.purpose == "request" || letter.purpose == "reminder", "purpose",
                 "is not one of its words");
    if (!letter.basis.empty()) from.require_code("basis", "request_basis", letter.basis);
    for (const auto& blank : blanks_of(letter.text))
        from.require(among(blank, kBlanks), "text", "has a blank that nothing fills");
    return letter;
}

Result<PublicationRule> read_publication(Members& from)
{
    PublicationRule rule;
    rule.item = from.id("item");
    rule.rule = from.text("rule");
    rule.strictness = from.number("strictness", 0, 9, true);
    rule.unverified = from.flag("unverified");
    return rule;
}

Result<Label> read_label(Members& from)
{
    Label label;
    label.type = from.text("type", false);
    if (!label.type.empty()) from.require_code("type", "review_type", label.type);
    label.from = from.day("from");
    label.to = from.day("to");
    label.label = from.text("label");
    label.prospective = from.flag("prospective");
    label.note = from.text("note", false);
    return label;
}

void read_head(Members& from, Template& made)
{
    made.version = from.number("version", 1, 100'000, true);
    made.issued = from.day("issued");
    made.label = from.text("label");
    made.review_types = from.codes("review_types", "review_type", true);
    made.format = from.text("local_format", false);
    made.legal_basis = from.text("legal_basis");
    made.bases = from.codes("bases", "legal_basis");
    made.joint = from.flag("joint");
    made.purpose = from.text("purpose");
    made.commissioner = from.text("commissioner");
    made.publisher = from.text("publisher");
    made.valid_from = from.day("valid_from");
    made.valid_to = from.day("valid_to");
    made.areas = from.texts("areas");
    made.savings = from.text("savings", false);
    made.outputs = from.texts("outputs", true);
    made.tests = from.codes("tests", "eligibility_test");
    made.may_compel = from.flag("may_compel");
    made.practice_grade = from.flag("practice_grade");
    made.alter_outcome = from.flag("alter_outcome");
    made.notes = from.texts("notes");
    from.require(made.format.empty() || among(made.format, kFormats), "local_format",
                 "is not one of its words");
    from.require(made.bases.empty() == made.joint, "bases", "is wanted unless the review is a joint one");
}

/// What can only be seen once everything was read.
Result<void> check_whole(const Template& made)
{
    const auto by_id = [](const auto& one) { return one.id; };
    std::vector<Prompt> prompts;
    for (const auto& section : made.sections)
        prompts.insert(prompts.end(), section.prompts.begin(), section.prompts.end());
    if (!unique(made.clocks, by_id) || !unique(made.sections, by_id) || !unique(made.letters, by_id) ||
        !unique(prompts, by_id) || !unique(made.stages, [](const Stage& one) { return one.status; }) ||
        !unique(made.publication, [](const PublicationRule& one) { return one.item; }) ||
        !unique(made.letters, [](const Letter& one) { return one.purpose + "/" + one.basis; }))
        return bad_template(made.id, "something stands in it twice");
    for (const auto& rule : made.clocks)
        if (!rule.relieves.empty() && made.clock(rule.relieves) == nullptr)
            return bad_template(made.id, "a rule relieves of a clock that is not there");
    for (const auto& stage : made.stages)
        for (const auto& next : stage.next)
            if (made.stage(next) == nullptr)
                return bad_template(made.id, "a stage leads to one that is not there");
    if (made.letter("request", "") == nullptr || made.letter("reminder", "") == nullptr)
        return bad_template(made.id, "a letter for any basis is missing");
    return {};
}

}  // namespace

Result<Template> read_template(std::string_view text, const model::CodeLists& lists)
{
    const auto file = json::parse_object(text);
    if (!file) return bad_template({}, "it is no JSON of this program");
    std::string id = json::text_or(*file, "id");
    if (!is_id(id)) return bad_template({}, "it has no id");
    Members from(*file, id, lists);
    from.require(from.text("format") == kTemplateFormat, "format", "is another one");
    Template made;
    made.id = from.id("id");
    read_head(from, made);
    TRY_ASSIGN(made.labels, from.each<Label>("labels", false, read_label));
    TRY_ASSIGN(made.stages, from.each<Stage>("stages", true, read_stage));
    TRY_ASSIGN(made.clocks, from.each<ClockRule>("clocks", true, read_clock));
    TRY_ASSIGN(made.sections, from.each<Section>("sections", true, read_section));
    TRY_ASSIGN(made.letters, from.each<Letter>("letters", true, read_letter));
    TRY_ASSIGN(made.publication, from.each<PublicationRule>("publication", true, read_publication));
    TRY_VOID(from.finish());
    TRY_VOID(check_whole(made));
    return made;
}

}  // namespace rules
