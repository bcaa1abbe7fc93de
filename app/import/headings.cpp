#include "app/import/headings.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>

namespace import_ {
namespace {

struct Named {
    Field field;
    std::string_view name;
};
constexpr std::array kNames = {Named{Field::Date, "date"},
                               Named{Field::Time, "time"},
                               Named{Field::EndDate, "end_date"},
                               Named{Field::EndTime, "end_time"},
                               Named{Field::Sequence, "sequence"},
                               Named{Field::Source, "source"},
                               Named{Field::Agency, "agency"},
                               Named{Field::Subject, "subject"},
                               Named{Field::Text, "text"},
                               Named{Field::Outcome, "outcome"},
                               Named{Field::AgencyComment, "agency_comment"},
                               Named{Field::PolicyFollowed, "policy_followed"},
                               Named{Field::WorkerRole, "worker_role"},
                               Named{Field::ContactKind, "contact_kind"},
                               Named{Field::ContactMode, "contact_mode"},
                               Named{Field::Voice, "voice"},
                               Named{Field::SeenAlone, "seen_alone"},
                               Named{Field::Significance, "significance"},
                               Named{Field::Reference, "reference"},
                               Named{Field::Other, "other"},
                               Named{Field::Ignored, "ignored"}};

struct Vocabulary {
    Field field;
    std::initializer_list<std::string_view> headings;
};

/// Whole headings, plain.
const std::initializer_list<Vocabulary>& vocabulary()
{
    static const std::initializer_list<Vocabulary> kVocabulary = {
        {Field::Date,
         {"date",
          "dates",
          "when",
          "event date",
          "date of event",
          "date of contact",
          "contact date",
          "date time",
          "date and time",
          "datetime",
          "event date time",
          "date of incident",
          "incident date",
          "start date",
          "date from",
          "from date",
          "date of entry",
          "entry date",
          "dates of involvement",
          "date of involvement",
          "event start date",
          "period",
          "date s",
          "date period",
          "date dd mm yyyy",
          "date or period",
          "date of record",
          "activity date",
          "event date and time",
          "date time of event",
          "start date time",
          "from",
          "start",
          "date of visit",
          "date of activity",
          "date occurred",
          "occurred"}},
        {Field::Time,
         {"time", "time of event", "event time", "start time", "time from", "time 24hr", "time 24 hour",
          "time hh mm", "contact time", "time of contact", "time of incident", "hour", "from time",
          "time if known"}},
        {Field::EndDate,
         {"end date", "date to", "to date", "to", "until", "end", "finish date", "date ended",
          "end date time", "event end date", "date end"}},
        {Field::EndTime, {"end time", "time to", "finish time", "to time", "event end time"}},
        {Field::Sequence,
         {"seq", "sequence", "no", "number", "row", "line", "item", "s no", "order", "event no",
          "sequence number", "row no", "item no", "line no", "sort"}},
        {Field::Source,
         {"source", "source of information", "source of info", "information source", "record source",
          "source document", "source of evidence", "evidence", "data source", "system", "source system",
          "source of record", "sources", "records", "source of data", "source evidence", "document"}},
        {Field::Agency,
         {"agency", "service", "organisation", "organization", "agency service", "agency name", "team",
          "provider", "department", "agency team", "reporting agency", "organisation name",
          "agency organisation", "service team", "service name", "agency s", "lead agency"}},
        {Field::Subject,
         {"subject",
          "who",
          "who involved",
          "who was involved",
          "person",
          "persons involved",
          "people involved",
          "patient",
          "client",
          "name",
          "service user",
          "individual",
          "family member",
          "child",
          "adult",
          "resident",
          "tenant",
          "nominal",
          "person involved",
          "subject of contact",
          "subject name",
          "pupil",
          "student",
          "offender",
          "patient name",
          "person s involved",
          "subject s",
          "persons",
          "name of subject",
          "victim perpetrator",
          "who with",
          "about whom",
          "who is it about",
          "family member s",
          "subject of record",
          "person s",
          "nominals",
          "nominal s",
          "child ren",
          "children",
          "yp",
          "young person",
          "client name",
          "name of client",
          "name of patient",
          "name of child",
          "service user name",
          "victim",
          "perpetrator",
          "suspect",
          "prisoner",
          "interviewee",
          "who was there",
          "subject of entry",
          "relates to"}},
        {Field::Text,
         {"event",
          "contact",
          "event contact",
          "contact event",
          "significant event",
          "details",
          "description",
          "summary",
          "what happened",
          "entry",
          "notes",
          "event details",
          "narrative",
          "key events",
          "significant events",
          "details of event",
          "details of contact",
          "event description",
          "incident",
          "details of event contact",
          "information",
          "case note",
          "case notes",
          "summary of event",
          "activity",
          "chronology",
          "brief details",
          "circumstances",
          "significant event contact",
          "content",
          "record",
          "contact details event",
          "event summary",
          "detail",
          "details of incident",
          "key event",
          "note",
          "description of event",
          "text",
          "event or contact",
          "involvement",
          "event activity",
          "contact or event",
          "summary of contact",
          "key contact",
          "what happened and who was involved",
          "event information",
          "details of significant event",
          "contact summary",
          "entry text"}},
        {Field::Outcome,
         {"outcome",
          "outcomes",
          "action",
          "actions",
          "action taken",
          "action taken outcome",
          "response",
          "response outcome",
          "action decision",
          "what was done",
          "follow up",
          "result",
          "actions outcomes",
          "actions and outcomes",
          "decision",
          "outcome of contact",
          "response action",
          "agency response",
          "disposal",
          "decisions",
          "actions taken",
          "outcome action",
          "action outcome",
          "response or outcome",
          "response and outcome",
          "outcome response",
          "action and outcome",
          "action or decision",
          "what action was taken",
          "next steps",
          "plan"}},
        {Field::AgencyComment,
         {"comment",
          "comments",
          "analysis",
          "comments analysis",
          "author comment",
          "imr author comment",
          "reviewer comment",
          "reviewer comment analysis",
          "reflection",
          "imr comment",
          "learning",
          "good practice learning",
          "practice issue",
          "immediate learning",
          "observations",
          "critical analysis",
          "author comments",
          "reviewer comments",
          "imr author comments",
          "agency comment",
          "comment analysis",
          "issues",
          "practice issues",
          "good practice",
          "author s comment",
          "author s comments",
          "imr author s comment",
          "comments and analysis",
          "commentary",
          "missed opportunities"}},
        {Field::PolicyFollowed,
         {"was policy followed", "was policy followed y n", "policy followed",
          "was practice in line with policy", "in line with policy", "expected practice",
          "practice in line with policy", "policy procedure followed", "in line with policy and procedure",
          "policy followed y n", "compliance"}},
        {Field::WorkerRole,
         {"worker role",
          "role",
          "worker",
          "clinician role",
          "professional",
          "staff",
          "practitioner",
          "officer",
          "clinician",
          "professional role",
          "author",
          "recorded by",
          "staff member",
          "seen by",
          "job title",
          "completed by",
          "entered by",
          "role of worker",
          "practitioner role",
          "staff role",
          "professional involved",
          "professionals involved",
          "worker name",
          "worker name and role",
          "hcp",
          "user"}},
        {Field::ContactKind,
         {"contact type", "type of contact", "type", "event type", "kind", "category", "type of event",
          "incident type", "nature of contact", "type of record", "record type", "entry type",
          "consultation type", "event category", "event code", "nature of incident", "offence",
          "crime type"}},
        {Field::ContactMode,
         {"mode", "mode of contact", "method of contact", "contact method", "how", "method", "contact mode",
          "medium", "location", "place"}},
        {Field::Voice,
         {"voice of child", "voice of child adult", "voice of the child", "voice", "wishes and feelings",
          "child s voice", "lived experience", "voice of adult", "voice of the child adult",
          "voice of the adult", "voice of the victim", "voice of child or adult"}},
        {Field::SeenAlone,
         {"seen alone", "child seen", "seen alone y n", "was child seen", "was the child seen",
          "child seen alone", "seen", "was child seen alone"}},
        {Field::Significance,
         {"significance", "rag", "rating", "key episode", "rag rating", "significance rating",
          "key practice episode", "priority"}},
        {Field::Reference,
         {"ref",
          "reference",
          "crime ref",
          "patient ref",
          "nhs number",
          "case number",
          "id",
          "event id",
          "log number",
          "cad",
          "crime number",
          "record number",
          "urn",
          "unique ref",
          "ref no",
          "reference number",
          "nhs no",
          "case ref",
          "crime reference",
          "crime no",
          "incident number",
          "event ref",
          "record id",
          "patient id",
          "client id",
          "dob",
          "date of birth",
          "doc ref",
          "document reference",
          "cad ref",
          "log no",
          "page",
          "page no"}}};
    return kVocabulary;
}

struct Clue {
    std::string_view word;
    Field field;
    int score;
};
/// Single words that tell, in the order in which they are asked.
constexpr std::array kClues = {Clue{"policy", Field::PolicyFollowed, 70},
                               Clue{"procedure", Field::PolicyFollowed, 60},
                               Clue{"birth", Field::Reference, 70},
                               Clue{"dob", Field::Reference, 70},
                               Clue{"voice", Field::Voice, 70},
                               Clue{"alone", Field::SeenAlone, 60},
                               Clue{"source", Field::Source, 70},
                               Clue{"comment", Field::AgencyComment, 70},
                               Clue{"comments", Field::AgencyComment, 70},
                               Clue{"analysis", Field::AgencyComment, 70},
                               Clue{"learning", Field::AgencyComment, 60},
                               Clue{"outcome", Field::Outcome, 70},
                               Clue{"outcomes", Field::Outcome, 70},
                               Clue{"action", Field::Outcome, 60},
                               Clue{"actions", Field::Outcome, 60},
                               Clue{"response", Field::Outcome, 60},
                               Clue{"agency", Field::Agency, 60},
                               Clue{"organisation", Field::Agency, 60},
                               Clue{"role", Field::WorkerRole, 60},
                               Clue{"worker", Field::WorkerRole, 50},
                               Clue{"professional", Field::WorkerRole, 50},
                               Clue{"ref", Field::Reference, 60},
                               Clue{"reference", Field::Reference, 60},
                               Clue{"number", Field::Reference, 50},
                               Clue{"date", Field::Date, 50},
                               Clue{"datetime", Field::Date, 60},
                               Clue{"time", Field::Time, 50},
                               Clue{"subject", Field::Subject, 60},
                               Clue{"when", Field::Date, 45},
                               Clue{"officer", Field::WorkerRole, 50},
                               Clue{"manager", Field::WorkerRole, 50},
                               Clue{"staff", Field::WorkerRole, 50},
                               Clue{"keyworker", Field::WorkerRole, 60},
                               Clue{"follow up", Field::Outcome, 60},
                               Clue{"disposal", Field::Outcome, 60},
                               Clue{"result", Field::Outcome, 50},
                               Clue{"done", Field::Outcome, 45},
                               Clue{"nature of", Field::ContactKind, 50},
                               Clue{"lessons", Field::AgencyComment, 60},
                               Clue{"reported by", Field::Source, 50},
                               Clue{"informant", Field::Source, 50},
                               Clue{"involved", Field::Subject, 50},
                               Clue{"who", Field::Subject, 40},
                               Clue{"type", Field::ContactKind, 50},
                               Clue{"event", Field::Text, 60},
                               Clue{"events", Field::Text, 60},
                               Clue{"details", Field::Text, 60},
                               Clue{"description", Field::Text, 60},
                               Clue{"summary", Field::Text, 60},
                               Clue{"narrative", Field::Text, 60},
                               Clue{"happened", Field::Text, 60},
                               Clue{"notes", Field::Text, 50},
                               Clue{"note", Field::Text, 50},
                               Clue{"detail", Field::Text, 60},
                               Clue{"circumstances", Field::Text, 60},
                               Clue{"account", Field::Text, 50},
                               Clue{"log", Field::Text, 45},
                               Clue{"text", Field::Text, 60},
                               Clue{"discussion", Field::Text, 50},
                               Clue{"remember", Field::Text, 50},
                               Clue{"observation", Field::Text, 50},
                               Clue{"incident", Field::Text, 45},
                               Clue{"occurrence", Field::Text, 45},
                               Clue{"entry", Field::Text, 40},
                               Clue{"contact", Field::Text, 40},
                               Clue{"nominal", Field::Subject, 45},
                               Clue{"victim", Field::Subject, 45},
                               Clue{"perpetrator", Field::Subject, 45},
                               Clue{"patient", Field::Subject, 45},
                               Clue{"client", Field::Subject, 45},
                               Clue{"young person", Field::Subject, 45},
                               Clue{"child", Field::Subject, 45},
                               Clue{"tenant", Field::Subject, 45},
                               Clue{"service user", Field::Subject, 45}};

bool has_word(const std::string& plain, std::string_view word)
{
    const std::string padded = " " + plain + " ";
    return padded.find(" " + std::string(word) + " ") != std::string::npos;
}

}  // namespace

std::string_view to_name(Field field)
{
    for (const Named& named : kNames)
        if (named.field == field) return named.name;
    return "other";
}

std::optional<Field> field_from_name(std::string_view name)
{
    for (const Named& named : kNames)
        if (named.name == name) return named.field;
    return std::nullopt;
}

std::string plain_heading(std::string_view heading)
{
    std::string plain;
    bool gap = false;
    for (const char c : heading) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool kept = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                          static_cast<unsigned char>(c) >= 0x80;
        if (c == '&') {
            plain += plain.empty() ? "and" : " and";
            gap = true;
            continue;
        }
        if (!kept) {
            gap = true;
            continue;
        }
        if (gap && !plain.empty()) plain += ' ';
        gap = false;
        plain += upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return plain;
}

HeadingReading read_heading(std::string_view heading)
{
    if (heading.size() > 120) return {};
    const std::string plain = plain_heading(heading);
    if (plain.empty()) return {};
    for (const Vocabulary& entry : vocabulary())
        for (const std::string_view known : entry.headings)
            if (known == plain) return {entry.field, 100};
    if (std::ranges::count(plain, ' ') > 7) return {};
    const bool ends = has_word(plain, "end") || has_word(plain, "finish") || has_word(plain, "ended");
    if (ends && has_word(plain, "date")) return {Field::EndDate, 60};
    if (ends && has_word(plain, "time")) return {Field::EndTime, 60};
    for (const Clue& clue : kClues)
        if (has_word(plain, clue.word)) return {clue.field, clue.score};
    return {};
}

std::size_t known_headings(const Record& record, const Remembered& remembered)
{
    std::set<Field> found;
    for (const std::string& cell : record.cells) {
        const auto known =
            cell.size() > 120 ? remembered.end() : std::ranges::find_if(remembered, [&](const auto& one) {
                return plain_heading(one.first) == plain_heading(cell);
            });
        if (known != remembered.end() && !cell.empty()) {
            found.insert(known->second);
            continue;
        }
        const HeadingReading reading = read_heading(cell);
        // A clue alone will do in a short cell; a sentence may hold any of these words.
        if (reading.score >= 50 || (reading.score >= 40 && cell.size() <= 40)) found.insert(reading.field);
    }
    return found.size();
}

}  // namespace import_
