#pragma once
/// Words in a text by which a person could still be found: the text half of the scan before anything is
/// published. The scan of finished files (properties, comments, images) is not here.
/// Source: docs/domain.md 6.3; naming: 6.1.

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/rules/golden.h"
#include "storage/rules/names.h"

namespace rules {

enum class Residue {
    Name,             ///< of a person in the file, in any form
    Identity,         ///< another string of the sealed identities: address, reference number
    BirthDate,        ///< a known date of birth, or a date said to be one
    FullDate,         ///< a day of the calendar, with or without its year
    Postcode,         ///< United Kingdom, whole
    Phone,            ///< United Kingdom or international
    Email,            ///<
    Url,              ///<
    NhsNumber,        ///< ten digits whose last checks the others (modulus 11)
    NiNumber,         ///< national insurance
    PncId,            ///< police national computer: yy/nnnnnnnX
    Cro,              ///< criminal records office: nnnnnn/yyX, SFyy/nnnnnnX
    PoliceReference,  ///< CRIS, CAD, Merlin, custody and crime references
    Urn,              ///< unique reference number of a police file
    Vehicle,          ///< registration mark
    Bank,             ///< sort code, account, card, IBAN
    Handle,           ///< social media
    Gps,              ///< coordinates, grid references, three-word addresses
    Collar,           ///< number of an officer
    PanelReference,   ///< MARAC, MAPPA, ViSOR
    Reference         ///< any other number said to be one: hospital, passport, prison, tenancy
};
std::string_view to_text(Residue kind);  ///< "nhs_number"

/// Bytes of the text as given.
struct ResidualHit {
    Residue kind = Residue::Name;
    std::size_t offset = 0;
    std::size_t length = 0;
    bool operator==(const ResidualHit&) const = default;
};

/// Built once from a review's people, then any number of texts.
class ResidualScan {
public:
    /// Forms only: no people.
    ResidualScan() = default;
    /// From facts with their sealed fields (Scope::Words): names, dates of birth, addresses, numbers.
    explicit ResidualScan(const Facts& facts);

    /// Ascending, not overlapping; where several kinds fit, the longer, then the earlier of Residue. Other
    /// blanks, dashes, digits, letters drawn alike, unseen characters and ends of lines hide nothing.
    std::vector<ResidualHit> hits(std::string_view text) const;

private:
    void add_identity(std::string_view words);
    void add_address(std::string_view address);
    void add_number(std::string_view number);
    void find_all(std::string_view text, std::vector<ResidualHit>& found) const;
    void find_identities(std::string_view text, std::vector<ResidualHit>& found) const;

    NameIndex names_;
    std::set<std::string> births_;                                                       ///< YYYY-MM-DD
    std::unordered_map<std::string, std::vector<std::vector<std::string>>> identities_;  ///< by first word
    std::set<std::string> numbers_;  ///< folded, without what parts their groups
};

/// A hit in a record of the review.
struct RecordHit {
    const Record* record = nullptr;
    std::string field;
    ResidualHit hit;
    std::string word;  ///< what stands there: shown only where a person asks for it
};
/// Every open text (D0 to D2) of the review. Facts with their sealed fields.
std::vector<RecordHit> scan_open_text(const Facts& facts);

/// 6.1: a code that is the person's real initials; a pseudonym that is a name of somebody in the file, or
/// real initials. Facts with their sealed fields; messages name codes only. Rule "6.1", never a gate.
std::vector<Problem> naming_warnings(const Facts& facts);

}  // namespace rules
