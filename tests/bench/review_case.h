#pragma once
/// A review of many events as an agency's files bring them, with everything that hangs on it, and the same
/// records in one plain SQLite table. For the measurement only; every name is made up.

#include <sqlcipher/sqlite3.h>

#include <cstdio>

#include "storage/rules/facts.h"
#include "tests/support/vault_fixture.h"

namespace bench {

using support::object;
using support::put;

struct Case {
    support::VaultFixture& fixture;
    std::vector<std::string> agencies{}, people{}, documents{}, events{}, findings{}, lines{},
        recommendations{}, imports{};
    std::string incident{};
    std::uint32_t chance = 20260101;

    std::string add(model::Command& to, std::string_view kind, json::Object fields)
    {
        auto id = fixture.new_id();
        to.changes.push_back(put(kind, id, std::move(fields)));
        return id;
    }
    template <class List>
    const auto& any(const List& list)
    {
        chance = chance * 1664525U + 1013904223U;
        return list[(chance >> 8) % std::size(list)];
    }
};

inline json::Array one(const std::string& id)
{
    return {json::Value(id)};
}

inline json::Value stated(const std::string& day)
{
    return object({{"text", day}, {"earliest", day}, {"latest", day}, {"precision", "DAY"}});
}

inline std::string day(int i)
{
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", 2015 + i / 336 % 10, i / 28 % 12 + 1, i % 28 + 1);
    return text;
}

/// Fifteen to forty words that seldom come together twice.
inline std::string sentence(Case& one_case)
{
    static constexpr std::string_view kWho[] = {"Duty worker",     "Health visitor", "Officer", "GP",
                                                "Housing officer", "Support worker", "Nurse",   "Teacher"};
    static constexpr std::string_view kDid[] = {"called at the address and nobody answered",
                                                "saw the family at home and spoke with both adults",
                                                "took a telephone call about noise and shouting",
                                                "made a referral to the early help team",
                                                "discussed the injuries recorded last month",
                                                "reviewed the medication and the missed appointments",
                                                "wrote to the landlord about the broken door",
                                                "heard that money had been taken again"};
    static constexpr std::string_view kThen[] = {"a bruise on the left arm was explained as a fall",
                                                 "no risk assessment was completed",
                                                 "the next visit was booked for the week after",
                                                 "advice was given and the case stayed open",
                                                 "consent to share was refused",
                                                 "the manager agreed to close the case",
                                                 "the children were in school and seemed settled",
                                                 "an interpreter was not available"};
    static constexpr std::string_view kMore[] = {
        "police",  "surgery", "clinic", "midwife", "court", "hostel", "tenancy", "alcohol", "debt",
        "threats", "knife",   "bail",   "custody", "sleep", "school", "phone",   "family",  "work"};
    std::string text(one_case.any(kWho));
    text += " " + std::string(one_case.any(kDid)) + "; " + std::string(one_case.any(kThen)) + ". Noted:";
    for (int i = 0; i < 8; ++i) text += " " + std::string(one_case.any(kMore));
    return text + ".";
}

inline void people(Case& one_case, model::Command& command)
{
    static constexpr std::string_view kGiven[] = {"Marta", "Kacper", "Nadia", "Tomas", "Irena", "Owen",
                                                  "Aisha", "Piotr",  "Lena",  "Bruno", "Zofia", "Emil"};
    const std::string_view roles[] = {"VIC", "SUS", "SIB", "FRIEND", "WIT", "PROF"};
    for (int i = 0; i < 40; ++i) {
        const auto place = static_cast<std::size_t>(i);
        const json::Array names{
            json::Value(object({{"given", std::string(kGiven[place % 12])},
                                {"family", "Quillon" + std::string(1, static_cast<char>('a' + i % 26))}}))};
        const std::string code = i == 0 ? "V" : (i == 1 ? "S1" : "P" + std::to_string(i));
        one_case.people.push_back(one_case.add(
            command, "person", object({{"code", code}, {"names", names}, {"dob", stated("1980-02-03")}})));
    }
    one_case.incident = one_case.add(command, "incident",
                                     object({{"death_date", stated("2024-12-20")},
                                             {"incident_date", stated("2024-12-20")},
                                             {"victims", one(one_case.people[0])}}));
    for (std::size_t i = 0; i < one_case.people.size(); ++i)
        one_case.add(command, "person_role",
                     object({{"person", one_case.people[i]},
                             {"role", std::string(roles[std::min<std::size_t>(i, 5)])},
                             {"incident", one_case.incident}}));
    for (std::size_t i = 2; i < 20; ++i)
        one_case.add(command, "relationship",
                     object({{"person_a", one_case.people[i]},
                             {"person_b", one_case.people[i - 2]},
                             {"relationship_type", "SIB"}}));
}

inline void agencies_and_documents(Case& one_case, model::Command& command)
{
    for (int i = 0; i < 20; ++i) {
        one_case.agencies.push_back(
            one_case.add(command, "organisation",
                         object({{"name", "Agency " + std::to_string(i)}, {"agency_type", "POL"}})));
        one_case.add(command, "agency_involvement",
                     object({{"organisation", one_case.agencies.back()},
                             {"required", "CHRON"},
                             {"status", "ASKED"},
                             {"due_on", "2024-01-01"}}));
    }
    for (int i = 0; i < 500; ++i)
        one_case.documents.push_back(
            one_case.add(command, "document",
                         object({{"title", "Document " + std::to_string(i)},
                                 {"source_kind", "CHRON"},
                                 {"from_org", one_case.agencies[static_cast<std::size_t>(i) % 20]}})));
    for (std::size_t i = 0; i < 20; ++i)
        one_case.imports.push_back(
            one_case.add(command, "import",
                         object({{"file", one_case.documents[i]}, {"organisation", one_case.agencies[i]}})));
}

inline void event(Case& one_case, model::Command& command, int i, int count)
{
    const auto place = static_cast<std::size_t>(i) % 20;
    const auto when = day(static_cast<int>(std::int64_t{i} * 3360 / count));
    const auto text = sentence(one_case);
    json::Array cells;
    for (const auto& [heading, cell] :
         {std::pair("Date", when), std::pair("Agency", "Agency " + std::to_string(place)),
          std::pair("Contact", std::string("Home visit")), std::pair("Entry", text)})
        cells.emplace_back(object({{"heading", heading}, {"text", cell}}));
    static constexpr std::string_view kKinds[] = {"HV", "PHONE", "REF_OUT", "APPT"};
    one_case.events.push_back(one_case.add(
        command, "chronology_event",
        object({{"date_text", when},
                {"earliest", when},
                {"latest", when},
                {"precision", "DAY"},
                {"time", i % 24 < 10 ? "0" + std::to_string(i % 24) + ":30" : std::to_string(i % 24) + ":30"},
                {"organisation", one_case.agencies[place]},
                {"subjects", one(one_case.people[place % 4])},
                {"subject_text", "Marta Quillona"},
                {"contact_kind", std::string(one_case.any(kKinds))},
                {"text", text},
                {"summary", "Home visit without contact"},
                {"summary_confirmed", true},
                {"import", one_case.imports[place]},
                {"source_file", one_case.documents[place]},
                {"source_row", i / 20 + 1},
                {"original_row", cells}})));
}

inline void chronology(Case& one_case, model::Command& command, int count)
{
    for (int i = 0; i < count; ++i) event(one_case, command, i, count);
}

inline void thread(Case& one_case, model::Command& command)
{
    for (int i = 0; i < 20; ++i)
        one_case.lines.push_back(
            one_case.add(command, "kloe", object({{"kloe_no", i + 1}, {"question", "Was risk seen?"}})));
    for (int i = 0; i < 60; ++i) {
        const auto place = static_cast<std::size_t>(i);
        one_case.findings.push_back(one_case.add(command, "finding",
                                                 object({{"number", i + 1},
                                                         {"statement", "Risk was not joined up."},
                                                         {"finding_type", "MISSED"},
                                                         {"status", "DRAFT"},
                                                         {"kloe", one(one_case.lines[place % 20])},
                                                         {"agencies", one(one_case.agencies[place % 20])}})));
        for (std::size_t k = 0; k < 20; ++k)
            one_case.add(
                command, "finding_evidence",
                object({{"finding", one_case.findings.back()},
                        {"role", "SUPPORTS"},
                        {"target", one_case.events[(place * 331 + k * 7) % one_case.events.size()]}}));
        const auto lesson = one_case.add(command, "lesson",
                                         object({{"number", i + 1},
                                                 {"statement", "An owner is needed."},
                                                 {"findings", one(one_case.findings.back())}}));
        one_case.recommendations.push_back(one_case.add(command, "recommendation",
                                                        object({{"number", i + 1},
                                                                {"text", "Name an owner."},
                                                                {"lessons", one(lesson)},
                                                                {"issued_on", "2024-01-01"},
                                                                {"response_due", "2024-02-26"}})));
        for (int k = 0; k < 2; ++k)
            one_case.add(command, "action",
                         object({{"number", 2 * i + k + 1},
                                 {"recommendation", one_case.recommendations.back()},
                                 {"text", "Write it."},
                                 {"target_date", "2024-06-30"},
                                 {"owner_org", one_case.agencies[place % 20]}}));
    }
}

/// The same records in a plain table.
class Plain {
public:
    Plain(const base::Path& file, const rules::Facts& facts)
    {
        if (sqlite3_open(base::to_utf8(file).c_str(), &db_) != SQLITE_OK) std::exit(1);
        run("CREATE TABLE record(id TEXT PRIMARY KEY, kind TEXT, fields TEXT); CREATE INDEX kinds ON "
            "record(kind); BEGIN");
        sqlite3_stmt* insert = nullptr;
        sqlite3_prepare_v2(db_, "INSERT INTO record VALUES(?, ?, ?)", -1, &insert, nullptr);
        for (const auto& kind : model::kinds())
            for (const auto& record : facts.all(kind.name)) {
                const auto fields = json::write(record.fields);
                sqlite3_bind_text(insert, 1, record.id.c_str(), -1, SQLITE_TRANSIENT);
                sqlite3_bind_text(insert, 2, record.kind.c_str(), -1, SQLITE_TRANSIENT);
                sqlite3_bind_text(insert, 3, fields.c_str(), -1, SQLITE_TRANSIENT);
                if (sqlite3_step(insert) != SQLITE_DONE) std::exit(1);
                sqlite3_reset(insert);
            }
        sqlite3_finalize(insert);
        run("COMMIT");
    }
    Plain(const Plain&) = delete;
    Plain& operator=(const Plain&) = delete;
    ~Plain() { sqlite3_close(db_); }

    void run(const std::string& sql)
    {
        const auto nothing = [](void*, int, char**, char**) { return 0; };
        if (sqlite3_exec(db_, sql.c_str(), nothing, nullptr, nullptr) == SQLITE_OK) return;
        std::fprintf(stderr, "%s\n", sqlite3_errmsg(db_));
        std::exit(1);
    }

private:
    sqlite3* db_ = nullptr;
};

}  // namespace bench
