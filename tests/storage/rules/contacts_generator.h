#pragma once
/// Made-up contacts of a life with several agencies, with what is true about them: which tell of one contact.
/// Every phrase is our own. Doubles are told anew by the other agency in other words, with facts left out,
/// facts added and dates that slipped; and there is much that only looks alike: weekly appointments in a
/// fixed form of words, other contacts of the same day, and what followed days later about the same matter.

#include <algorithm>
#include <array>
#include <chrono>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "storage/rules/facts.h"
#include "tests/storage/rules/support.h"

namespace test {

class ContactsGenerator {
public:
    explicit ContactsGenerator(std::uint64_t seed) : random_(seed) {}

    /// `count` events over some years of a life.
    rules::Facts make(std::size_t count)
    {
        years_ = 3 + static_cast<int>(random_() % 4);
        for (std::size_t i = 0; i < kAgencies.size(); ++i) put_agency(i);
        const std::size_t doubled = count * 17 / 100, weekly = count * 26 / 100;
        for (std::size_t i = 0; i < doubled && events_.size() + 3 < count; ++i) doubled_contact();
        while (events_.size() + 4 < count && weekly_ < weekly) weekly_contacts(count);
        for (int i = 0; i < 30 && events_.size() + 2 < count; ++i) sequel();
        while (events_.size() < count) add(story(any_agency()), any_day(), {});
        std::shuffle(events_.begin(), events_.end(), random_);
        rules::Facts facts(*model::day_from_text("2026-11-22"), model::CodeLists::built_in());
        facts.add("organisation", agencies_);
        facts.add("chronology_event", events_);
        return facts;
    }
    /// Pairs of event ids that tell of one contact, each ascending.
    const std::set<std::pair<std::string, std::string>>& truth() const { return truth_; }

private:
    using Days = std::chrono::sys_days;
    struct Agency {
        const char *name, *type, *called;
    };
    static constexpr std::array<Agency, 10> kAgencies = {
        {{"Thamesbrook Constabulary", "POL", "police"},
         {"Capital Ambulance", "AMB", "ambulance crew"},
         {"St Aldhelm's Hospital", "ACUTE", "hospital"},
         {"Quay Lane Surgery", "GP", "GP"},
         {"Thamesbrook Children's Services", "LA_CSC", "social worker"},
         {"Youth Justice Team", "YJS", "YJS"},
         {"Probation North", "PROB", "probation"},
         {"Eastgate Academy", "SCHOOL", "school"},
         {"Borough Housing", "LA_HSG", "housing officer"},
         {"Haven Advocates", "IDVA", "IDVA"}}};
    using Phrases = std::vector<const char*>;
    // One fact, and ways to say it.
    static const std::vector<Phrases>& happenings()
    {
        static const std::vector<Phrases> all = {
            {"heard shouting and banging", "raised voices and noise reported", "loud row next door"},
            {"grabbed by the throat", "hands placed round neck", "held by neck against wall"},
            {"punched in the face", "struck to the head", "hit, swelling to cheek"},
            {"phone smashed", "mobile broken during incident", "handset destroyed"},
            {"did not come home overnight", "reported missing since evening",
             "whereabouts unknown, misper report"},
            {"found carrying a blade", "knife recovered from waistband", "in possession of a kitchen knife"},
            {"said life was not worth living", "expressed suicidal thoughts", "talked of ending it all"},
            {"took about twenty tablets", "overdose of paracetamol", "intentional overdose, tablets"},
            {"chased by a group of boys", "pursued by several youths", "ran from a group who were after him"},
            {"jacket and trainers taken", "robbed of clothing", "mugged, lost coat and shoes"},
            {"window put through", "glass broken at front of property", "damage to window"},
            {"threats to kill made by text", "received messages threatening death",
             "texts saying would be killed"},
            {"money taken from account", "bank card used without consent", "cash withdrawn by partner"},
            {"locked out by partner", "put out on the street", "not allowed back in the flat"},
            {"smelled strongly of cannabis", "appeared under the influence of drugs",
             "admitted smoking weed"},
            {"fell down stairs, says accident", "injury explained as a fall",
             "unwitnessed fall, wrist painful"},
            {"followed from the bus stop", "believes ex is tracking her", "seen waiting outside again"},
            {"rent unpaid for three months", "arrears letter discussed", "behind with the rent"},
            {"fight outside the chicken shop", "disorder between two males", "scuffle in the street"},
            {"child seen crying in the doorway", "young child present and upset",
             "toddler distressed at scene"}};
        return all;
    }
    static const std::vector<Phrases>& outcomes()
    {
        static const std::vector<Phrases> all = {
            {"No further action taken.", "NFA.", "Closed."},
            {"Advice given.", "Signposted to services.", "Leaflet handed over."},
            {"Safeguarding form completed.", "Concern logged with lead.", "Alert raised."},
            {"Left with a relative.", "Family member collected.", "Went to stay with aunt."},
            {"Declined support.", "Would not engage.", "Refused any help."},
            {"Follow up planned.", "To be seen again next week.", "Review booked."}};
        return all;
    }
    static const std::vector<const char*>& places()
    {
        static const std::vector<const char*> all = {
            "Alder Parade",  "Northway Retail Park", "Quay estate",    "Ferry Lane",    "Old Tannery",
            "Harbour Court", "Mill Meadow",          "Lock Street",    "Vicarage Road", "Copper Row",
            "Swan Terrace",  "the canal towpath",    "Bellfield Park", "Jubilee Tower", "Station Approach",
            "Cedar House",   "the leisure centre",   "Marlow Walk",    "Poplar Close",  "Granary Wharf",
            "Kestrel Way",   "Saddlers Yard",        "Beacon Hill",    "Tulip Gardens", "the night bus",
            "Orchard Mead",  "Riverside Market",     "Hollow Lane"};
        return all;
    }
    static const std::vector<const char*>& people()
    {
        static const std::vector<const char*> all = {
            "Zlatko", "Marek",  "Ines",    "Tariq",  "Oluwaseun", "Bronagh", "Kofi",   "Yusuf",   "Delphine",
            "Anton",  "Priya",  "Callum",  "Halina", "Jermaine",  "Sinead",  "Ravi",   "Leticia", "Dmitri",
            "Amara",  "Gethin", "Noor",    "Fabian", "Shanice",   "Piotr",   "Meera",  "Lloyd",   "Xanthe",
            "Bilal",  "Ciaran", "Ottilie", "Renata", "Sefton",    "Ugo",     "Valdis", "Wanda",   "Emeka"};
        return all;
    }
    static const std::vector<const char*>& details()
    {
        static const std::vector<const char*> all = {"a red scooter",
                                                     "a silver necklace",
                                                     "the spare keys",
                                                     "a torn passport",
                                                     "two brown envelopes",
                                                     "a broken lamp",
                                                     "the dog lead",
                                                     "a blue holdall",
                                                     "a hammer",
                                                     "an inhaler",
                                                     "the wedding album",
                                                     "a cracked windscreen",
                                                     "school blazer",
                                                     "a birthday card",
                                                     "a bicycle chain",
                                                     "the baby monitor",
                                                     "a sleeping bag",
                                                     "three SIM cards",
                                                     "a gym pass",
                                                     "a kettle",
                                                     "the loft hatch",
                                                     "a hospital wristband",
                                                     "an air rifle",
                                                     "a suitcase",
                                                     "the garden fence",
                                                     "a Yale lock",
                                                     "new trainers"};
        return all;
    }
    static const std::vector<const char*>& own_words(std::size_t agency)
    {
        static const std::array<std::vector<const char*>, 10> all = {
            {{"CAD created.", "Attended on immediate grade.", "DASH completed, standard.",
              "MERLIN submitted.", "BWV on."},
             {"On scene within eight minutes.", "Obs within normal limits.", "Conveyed.",
              "Not conveyed, form signed.", "GCS 15."},
             {"Triaged.", "X-ray clear.", "Seen in majors.", "Discharged with head injury advice.",
              "Bloods taken."},
             {"Telephone consultation.", "Prescription issued.", "Fit note.", "BP checked.", "Coded."},
             {"Duty worker took the call.", "Manager oversight recorded.", "Strategy discussion not needed.",
              "Chronology updated."},
             {"Asset updated.", "Worker spoke to parent.", "Session moved.", "Seen at the centre."},
             {"Recorded on Delius.", "OASys not reviewed.", "Licence conditions explained.",
              "Instruction reissued."},
             {"Logged on CPOMS.", "Head of year informed.", "Spoken to in the library.",
              "Parent meeting offered."},
             {"Tenancy file noted.", "Visit carried out.", "Repair raised.", "Warning letter issued."},
             {"Safety plan updated.", "Safe call time agreed.", "Risk indicator checklist scored.",
              "Case discussed in supervision."}}};
        return all[agency];
    }

    /// What is true of one contact, whoever tells it.
    struct Story {
        std::size_t agency = 0;
        std::size_t first = 0, second = 0, outcome = 0;
        std::string place, person, detail;
    };

    template <class List>
    auto any(const List& list)
    {
        return list[random_() % list.size()];
    }
    bool chance(int percent) { return static_cast<int>(random_() % 100) < percent; }
    std::size_t any_agency() { return random_() % kAgencies.size(); }
    Days any_day()
    {
        return Days(
            std::chrono::days(16000 + static_cast<int>(random_() % static_cast<unsigned>(365 * years_))));
    }

    void put_agency(std::size_t i)
    {
        json::Object fields;
        fields.set("name", kAgencies[i].name);
        fields.set("agency_type", kAgencies[i].type);
        agencies_.push_back({"organisation", id(kAgencies[i].name), std::move(fields)});
    }

    Story story(std::size_t agency)
    {
        Story made;
        made.agency = agency;
        made.first = random_() % happenings().size();
        made.second = random_() % happenings().size();
        made.outcome = random_() % outcomes().size();
        made.place = any(places());
        made.person = any(people());
        made.detail = any(details());
        return made;
    }

    /// One agency's telling: facts in any order, some left out, other words each time.
    std::string told(const Story& story, std::size_t agency, int keep, std::size_t names)
    {
        std::vector<std::string> parts;
        if (chance(keep + 15)) parts.emplace_back(any(happenings()[story.first]));
        if (chance(keep - 15)) parts.emplace_back(any(happenings()[story.second]));
        if (chance(keep)) parts.push_back((chance(50) ? "at " : "near ") + story.place);
        if (chance(keep - 5)) parts.push_back((chance(50) ? "with " : "mentions ") + story.person);
        if (chance(keep - 20)) parts.push_back((chance(50) ? "about " : "involving ") + story.detail);
        if (parts.empty()) parts.push_back("incident at " + story.place);
        std::shuffle(parts.begin(), parts.end(), random_);
        std::string text;
        for (auto& part : parts) text += (text.empty() ? "" : chance(50) ? ", " : ". ") + part;
        text += ". ";
        text += any(own_words(agency));
        if (names != agency && chance(40))
            text +=
                std::string(chance(50) ? " Call from " : " Also present: ") + kAgencies[names].called + ".";
        return text;
    }

    struct When {
        Days first, last;
        std::string time, precision;
    };
    static When on(Days day, std::string time) { return {day, day, time, time.empty() ? "DAY" : "INSTANT"}; }
    static When in_month(Days day)
    {
        const std::chrono::year_month_day date(day);
        const auto month = date.year() / date.month();
        return {Days(month / 1), Days(month / std::chrono::last), "", "MONTH"};
    }
    static std::string clock(int minutes)
    {
        char text[8];
        std::snprintf(text, sizeof text, "%02u:%02u", static_cast<unsigned>(minutes / 60) % 24,
                      static_cast<unsigned>(minutes) % 60);
        return text;
    }

    std::string add_text(std::size_t agency, std::string text, const char* outcome, const When& when)
    {
        json::Object fields;
        fields.set("organisation", id(kAgencies[agency].name));
        fields.set("text", std::move(text));
        if (outcome != nullptr) fields.set("outcome_text", outcome);
        fields.set("earliest", model::to_text(model::Day(when.first)));
        fields.set("latest", model::to_text(model::Day(when.last)));
        fields.set("precision", when.precision);
        if (!when.time.empty()) fields.set("time", when.time);
        const std::string made = id("event " + std::to_string(events_.size()));
        events_.push_back({"chronology_event", made, std::move(fields)});
        return made;
    }
    std::string add(const Story& story, Days day, std::string time)
    {
        const When when = chance(6) ? in_month(day) : on(day, chance(50) ? std::move(time) : std::string());
        return add_text(story.agency, told(story, story.agency, 75, any_agency()),
                        any(outcomes()[story.outcome]), when);
    }

    void doubled_contact()
    {
        Story made = story(any_agency());
        const Days day = any_day();
        const int minutes = static_cast<int>(random_() % 1440);
        std::vector<std::string> group{add_text(made.agency, told(made, made.agency, 80, made.agency),
                                                any(outcomes()[made.outcome]),
                                                on(day, chance(65) ? clock(minutes) : ""))};
        const std::size_t first = made.agency;
        std::set<std::size_t> told_by{first};
        for (int others = chance(15) ? 2 : 1; others > 0; --others) {
            std::size_t agency = any_agency();
            while (told_by.contains(agency)) agency = any_agency();
            told_by.insert(agency);
            group.push_back(add_text(agency, told(made, agency, 80, first),
                                     chance(50) ? any(outcomes()[made.outcome]) : nullptr,
                                     slipped(day, minutes)));
        }
        for (std::size_t i = 0; i < group.size(); ++i)
            for (std::size_t j = i + 1; j < group.size(); ++j) truth_.insert(std::minmax(group[i], group[j]));
    }

    // Most keep the day; some are a day out, some know the month alone, some the time a little later.
    When slipped(Days day, int minutes)
    {
        const int how = static_cast<int>(random_() % 100);
        if (how < 15)
            return on(day + std::chrono::days(chance(50) ? 1 : -1), chance(30) ? clock(minutes) : "");
        if (how < 25) return in_month(day);
        if (how < 60) return on(day, "");
        const int later = minutes + static_cast<int>(random_() % 50);
        return on(day + std::chrono::days(later / 1440), clock(later));
    }

    // A fixed form of words, week by week.
    void weekly_contacts(std::size_t count)
    {
        const std::size_t agency = any_agency();
        const std::string form = told(story(agency), agency, 85, any_agency());
        Days day = any_day();
        const int times = 8 + static_cast<int>(random_() % 30);
        for (int i = 0; i < times && events_.size() < count; ++i, day += std::chrono::days(7)) {
            ++weekly_;
            const char* end = chance(70) ? " Attended as required." : " Did not attend.";
            add_text(agency, form + end, any(outcomes()[0]), on(day, chance(40) ? clock(600) : ""));
        }
    }

    // The same matter, taken up days later by another agency: a contact of its own.
    void sequel()
    {
        Story made = story(any_agency());
        const Days day = any_day();
        add(made, day, clock(static_cast<int>(random_() % 1440)));
        made.agency = (made.agency + 1 + random_() % (kAgencies.size() - 1)) % kAgencies.size();
        add_text(made.agency, told(made, made.agency, 55, made.agency), nullptr,
                 on(day + std::chrono::days(3 + static_cast<int>(random_() % 8)), ""));
    }

    std::mt19937_64 random_;
    int years_ = 4;
    std::size_t weekly_ = 0;
    std::vector<rules::Record> agencies_, events_;
    std::set<std::pair<std::string, std::string>> truth_;
};

}  // namespace test
