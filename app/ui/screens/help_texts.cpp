#include "app/ui/screens/help_texts.h"

#include <algorithm>

namespace ui {

namespace {

constexpr HelpKey kCommon[] = {{"Tab, Shift+Tab", "to the next control, or the one before"},
                               {"Enter", "presses what has the focus"},
                               {"Esc", "closes what lies over the screen"},
                               {"Ctrl+K", "finds anything: a section, a person, a record, a command"},
                               {"Ctrl+Z, Ctrl+Shift+Z", "takes the last change back, makes it again"},
                               {"F8", "turns between coded view and identified view"},
                               {"F9", "meeting view, for the projector"},
                               {"Ctrl and +, -, 0", "larger letters, smaller letters, ordinary letters"},
                               {"Ctrl+L", "locks at once; what you typed is kept"},
                               {"F1", "this help"}};

constexpr HelpKey kRecordKeys[] = {{"Up, Down", "another record of the list"},
                                   {"Enter", "goes into the form of the chosen record"},
                                   {"Left, Right on the tabs", "another kind of record"},
                                   {"Shift or Ctrl with Up, Down; Space", "chooses several"},
                                   {"Ctrl+C", "copies the chosen lines, for Word or Excel"}};
constexpr HelpKey kChronologyKeys[] = {
    {"Up, Down, Page Up, Page Down", "from contact to contact"},
    {"Shift or Ctrl with Up, Down; Space", "chooses several, to be coded together"},
    {"M", "missed opportunity"},
    {"G", "good practice"},
    {"T", "theme"},
    {"K", "key episode"},
    {"E", "add to a finding"},
    {"O", "the original words, or back to codes"},
    {"L", "the life line, or away with it"},
    {"Arrows, + and -, 0", "on the life line: from event to event, closer, all"},
    {"Ctrl+C", "copies the chosen lines, for Word or Excel"}};

constexpr HelpPage kPages[] = {
    {"unlock",
     "Unlocking",
     "Your reviews lie in a vault: one folder that nobody can read without your passphrase. Type the "
     "passphrase and press Enter. Opening takes a second or two; that slowness is what protects you against "
     "guessing.\n\nThere is no way round a lost passphrase but the recovery kit that was printed when the "
     "vault was made. Nobody else can open it for you.",
     {}},
    {"first_run",
     "Making a vault",
     "A vault is made once. Choose a passphrase of four or five words that you can remember and nobody would "
     "guess. Then print the recovery kit and try it out: the vault is ready only when the kit has opened a "
     "copy of it.\n\nKeep the printed kit where you would keep a passport, never beside this computer.",
     {}},
    {"reviews",
     "Reviews",
     "Every review in this vault, with its stage and what is due next. Choose one and press Enter. A new "
     "review begins with screening: the tests in the order of the law, so that it is clear which kind of "
     "review applies before any work is done.\n\nThe three demonstration cases are invented. They are the "
     "place to try things out.",
     {}},
    {"overview",
     "Overview",
     "Where the review stands today: what is late, what falls due next, which agencies have not answered, "
     "what changed since the last meeting, and where the chain from evidence to action has a gap. Every line "
     "leads to the record it speaks of.",
     {}},
    {"case", "The case",
     "What the review is about: the death, what else is going on (inquest, trial, other reviews), the "
     "eligibility tests and the clocks that run.\n\nThe dates of the clocks are worked out from the rules of "
     "this type of review. When one is wrong, correct the date it starts from.",
     kRecordKeys},
    {"screening",
     "Screening",
     "The tests are asked in the order of the law. Each is met, not met, or not known yet, with the evidence "
     "and the reason. The result says which reviews may apply; the decision is yours and is recorded under "
     "your name.",
     {}},
    {"terms", "Scope and terms",
     "What the review must answer, about whom, and over which period. Begin with the terms of reference, "
     "then "
     "write each key line of enquiry as one question. Towards the end every question gets an answer: "
     "answered, partly answered, or a plain reason why it cannot be.\n\nUnder Equality each protected "
     "characteristic is considered for each person, also when it made no difference.",
     kRecordKeys},
    {"agencies", "Panel and agencies",
     "Every organisation that knew the people, what it was asked for, by which power, and what came back. A "
     "nil return is an answer too: record it.\n\nA request without a legal basis cannot compel anyone, so "
     "the basis is asked for before the letter is written. Conflicts of interest and statements of "
     "independence stand here as well.",
     kRecordKeys},
    {"people", "People",
     "Everybody has a code, such as V for the victim or S1. Names are shown in identified view only (F8). "
     "The "
     "word beside a code, such as accused or convicted, follows from the criminal justice record and is "
     "never "
     "typed.\n\nRelationships and roles make the family picture. When two entries are one person, put them "
     "together rather than deleting one.",
     kRecordKeys},
    {"chronology", "Chronology",
     "Every contact and event of all agencies in one order. The agency's letter and colour stand in the left "
     "margin; what it wrote is shown in identified view.\n\nRead down the list and code as you go, one key "
     "for "
     "each mark. A line between two rows says how long nobody had contact. Contacts that several agencies "
     "reported stand as one line with all their sources. Imprecise dates are shown as far as they are known.",
     kChronologyKeys},
    {"import",
     "Import",
     "Bring in the chronology of an agency: drop its file here, choose it, or paste a table. You see how "
     "each row was read before anything enters the review. A date that could be read two ways is a question "
     "for you, never a guess.\n\nNothing is added until you accept, and a whole import can be taken back in "
     "one step.",
     {}},
    {"documents", "Documents",
     "The papers of the review, kept encrypted. They are shown inside Cairn. Opening one outside writes a "
     "readable copy to this computer, so Cairn asks first and notes that you did.\n\nMark the page and the "
     "place that matters as an extract; a finding can then cite exactly that.",
     kRecordKeys},
    {"analysis", "Analysis",
     "From evidence to change: a finding rests on evidence, a lesson follows from a finding, a "
     "recommendation "
     "from a lesson, and an action carries it out. Where a link is missing, the record says so and what to "
     "do.\n\nBegin with a finding: one sentence of what happened and why it matters. Then add the contacts "
     "and extracts that show it, also those that speak against it.",
     kRecordKeys},
    {"family", "Family",
     "How the family was involved: each offer, each meeting, what they said and what was done about it. "
     "Their "
     "choice of pseudonyms and their pen portrait of the person they lost stand here too.",
     kRecordKeys},
    {"meetings", "Meetings",
     "The panel's meetings: agenda, who came, conflicts declared, decisions and actions. In the meeting "
     "itself press F9: large letters, and nothing that a projector must not show.",
     kRecordKeys},
    {"quality", "Quality and sign-off",
     "Who has signed off which version, and what the quality assurance said. Comments come back here and are "
     "answered one by one.",
     kRecordKeys},
    {"send",
     "Sign and send",
     "The last step. The list shows what must be true before the review can leave, each with its reason. "
     "Signing makes one sealed file that only the recipients can open; saving it to a stick takes a minute. "
     "The receipt that comes back proves that it arrived unchanged.",
     {}},
    {"health",
     "Health",
     "Whether your vault is sound, when it was last backed up, when a backup was last tried out, and whether "
     "anything on this computer puts it at risk. Green is good; anything else says plainly what to do.",
     {}},
    {"settings",
     "Settings",
     "How Cairn looks, when it locks itself, your identity towards the central team, and where backups go. "
     "Every choice takes effect at once and is remembered on this computer.",
     {}},
    {"",
     "Cairn",
     "Cairn keeps a review in one encrypted folder on this computer. Nothing leaves it unless you save or "
     "send it. Every change is kept as you make it, and every change can be taken back.",
     {}},
};

}  // namespace

std::span<const HelpPage> help_pages()
{
    return {std::begin(kPages), std::size(kPages) - 1};
}

const HelpPage& help_page(std::string_view screen)
{
    const auto at = std::find_if(std::begin(kPages), std::end(kPages),
                                 [&](const HelpPage& page) { return page.screen == screen; });
    return at == std::end(kPages) ? kPages[std::size(kPages) - 1] : *at;
}

std::span<const HelpKey> common_keys()
{
    return kCommon;
}

}  // namespace ui
