#include "storage/model/command.h"

namespace model {

std::string_view to_text(Op op)
{
    switch (op) {
        case Op::Put: return "put";
        case Op::Strike: return "strike";
        case Op::Restore: return "restore";
        case Op::Expunge: return "expunge";
        case Op::Handover: return "handover";
    }
    return {};
}

std::string_view to_text(Part part)
{
    switch (part) {
        case Part::Open: return "open";
        case Part::Sealed: return "sealed";
        case Part::Both: return "both";
    }
    return {};
}

std::optional<Op> op_from_text(std::string_view text)
{
    for (const auto op : {Op::Put, Op::Strike, Op::Restore, Op::Expunge, Op::Handover})
        if (to_text(op) == text) return op;
    return std::nullopt;
}

std::optional<Part> part_from_text(std::string_view text)
{
    for (const auto part : {Part::Open, Part::Sealed, Part::Both})
        if (to_text(part) == text) return part;
    return std::nullopt;
}

}  // namespace model
