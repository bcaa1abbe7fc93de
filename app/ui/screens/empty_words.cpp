#include "app/ui/screens/empty_words.h"

#include <algorithm>

namespace ui {

namespace {

struct Words {
    std::string_view kind, text;
};
constexpr Words kEmptyWords[] = {
    {"incident",
     "The death the review is about: when, where and how. Without it no age, no clock and no gap can be "
     "worked out."},
    {"parallel_process",
     "The inquest, the trial and any other review that runs beside this one, and what each forbids until it "
     "ends. Ask the coroner and the police first."},
    {"eligibility_test", "The tests appear here once the review is screened."},
    {"clock",
     "The time limits of this type of review appear here as soon as the days they start from are known."},
    {"notification",
     "Who was told of the review and its decisions, and when. Begin with the decision to hold it."},
    {"terms_of_reference",
     "What the review is for, about whom and over which period, as agreed by the panel. Begin with a purpose "
     "of two or three sentences."},
    {"kloe",
     "The questions the review must answer, one record each. Begin with the question the family would ask "
     "first."},
    {"equality",
     "Each protected characteristic of each person: whether it was considered and whether it mattered. Begin "
     "with the victim."},
    {"prompt_answer", "The template of this review asks no question yet. Prompts appear here with it."},
    {"organisation",
     "Every agency, charity, school or firm that had to do with the people. An import adds the agencies it "
     "names."},
    {"agency_involvement",
     "What each agency had to do with the people and what it is asked for. A nil return is recorded too."},
    {"information_request",
     "What was asked of each agency, by which power, and until when. Add the agency first, then the "
     "request."},
    {"conflict_of_interest",
     "Interests that panel members declared, and the statements of independence of chair and author. Ask at "
     "the first meeting."},
    {"person", "Everybody in the review, by code. Begin with the victim: the program gives the code V."},
    {"person_role", "Who is what in the review: victim, accused, panel member, author."},
    {"relationship", "How two people are related. Parents, partners and children make the family picture."},
    {"victim_suspect",
     "For each pair of victim and suspect: how they knew each other and what was known of the danger."},
    {"criminal_justice",
     "Where the case against a suspect stands. The word shown for a person follows from this."},
    {"document", "The papers of the review. They come with an import or are attached one by one."},
    {"extract",
     "The place in a document that matters, by page and paragraph, so that a finding can cite it."},
    {"factor", "What contributed to what happened, and at which level: person, team, organisation, system."},
    {"finding", "What the review found, one sentence each. Begin with what the evidence shows most clearly."},
    {"finding_evidence",
     "The contacts and extracts that a finding rests on, and those that speak against it."},
    {"lesson", "What others can learn from a finding. Add the finding first."},
    {"recommendation", "What should change, by whom and until when. Each follows from a lesson."},
    {"action",
     "What an agency does to carry a recommendation out, with a date and somebody who answers for it."},
    {"action_update", "How an action is getting on. The latest one sets its colour."},
    {"family_engagement",
     "Each offer to the family, each meeting, and how it was answered. Begin with the first letter."},
    {"account", "What a person told the review, with their consent and in their words."},
    {"pseudonym", "The names that stand in the published report, chosen by the family where they wish to."},
    {"meeting", "The meetings of the panel. Begin with the date of the first one."},
    {"agenda_item", "What a meeting deals with, in order."},
    {"decision", "What the panel decided and why, with those who disagreed."},
    {"meeting_action", "What somebody promised to do until the next meeting."},
    {"sign_off", "Who agreed which edition, in what capacity, and on which day."},
    {"qa_review", "Each round of quality assurance and its outcome."},
    {"qa_criterion_score", "The score and the comment for each criterion of a round."},
};

}  // namespace

std::string_view empty_words(std::string_view kind)
{
    const auto at = std::find_if(std::begin(kEmptyWords), std::end(kEmptyWords),
                                 [&](const Words& one) { return one.kind == kind; });
    return at == std::end(kEmptyWords) ? std::string_view() : at->text;
}

}  // namespace ui
