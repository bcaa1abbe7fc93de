// What a finding and a lesson owe: V1, V2, V3, V9, V11.
#include <algorithm>
#include <array>
#include <set>

#include "storage/rules/golden_parts.h"
#include "storage/rules/words.h"

namespace rules::golden {

namespace {

using Links = std::vector<const Record*>;

Links with_role(const Facts& facts, const Record& finding, std::string_view role)
{
    Links links = facts.naming(finding.id, "finding_evidence", "finding");
    std::erase_if(links, [&](const Record* link) { return text(*link, "role") != role; });
    return links;
}

class Findings {
public:
    Findings(const Facts& facts, std::vector<Problem>& found) : facts_(facts), found_(found) {}

    void check(const Record& finding)
    {
        supporting(finding);
        tags(finding, "mo", "missed_opportunity", "missed opportunity");
        tags(finding, "gp", "good_practice", "good practice");
        learning(finding);
        contradictions(finding);
        unchanged(finding);
    }

private:
    void say(const Record& finding, std::string_view rule, const std::string& what, std::string remedy,
             bool gate)
    {
        found_.push_back({std::string(rule), finding.kind, finding.id, named(facts_, finding) + " " + what,
                          std::move(remedy), gate});
    }

    void supporting(const Record& finding)
    {
        if (supported(facts_, finding)) return;
        const bool stands = agreed(finding);
        say(finding, "V1",
            stands ? "is agreed without supporting evidence." : "has no supporting evidence yet.",
            "Link an event, extract, account or factor that supports it" +
                std::string(stands ? ", or set it back to draft first." : " before it is agreed."),
            stands);
    }

    void tags(const Record& finding, std::string_view field, std::string_view list, std::string_view word)
    {
        std::set<std::string> held;
        bool unread = false;  // an event of class D3 or D4: its codes are sealed with it
        for (const auto* link : facts_.naming(finding.id, "finding_evidence", "finding")) {
            const auto* event = facts_.find(text(*link, "target"));
            if (event == nullptr || event->kind != "chronology_event") continue;
            for (auto& tag : texts(*event, field)) held.insert(std::move(tag));
            const auto disclosure = text(*event, "disclosure_class");
            unread = unread || (!has(*event, field) && (disclosure == "D3" || disclosure == "D4"));
        }
        if (unread) return;
        for (const auto& tag : texts(finding, field)) {
            if (held.contains(tag)) continue;
            say(finding, "V2",
                "uses the " + std::string(word) + " " + tag + " (" + facts_.lists().label(list, tag) +
                    "), which sits on no event among its evidence.",
                "Code " + tag + " on the event that shows it and link that event as evidence, or take " +
                    tag + " off the finding.",
                agreed(finding));
        }
    }

    void learning(const Record& finding)
    {
        static constexpr std::array<std::string_view, 3> kTypes = {"MISSED", "SYSTEM", "EQUAL"};
        if (std::ranges::find(kTypes, text(finding, "finding_type")) == kTypes.end()) return;
        if (has(finding, "no_learning_reason")) return;
        if (!facts_.naming(finding.id, "lesson", "findings").empty()) return;
        say(finding, "V3", "has no lesson. No learning drawn: say why.",
            "Draw a lesson from it, or give the reason in " +
                field_words(finding.kind, "no_learning_reason") + ".",
            false);
    }

    void contradictions(const Record& finding)
    {
        const bool dissent = text(finding, "status") == "DISSENT";
        if (dissent && !has(finding, "dissent_text"))
            say(finding, "V9", "is marked dissent, but does not say what those who disagree hold.",
                "Write it in " + field_words(finding.kind, "dissent_text") + ".", false);
        if (dissent || has(finding, "contradiction_text")) return;
        if (with_role(facts_, finding, "CONTRADICTS").empty()) return;
        say(finding, "V9", "does not acknowledge the evidence that contradicts it.",
            "Say in " + field_words(finding.kind, "contradiction_text") +
                " how that evidence was weighed, or mark the finding dissent.",
            agreed(finding));
    }

    void unchanged(const Record& finding)
    {
        if (!agreed(finding)) return;
        const auto then = text(finding, "evidence_state");
        if (then == evidence_state(facts_, finding)) return;
        say(finding, "V11",
            then.empty() ? "is agreed, but what it rested on was not recorded."
                         : "rests on evidence that changed after it was agreed.",
            "Read the evidence again, then set the status once more: that agrees it as it is now.", false);
    }

    const Facts& facts_;
    std::vector<Problem>& found_;
};

}  // namespace

bool agreed(const Record& finding)
{
    return is_agreed(finding);
}

bool supported(const Facts& facts, const Record& finding)
{
    const auto links = with_role(facts, finding, "SUPPORTS");
    return std::ranges::any_of(
        links, [&](const Record* link) { return facts.find(text(*link, "target")) != nullptr; });
}

void check_findings(const Facts& facts, std::vector<Problem>& found)
{
    Findings findings(facts, found);
    for (const auto& finding : facts.all("finding")) findings.check(finding);
}

void check_lessons(const Facts& facts, std::vector<Problem>& found)
{
    for (const auto& lesson : facts.all("lesson")) {
        const auto named_findings = texts(lesson, "findings");
        if (std::ranges::any_of(named_findings, [&](const auto& id) { return facts.find(id) != nullptr; }))
            continue;
        found.push_back({"V3", lesson.kind, lesson.id, named(facts, lesson) + " rests on no finding.",
                         "Name the finding it is drawn from, or strike it out.", false});
    }
}

}  // namespace rules::golden
