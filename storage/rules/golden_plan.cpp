// What a recommendation owes: V3, V4, V5, V10, a reason where it is refused, and the whole chain (R14).
#include <algorithm>
#include <array>
#include <set>

#include "storage/rules/among.h"
#include "storage/rules/golden_parts.h"
#include "storage/rules/words.h"

namespace rules::golden {

namespace {

class Recommendations {
public:
    Recommendations(const Facts& facts, std::vector<Problem>& found) : facts_(facts), found_(found) {}

    void check(const Record& one)
    {
        lessons(one);
        accountable(one);
        scores(one);
        actions(one);
        national(one);
        reason(one);
        own_review(one);
    }

private:
    void say(const Record& one, std::string_view rule, const std::string& what, std::string remedy, bool gate)
    {
        found_.push_back(
            {std::string(rule), one.kind, one.id, named(facts_, one) + " " + what, std::move(remedy), gate});
    }

    void lessons(const Record& one)
    {
        std::vector<const Record*> found;
        for (const auto& id : texts(one, "lessons"))
            if (const auto* lesson = facts_.find(id)) found.push_back(lesson);
        if (found.empty())
            say(one, "V3", "rests on no lesson.", "Name the lesson it answers.", standing(one));
        if (!standing(one)) return;
        for (const auto* lesson : found) {
            const auto names = texts(*lesson, "findings");
            const bool whole = std::ranges::any_of(names, [&](const auto& id) {
                const auto* finding = facts_.find(id);
                return finding != nullptr && supported(facts_, *finding);
            });
            if (!whole)
                say(one, "R14",
                    "is agreed on a broken chain: " + named(facts_, *lesson) +
                        " rests on no finding that has supporting evidence.",
                    "Mend the chain first: evidence, finding, lesson. Or set the recommendation back to "
                    "draft.",
                    true);
        }
    }

    void accountable(const Record& one)
    {
        const bool gate = standing(one);
        if (texts(one, "addressee_org").empty())
            say(one, "V4", "has no addressee.", "Name the one organisation that answers for it.", gate);
        if (!has(one, "rec_level"))
            say(one, "V4", "has no level.", "Fill in " + field_words(one.kind, "rec_level") + ".", gate);
        if (!has(one, "response_due"))
            say(one, "V4", "has no date for the response.",
                "Fill in " + field_words(one.kind, "response_due") + ".", gate);
    }

    void scores(const Record& one)
    {
        std::set<std::string> scored;
        for (const auto& row : rows(one, "smart"))
            if (!json::text_or(row, "score").empty()) scored.insert(json::text_or(row, "test"));
        std::string missing;
        for (const char* test : {"S", "M", "A", "R", "T"})
            if (!scored.contains(test)) missing += (missing.empty() ? "" : ", ") + std::string(test);
        if (!missing.empty())
            say(one, "V4", "is not scored on all five SMART tests: " + missing + " missing.",
                "Score each as met, partly or not met.", standing(one));
    }

    // More than one addressee: an action for each.
    void actions(const Record& one)
    {
        const auto addressees = texts(one, "addressee_org");
        if (addressees.size() < 2) return;
        std::set<std::string> owners;
        for (const auto* action : facts_.naming(one.id, "action", "recommendation"))
            owners.insert(text(*action, "owner_org"));
        for (const auto& addressee : addressees) {
            if (owners.contains(addressee)) continue;
            const auto* body = facts_.find(addressee);
            say(one, "V4",
                "has " + std::to_string(addressees.size()) + " addressees, and no action of its own for " +
                    (body == nullptr ? std::string("one of them") : named(facts_, *body)) + ".",
                "Give each addressee an action, or leave one accountable addressee.",
                standing(one) && text(one, "rec_status") != "AGREED");
        }
    }

    void national(const Record& one)
    {
        if (text(one, "rec_level") != "NAT" || has(one, "national_body")) return;
        say(one, "V5", "is national and does not name the department or body.",
            "Name it in " + field_words(one.kind, "national_body") + ".", standing(one));
    }

    void reason(const Record& one)
    {
        const auto status = text(one, "rec_status");
        if (!among(status, {"REJ", "LAPSED"}) || has(one, "reject_reason")) return;
        say(one, "rec_status",
            status == "REJ" ? "is not accepted and gives no reason."
                            : "is closed without being carried out and gives no reason.",
            "Write the reason in " + field_words(one.kind, "reject_reason") + ".", true);
    }

    void own_review(const Record& one)
    {
        if (!has(one, "origin")) {
            if (standing(one))
                say(one, "V10", "does not say whether it is the panel's or a single agency's own.",
                    "Fill in " + field_words(one.kind, "origin") + ".", false);
            return;
        }
        if (text(one, "origin") != "IMR") return;
        if (has(one, "rec_level") && text(one, "rec_level") != "SA")
            say(one, "V10", "comes from a single agency's own review, but is not a single-agency one.",
                "Set " + field_words(one.kind, "rec_level") + " to \"" +
                    facts_.lists().label("rec_level", "SA") + "\", or make it a recommendation of the panel.",
                false);
        if (standing(one) && facts_.naming(one.id, "action", "recommendation").empty())
            say(one, "V10", "comes from a single agency's own review and is not in the action plan.",
                "Give it an action: it is kept apart, but in the same plan.", false);
    }

    const Facts& facts_;
    std::vector<Problem>& found_;
};

}  // namespace

bool standing(const Record& recommendation)
{
    return among(text(recommendation, "rec_status"),
                 {"AGREED", "ISSUED", "ACC", "PART", "NORESP", "INPROG", "IMPL", "VERIF"});
}

void check_recommendations(const Facts& facts, std::vector<Problem>& found)
{
    Recommendations recommendations(facts, found);
    for (const auto& one : facts.all("recommendation")) recommendations.check(one);
}

}  // namespace rules::golden
