#include "app/core/import_agencies.h"

#include <algorithm>
#include <array>
#include <map>

#include "storage/json/json.h"
#include "storage/model/codelists.h"
#include "storage/model/fold.h"

namespace core {

using base::ErrorKind;
using base::fail;
using import_::Field;

namespace {

struct Clue {
    std::string_view words;  ///< folded, whole words
    std::string_view type;
};

/// The longer phrase before the shorter: "talking therapies" before "therapies", "youth justice" before
/// "youth".
constexpr std::array kClues = {Clue{"british transport police", "POL_BTP"},
                               Clue{"btp", "POL_BTP"},
                               Clue{"city of london police", "POL_CITY"},
                               Clue{"national crime agency", "NCA"},
                               Clue{"border force", "BORDER"},
                               Clue{"immigration", "BORDER"},
                               Clue{"home office", "BORDER"},
                               Clue{"police", "POL"},
                               Clue{"mps", "POL"},
                               Clue{"adult social care", "LA_ASC"},
                               Clue{"asc", "LA_ASC"},
                               Clue{"adult services", "LA_ASC"},
                               Clue{"children s social care", "LA_CSC"},
                               Clue{"childrens social care", "LA_CSC"},
                               Clue{"children s services", "LA_CSC"},
                               Clue{"childrens services", "LA_CSC"},
                               Clue{"social worker", "LA_CSC"},
                               Clue{"csc", "LA_CSC"},
                               Clue{"mash", "LA_CSC"},
                               Clue{"early help", "LA_EH"},
                               Clue{"family hub", "LA_EH"},
                               Clue{"housing association", "RP"},
                               Clue{"registered provider", "RP"},
                               Clue{"housing", "LA_HSG"},
                               Clue{"homelessness", "LA_HSG"},
                               Clue{"community safety", "LA_CS"},
                               Clue{"asb team", "LA_CS"},
                               Clue{"education welfare", "LA_EDU"},
                               Clue{"virtual school", "LA_EDU"},
                               Clue{"send team", "LA_EDU"},
                               Clue{"public health", "LA_PH"},
                               Clue{"licensing", "LA_LIC"},
                               Clue{"youth justice", "YJS"},
                               Clue{"youth offending", "YJS"},
                               Clue{"yjs", "YJS"},
                               Clue{"yot", "YJS"},
                               Clue{"yos", "YJS"},
                               Clue{"integrated care board", "ICB"},
                               Clue{"icb", "ICB"},
                               Clue{"gp", "GP"},
                               Clue{"general practice", "GP"},
                               Clue{"primary care", "GP"},
                               Clue{"practice nurse", "GP"},
                               Clue{"surgery", "GP"},
                               Clue{"medical centre", "GP"},
                               Clue{"hospital youth worker", "YOUTH"},
                               Clue{"talking therapies", "MH"},
                               Clue{"iapt", "MH"},
                               Clue{"camhs", "MH"},
                               Clue{"cmht", "MH"},
                               Clue{"mental health", "MH"},
                               Clue{"psychiatric", "MH"},
                               Clue{"psychiatry", "MH"},
                               Clue{"crisis team", "MH"},
                               Clue{"health visiting", "COMM"},
                               Clue{"health visitor", "COMM"},
                               Clue{"school nurse", "COMM"},
                               Clue{"school nursing", "COMM"},
                               Clue{"district nursing", "COMM"},
                               Clue{"community health", "COMM"},
                               Clue{"midwife", "MAT"},
                               Clue{"midwifery", "MAT"},
                               Clue{"maternity", "MAT"},
                               Clue{"ambulance", "AMB"},
                               Clue{"las", "AMB"},
                               Clue{"paramedic", "AMB"},
                               Clue{"pharmacy", "PHARM"},
                               Clue{"dental", "DENT"},
                               Clue{"dentist", "DENT"},
                               Clue{"sexual health", "SEXH"},
                               Clue{"ed", "ACUTE"},
                               Clue{"a e", "ACUTE"},
                               Clue{"a and e", "ACUTE"},
                               Clue{"emergency department", "ACUTE"},
                               Clue{"hospital", "ACUTE"},
                               Clue{"acute", "ACUTE"},
                               Clue{"drug and alcohol", "SUBST"},
                               Clue{"substance misuse", "SUBST"},
                               Clue{"probation", "PROB"},
                               Clue{"nps", "PROB"},
                               Clue{"crc", "PROB"},
                               Clue{"prison", "PRISON"},
                               Clue{"hmp", "PRISON"},
                               Clue{"yoi", "PRISON"},
                               Clue{"hmyoi", "PRISON"},
                               Clue{"crown prosecution", "CPS"},
                               Clue{"cps", "CPS"},
                               Clue{"court", "COURT"},
                               Clue{"hmcts", "COURT"},
                               Clue{"cafcass", "CAFCASS"},
                               Clue{"coroner", "CORONER"},
                               Clue{"refuge", "HOSTEL"},
                               Clue{"hostel", "HOSTEL"},
                               Clue{"supported accommodation", "HOSTEL"},
                               Clue{"supported housing", "HOSTEL"},
                               Clue{"care home", "CARE"},
                               Clue{"domiciliary care", "CARE"},
                               Clue{"idva", "IDVA"},
                               Clue{"domestic abuse service", "IDVA"},
                               Clue{"isva", "ISVA"},
                               Clue{"sexual violence", "ISVA"},
                               Clue{"rape crisis", "ISVA"},
                               Clue{"victim support", "VS"},
                               Clue{"stalking", "STALK"},
                               Clue{"perpetrator programme", "PERP"},
                               Clue{"youth worker", "YOUTH"},
                               Clue{"youth service", "YOUTH"},
                               Clue{"youth club", "YOUTH"},
                               Clue{"charity", "VCS"},
                               Clue{"voluntary", "VCS"},
                               Clue{"church", "VCS"},
                               Clue{"mosque", "VCS"},
                               Clue{"academy", "SCHOOL"},
                               Clue{"school", "SCHOOL"},
                               Clue{"dsl", "SCHOOL"},
                               Clue{"college", "COLLEGE"},
                               Clue{"university", "COLLEGE"},
                               Clue{"pru", "COLLEGE"},
                               Clue{"employer", "EMPLOYER"},
                               Clue{"army", "MILITARY"},
                               Clue{"dwp", "DWP"},
                               Clue{"jobcentre", "DWP"},
                               Clue{"job centre", "DWP"},
                               Clue{"fire brigade", "FIRE"},
                               Clue{"fire and rescue", "FIRE"},
                               Clue{"lfb", "FIRE"},
                               Clue{"tfl", "TRANSPORT"},
                               Clue{"bank", "FIN"},
                               Clue{"building society", "FIN"},
                               Clue{"family", "FAMILY"},
                               Clue{"mother", "FAMILY"},
                               Clue{"sister", "FAMILY"},
                               Clue{"friend", "FAMILY"}};

/// " children s social care ": whole words with a space on both sides.
std::string padded(std::string_view text)
{
    std::string joined = " ";
    for (const std::string& word : model::words(model::fold(text))) joined += word + " ";
    return joined;
}

struct Said {
    std::optional<std::string> name, type;
};
using SaidByWords = std::map<std::string, Said, std::less<>>;  // by folded words

Result<SaidByWords> what_was_said(const std::optional<std::string>& map, const model::CodeLists& lists)
{
    SaidByWords said;
    if (!map) return said;
    TRY_ASSIGN(const json::Object whole, json::parse_object(*map));
    const json::Value* agencies = whole.find("agencies");
    if (agencies == nullptr) return said;
    const auto wrong = fail(ErrorKind::Invalid,
                            "\"agencies\" of the column map must be an object such as "
                            "{\"as written\":{\"name\":\"...\",\"type\":\"GP\"}}.");
    if (agencies->object() == nullptr) return wrong;
    for (const auto& [written, value] : *agencies->object()) {
        if (value.object() == nullptr) return wrong;
        Said one;
        for (const auto& [member, words] : *value.object()) {
            if ((member != "name" && member != "type") || words.text() == nullptr || words.text()->empty())
                return wrong;
            (member == "name" ? one.name : one.type) = *words.text();
        }
        if (one.type && !lists.accepts("agency_type", *one.type))
            return fail(
                ErrorKind::Invalid,
                "The type of an agency in the column map must be a code of the list agency_type, such "
                "as POL, GP or YJS.");
        said[model::fold(written)] = std::move(one);
    }
    return said;
}

class Finder {
public:
    Finder(const import_::Preview& preview, const SenderNamed& sender,
           const std::vector<KnownOrganisation>& known, SaidByWords said, const model::CodeLists& lists)
        : preview_(preview), sender_(sender), known_(known), said_(std::move(said)), lists_(lists)
    {
    }

    Result<AgenciesFound> find()
    {
        const bool named = preview_.map.column_of(Field::Agency).has_value();
        const bool by_role = !named && roles_tell();
        found_.of.resize(preview_.events.size());
        if (!named && !by_role && said_.empty()) return std::move(found_);
        for (std::size_t i = 0; i < preview_.events.size(); ++i) {
            const std::string written =
                trimmed(preview_.events[i].value(named ? Field::Agency : Field::WorkerRole));
            if (written.empty()) continue;
            const bool said = said_.contains(model::fold(written));
            if (!named && !said && (!by_role || !guess_agency_type(written))) continue;
            found_.of[i] = take(written, !named);
        }
        for (const auto& [words, said] : said_)
            if (!places_.contains(words))
                return fail(ErrorKind::Invalid,
                            "The column map names an agency that no row of the file names: write it as the "
                            "file has it.");
        return std::move(found_);
    }

private:
    static std::string trimmed(const std::string& text)
    {
        const std::size_t from = text.find_first_not_of(" \t\n");
        if (from == std::string::npos) return {};
        return text.substr(from, text.find_last_not_of(" \t\n") - from + 1);
    }

    /// Whether the worker roles say whose rows these are: nearly all tell a kind of agency, there are three
    /// kinds or more, and none has more than half the rows. Else the file is one agency's, and names whom it
    /// dealt with.
    bool roles_tell() const
    {
        std::map<std::string, std::size_t> types;
        std::size_t told = 0, most = 0;
        for (const import_::Event& event : preview_.events) {
            const auto type = guess_agency_type(event.value(Field::WorkerRole));
            if (!type) continue;
            ++told;
            most = std::max(most, ++types[*type]);
        }
        const std::size_t rows = preview_.events.size();
        return types.size() >= 3 && told * 5 >= rows * 4 && most * 2 <= rows;
    }

    std::size_t take(const std::string& written, bool by_role)
    {
        const std::string folded = model::fold(written);
        auto place = places_.find(folded);
        if (place == places_.end()) {
            place = places_.emplace(folded, found_.agencies.size()).first;
            found_.agencies.push_back(named(written, folded, by_role));
        }
        ++found_.agencies[place->second].rows;
        return place->second;
    }

    AgencyNamed named(const std::string& written, const std::string& folded, bool by_role) const
    {
        AgencyNamed one;
        one.written = written;
        one.by_role = by_role;
        const auto said = said_.find(folded);
        const auto guess = guess_agency_type(written);
        one.name = written;
        one.type = guess.value_or("UNK");
        one.guessed = true;
        if (by_role && guess) one.name = role_name(*guess);
        if (said != said_.end()) {
            if (said->second.name) one.name = *said->second.name;
            if (said->second.type) one.type = *said->second.type;
            one.guessed = !said->second.type;
        }
        settle(one);
        return one;
    }

    /// An organisation the review has, of that name; or the sender itself.
    void settle(AgencyNamed& one) const
    {
        const std::string name = model::fold(one.name);
        if (name == model::fold(sender_.name) && (one.guessed || one.type == sender_.type)) {
            one.sender = true;
            one.guessed = false;
            one.name = sender_.name;
            one.type = sender_.type;
            one.organisation = sender_.organisation;
            return;
        }
        for (const KnownOrganisation& known : known_) {
            if (model::fold(known.name) != name &&
                (known.public_name.empty() || model::fold(known.public_name) != name))
                continue;
            if (!one.guessed && one.type != known.type) continue;
            one.organisation = known.id;
            one.name = known.name;
            one.type = known.type;
            one.guessed = false;
            return;
        }
    }

    /// A role names no organisation: the only one of its kind in the review, else the kind's own name.
    std::string role_name(const std::string& type) const
    {
        if (type == sender_.type) return sender_.name;
        const KnownOrganisation* only = nullptr;
        for (const KnownOrganisation& known : known_) {
            if (known.type != type) continue;
            if (only != nullptr) return lists_.label("agency_type", type);
            only = &known;
        }
        return only != nullptr ? only->name : lists_.label("agency_type", type);
    }

    const import_::Preview& preview_;
    const SenderNamed& sender_;
    const std::vector<KnownOrganisation>& known_;
    SaidByWords said_;
    const model::CodeLists& lists_;
    std::map<std::string, std::size_t, std::less<>> places_;
    AgenciesFound found_;
};

}  // namespace

std::optional<std::string> guess_agency_type(std::string_view words)
{
    std::string text = padded(words);
    std::optional<std::string> type;
    for (const Clue& clue : kClues) {
        const std::size_t at = text.find(" " + std::string(clue.words) + " ");
        if (at == std::string::npos) continue;
        if (type && *type != clue.type) return std::nullopt;
        type = std::string(clue.type);
        text.replace(at, clue.words.size() + 2,
                     "  ");  // "housing" is not asked again in "housing association"
    }
    return type;
}

Result<AgenciesFound> find_agencies(const import_::Preview& preview, const SenderNamed& sender,
                                    const std::vector<KnownOrganisation>& known,
                                    const std::optional<std::string>& map, const model::CodeLists& lists)
{
    TRY_ASSIGN(auto said, what_was_said(map, lists));
    return Finder(preview, sender, known, std::move(said), lists).find();
}

}  // namespace core
