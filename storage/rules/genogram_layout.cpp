#include "storage/rules/genogram_layout.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace rules {

namespace {

constexpr double kBetweenBlocks = 0.35;  // besides the 1 between two neighbours
constexpr double kBetweenFamilies = 0.8;
constexpr int kLooseInRow = 8;

/// Partners who stand beside each other, and what hangs below them.
struct Block {
    std::vector<std::size_t> members;   ///< of Genogram::people, from the left
    std::vector<std::size_t> children;  ///< blocks
    int row = 0;
    bool placed = false;
};

class Layout {
public:
    explicit Layout(const Genogram& drawing) : drawing_(drawing)
    {
        for (std::size_t i = 0; i < drawing.people.size(); ++i) at_[drawing.people[i].person] = i;
        x_.resize(drawing.people.size());
        row_.resize(drawing.people.size());
    }

    GenogramLayout made()
    {
        find_broods();
        make_blocks();
        hang_children();
        place_families();
        place_loose();
        return told();
    }

private:
    using Pair = std::pair<std::size_t, std::size_t>;

    bool known(const std::string& a, const std::string& b) const
    {
        return at_.contains(a) && at_.contains(b);
    }

    auto birth_order(std::size_t person) const
    {
        const auto& kin = drawing_.people[person];
        return std::tuple(!kin.born, kin.born.value_or(Day{}), kin.code);
    }

    void find_broods()
    {
        std::map<std::string, std::vector<std::size_t>> births;
        for (const auto& one : drawing_.descents)
            if (known(one.parent, one.child) && one.type == "BIRTH" && births[one.child].size() < 2)
                births[one.child].push_back(at_.at(one.parent));
        for (auto& [child, parents] : births) {
            std::ranges::sort(parents);
            add_child(parents, "BIRTH", at_.at(child));
            if (parents.size() == 2) couples_.insert({parents[0], parents[1]});
        }
        for (const auto& one : drawing_.descents) {
            if (!known(one.parent, one.child)) continue;
            const auto& own = births[one.child];
            const bool counted = std::ranges::find(own, at_.at(one.parent)) != own.end();
            if (one.type != "BIRTH" || !counted) add_child({at_.at(one.parent)}, one.type, at_.at(one.child));
        }
    }

    void add_child(const std::vector<std::size_t>& parents, const std::string& type, std::size_t child)
    {
        auto& children = broods_[{parents, type}];
        if (std::ranges::find(children, child) == children.end()) children.push_back(child);
    }

    bool beside(std::size_t a, std::size_t b) const
    {
        return drawing_.people[a].family == drawing_.people[b].family &&
               drawing_.people[a].generation == drawing_.people[b].generation;
    }

    // Partners and parents of the same children, of one generation, become one block.
    void make_blocks()
    {
        std::map<std::size_t, std::vector<std::size_t>> partners;
        std::set<Pair> recorded;
        const auto join = [&](std::size_t a, std::size_t b) {
            if (!beside(a, b)) return;
            for (const auto& [one, other] : {Pair{a, b}, Pair{b, a}})
                if (std::ranges::find(partners[one], other) == partners[one].end())
                    partners[one].push_back(other);
        };
        for (const auto& one : drawing_.unions) {
            if (!known(one.a, one.b)) continue;
            const auto a = at_.at(one.a), b = at_.at(one.b);
            recorded.insert(std::minmax(a, b));
            join(a, b);
        }
        for (const auto& [a, b] : couples_) {
            if (recorded.contains({a, b})) continue;
            unrecorded_.push_back(
                {drawing_.people[a].person, drawing_.people[b].person, "", false, "", "", ""});
            join(a, b);
        }
        block_of_.assign(drawing_.people.size(), kNone);
        for (std::size_t i = 0; i < drawing_.people.size(); ++i)
            if (drawing_.people[i].family > 0 && block_of_[i] == kNone)
                gather(end_of_chain(i, partners), partners);
    }

    // Of a chain of partners one with a single partner, so that each stands beside the other.
    static std::size_t end_of_chain(std::size_t start,
                                    std::map<std::size_t, std::vector<std::size_t>>& partners)
    {
        std::set<std::size_t> seen;
        std::function<std::optional<std::size_t>(std::size_t)> look =
            [&](std::size_t one) -> std::optional<std::size_t> {
            seen.insert(one);
            if (partners[one].size() <= 1) return one;
            for (const auto other : partners[one])
                if (!seen.contains(other))
                    if (const auto found = look(other)) return found;
            return std::nullopt;
        };
        return look(start).value_or(start);
    }

    void gather(std::size_t start, std::map<std::size_t, std::vector<std::size_t>>& partners)
    {
        Block block;
        block.row = drawing_.people[start].generation - 1;
        const std::function<void(std::size_t)> walk = [&](std::size_t one) {
            if (block_of_[one] != kNone) return;
            block_of_[one] = blocks_.size();
            block.members.push_back(one);
            for (const auto other : partners[one]) walk(other);
        };
        walk(start);
        blocks_.push_back(std::move(block));
    }

    void hang_children()
    {
        for (auto& [of, children] : broods_) {
            std::ranges::sort(children, {}, [&](std::size_t child) { return birth_order(child); });
            auto& under = blocks_[block_of_[of.first.front()]];
            for (const auto child : children) {
                const auto below = block_of_[child];
                if (blocks_[below].row <= under.row) continue;
                if (std::ranges::find(under.children, below) == under.children.end()) {
                    under.children.push_back(below);
                    parents_[below].push_back(block_of_[of.first.front()]);
                }
            }
        }
        for (auto& block : blocks_) {
            const auto first = [&](std::size_t below) {
                std::size_t eldest = blocks_[below].members.front();
                for (const auto member : blocks_[below].members)
                    if (is_child_of(member, block) &&
                        (!is_child_of(eldest, block) || birth_order(member) < birth_order(eldest)))
                        eldest = member;
                return birth_order(eldest);
            };
            std::ranges::stable_sort(block.children, {}, first);
        }
    }

    bool is_child_of(std::size_t person, const Block& block) const
    {
        return std::ranges::any_of(drawing_.descents, [&](const Descent& one) {
            return known(one.parent, one.child) && at_.at(one.child) == person &&
                   std::ranges::find(block.members, at_.at(one.parent)) != block.members.end();
        });
    }

    static double width_of(const Block& block) { return static_cast<double>(block.members.size()) - 1; }

    double& next_in(int row) { return next_.try_emplace(row, left_).first->second; }

    void put(std::size_t number, double x)
    {
        const Block& block = blocks_[number];
        for (std::size_t i = 0; i < block.members.size(); ++i) {
            x_[block.members[i]] = x + static_cast<double>(i);
            row_[block.members[i]] = block.row;
        }
        next_in(block.row) = std::max(next_in(block.row), x + width_of(block) + 1 + kBetweenBlocks);
    }

    void shift(std::size_t number, double by)
    {
        put(number, x_[blocks_[number].members.front()] + by);
        for (const auto child : hung_[number]) shift(child, by);
    }

    // The children first, from the left; then the parents over their middle; where these have no room there,
    // all of it moves right, which nothing stands in the way of.
    void place(std::size_t number)
    {
        Block& block = blocks_[number];
        block.placed = true;
        for (const auto child : block.children) {
            if (blocks_[child].placed) continue;
            hung_[number].push_back(child);
            place(child);
        }
        double x = next_in(block.row);
        if (const auto& below = hung_[number]; !below.empty()) {
            const double first = x_[blocks_[below.front()].members.front()];
            const double last = x_[blocks_[below.back()].members.back()];
            const double wanted = (first + last - width_of(block)) / 2;
            if (wanted < x)
                for (const auto child : below) shift(child, x - wanted);
            x = std::max(x, wanted);
        }
        put(number, x);
    }

    void place_families()
    {
        int family = 0;
        for (std::size_t i = 0; i < blocks_.size(); ++i) {
            if (blocks_[i].placed || !parents_[i].empty()) continue;
            const int here = drawing_.people[blocks_[i].members.front()].family;
            if (here != family) start_family();
            family = here;
            place(i);
            place_in_laws(i);
        }
        for (std::size_t i = 0; i < blocks_.size(); ++i)
            if (!blocks_[i].placed) place(i);  // records that contradict each other: a circle
    }

    // The other parents of those just placed stand next to them.
    void place_in_laws(std::size_t number)
    {
        for (const auto child : std::vector<std::size_t>(hung_[number])) {
            for (const auto other : parents_[child])
                if (!blocks_[other].placed && parents_[other].empty()) {
                    place(other);
                    place_in_laws(other);
                }
            place_in_laws(child);
        }
    }

    void start_family()
    {
        for (const auto& [row, next] : next_) left_ = std::max(left_, next + kBetweenFamilies);
        next_.clear();
    }

    void place_loose()
    {
        int rows = 0;
        for (const auto& block : blocks_) rows = std::max(rows, block.row + 1);
        int n = 0;
        for (std::size_t i = 0; i < drawing_.people.size(); ++i) {
            if (drawing_.people[i].family > 0) continue;
            loose_row_ = rows;
            x_[i] = n % kLooseInRow;
            row_[i] = rows + n / kLooseInRow;
            ++n;
        }
    }

    GenogramLayout told()
    {
        GenogramLayout out;
        double least = 0;
        for (const auto x : x_) least = std::min(least, x);
        for (std::size_t i = 0; i < x_.size(); ++i) {
            out.people.push_back({drawing_.people[i].person, x_[i] - least, row_[i]});
            out.width = std::max(out.width, x_[i] - least);
            out.rows = std::max(out.rows, row_[i] + 1);
        }
        out.loose_row = loose_row_;
        for (const auto& [of, children] : broods_) {
            Brood brood{{}, {}, of.second};
            const auto from_left = [&](std::vector<std::size_t> people, std::vector<std::string>& into) {
                std::ranges::stable_sort(people, {}, [&](std::size_t one) { return x_[one]; });
                for (const auto one : people) into.push_back(drawing_.people[one].person);
            };
            from_left(of.first, brood.parents);
            from_left(children, brood.children);
            out.broods.push_back(std::move(brood));
        }
        out.unrecorded = std::move(unrecorded_);
        return out;
    }

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    const Genogram& drawing_;
    std::map<std::string, std::size_t, std::less<>> at_;
    std::map<std::pair<std::vector<std::size_t>, std::string>, std::vector<std::size_t>> broods_;
    std::set<Pair> couples_;
    std::vector<Union> unrecorded_;
    std::vector<Block> blocks_;
    std::vector<std::size_t> block_of_;
    std::map<std::size_t, std::vector<std::size_t>> parents_, hung_;
    std::map<int, double> next_;
    double left_ = 0;
    std::vector<double> x_;
    std::vector<int> row_;
    int loose_row_ = -1;
};

}  // namespace

const PersonPlace* GenogramLayout::find(std::string_view person) const
{
    const auto found = std::ranges::find(people, person, &PersonPlace::person);
    return found == people.end() ? nullptr : &*found;
}

GenogramLayout lay_out(const Genogram& drawing)
{
    return Layout(drawing).made();
}

}  // namespace rules
