#pragma once
/// The lines of a merged chronology: events that confirmed links put on one line. A pure function of the live
/// links, so that taking a link away gives what was before. Source: docs/formats/chronology-order.md, 5.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "storage/rules/facts.h"

namespace rules {

/// Whether a confirmed link of this code makes one line of its events: DUP, REFPAIR, SUPERSEDE.
bool makes_one_line(std::string_view link);

/// Event to the event whose wording stands on its line; only events that share a line, the standing one
/// itself included.
using Lines = std::map<std::string, std::string, std::less<>>;
/// `links`: the live ones, in the order they were made.
Lines lines_of(const std::vector<Record>& links);
/// The events of the line that `event` stands on, the standing one first; the event alone where it shares
/// none.
std::vector<std::string> line_members(const Lines& lines, std::string_view event);

}  // namespace rules
