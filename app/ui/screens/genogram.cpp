// The genogram: square, circle and diamond; a cross for a death; a double border for the person the review is
// about; partners joined, children below.
#include <algorithm>
#include <cmath>

#include "app/ui/screens/people_screen.h"

namespace ui {

namespace {

// Design pixels on the board.
constexpr float kPersonAcross = 156, kRowDown = 196, kSymbol = 58, kGenogramEdge = 84, kGenogramTop = 56,
                kBelowSymbol = 60;

class Drawing {
public:
    Drawing(Kit& kit, PeopleScreen& screen, Kit::Board& board)
        : kit_(kit), screen_(screen), board_(board), thick_(std::max(1.5F, kit.px(2)))
    {
    }

    void all()
    {
        for (std::size_t i = 0; i < screen_.broods.size(); ++i) brood(screen_.broods[i], i);
        for (const auto& one : screen_.lines)
            if (one.line != KinLineShown::Other) partners(one);
        for (const auto& one : screen_.lines)
            if (one.line == KinLineShown::Other) tie(one);
        if (screen_.loose_row >= 0) loose_words();
        for (const auto& one : screen_.people) person(one);
    }

private:
    static Point middle(const KinShown& kin)
    {
        return {kGenogramEdge + kin.x * kPersonAcross,
                kGenogramTop + static_cast<float>(kin.row) * kRowDown + kSymbol / 2};
    }
    Point at(float x, float y) const { return board_.at(x, y); }
    void stroke(Point from, Point to, Colour c, bool dashed = false)
    {
        kit_.line(at(from.x, from.y), at(to.x, to.y), c, thick_, dashed);
    }

    void loose_words()
    {
        const Point where = at(kGenogramEdge - kSymbol / 2,
                               kGenogramTop + static_cast<float>(screen_.loose_row) * kRowDown - 34);
        kit_.place({where.x, where.y, kit_.px(400), kit_.leading(Face::SmallStrong)});
        kit_.text("genogram.loose", "In no recorded relationship", Face::SmallStrong, kit_.theme().muted);
    }

    // From the line between two parents, or from below one, to a bar over the children.
    void brood(const BroodShown& one, std::size_t number)
    {
        std::vector<Point> parents, children;
        for (const auto& id : one.parents)
            if (const auto* kin = screen_.kin(id)) parents.push_back(middle(*kin));
        for (const auto& id : one.children)
            if (const auto* kin = screen_.kin(id)) children.push_back(middle(*kin));
        if (parents.empty() || children.empty()) return;
        const Colour c = one.birth ? kit_.theme().ink : kit_.theme().muted;
        Point from = parents.front();
        const bool two = parents.size() == 2 && parents[0].y == parents[1].y;
        if (two)
            from.x = (parents[0].x + parents[1].x) / 2;
        else
            from.y += kSymbol / 2 + kBelowSymbol;
        float top = children.front().y;
        float left = from.x, right = from.x;
        for (const auto& child : children) {
            top = std::min(top, child.y);
            left = std::min(left, child.x);
            right = std::max(right, child.x);
        }
        const float bar = top - kSymbol / 2 - 14 - 7 * static_cast<float>(number % 3);
        stroke(from, {from.x, bar}, c, !one.birth);
        if (right - left > 1) stroke({left, bar}, {right, bar}, c, !one.birth);
        for (const auto& child : children)
            stroke({child.x, bar}, {child.x, child.y - kSymbol / 2}, c, !one.birth);
        if (!one.label.empty()) words({(left + right) / 2, bar - 9}, one.label, kit_.theme().muted);
    }

    void partners(const KinTieShown& one)
    {
        const auto* a = screen_.kin(one.a);
        const auto* b = screen_.kin(one.b);
        if (a == nullptr || b == nullptr) return;
        if (a->x > b->x) std::swap(a, b);
        const Point from = middle(*a), to = middle(*b);
        const bool dashed = one.line == KinLineShown::Together || one.line == KinLineShown::Partners ||
                            one.line == KinLineShown::NotRecorded;
        const Colour c = one.abuse                               ? kit_.tone(ToneName::Red).ink
                         : one.line == KinLineShown::NotRecorded ? kit_.theme().muted
                                                                 : kit_.theme().ink;
        Point half{(from.x + to.x) / 2, from.y};
        if (from.y == to.y && to.x - from.x < 1.5F * kPersonAcross) {
            stroke({from.x + kSymbol / 2, from.y}, {to.x - kSymbol / 2, to.y}, c, dashed);
        } else {  // somebody stands between: over their heads
            const float over = std::min(from.y, to.y) - kSymbol / 2 - 20;
            stroke({from.x, from.y - kSymbol / 2}, {from.x, over}, c, dashed);
            stroke({from.x, over}, {to.x, over}, c, dashed);
            stroke({to.x, over}, {to.x, to.y - kSymbol / 2}, c, dashed);
            half.y = over;
        }
        if (one.ended || one.line == KinLineShown::Former)
            for (const float by : {-6.0F, 6.0F})
                stroke({half.x + by - 5, half.y + 9}, {half.x + by + 5, half.y - 9}, c);
        if (one.abuse) words({half.x, half.y - 20}, "abuse", kit_.tone(ToneName::Red).ink);
    }

    void tie(const KinTieShown& one)
    {
        const auto* a = screen_.kin(one.a);
        const auto* b = screen_.kin(one.b);
        const bool of_chosen = one.a == screen_.chosen || one.b == screen_.chosen;
        if (a == nullptr || b == nullptr || !(of_chosen || screen_.all_ties)) return;
        const Point from = middle(*a), to = middle(*b);
        const float dx = to.x - from.x, dy = to.y - from.y, length = std::max(1.0F, std::hypot(dx, dy));
        const float out = kSymbol * 0.62F / length;
        const Colour c = of_chosen ? kit_.theme().accent : kit_.theme().muted;
        stroke({from.x + dx * out, from.y + dy * out}, {to.x - dx * out, to.y - dy * out}, c, true);
        words({(from.x + to.x) / 2, (from.y + to.y) / 2}, one.label, c);
    }

    void words(Point middle_of, std::string_view text, Colour c)
    {
        const Point where = at(middle_of.x, middle_of.y);
        const float wide = kit_.text_width(Face::Small, text), high = kit_.leading(Face::Small);
        kit_.fill({where.x - wide / 2 - kit_.px(4), where.y - high / 2, wide + kit_.px(8), high},
                  kit_.theme().sheet);
        kit_.paint(where.x - wide / 2, where.y - high / 2, Face::Small, c, text);
    }

    void symbol(const KinShown& kin, const Rect& r, Colour c, Colour back, float by)
    {
        const Rect in = r.inset(by);
        const Point mid{in.x + in.w / 2, in.y + in.h / 2};
        if (kin.sex == "M") {
            const Point corners[] = {
                {in.x, in.y}, {in.right(), in.y}, {in.right(), in.bottom()}, {in.x, in.bottom()}};
            kit_.outline(corners, c, thick_, back);
        } else if (kin.sex == "F") {
            kit_.disc(mid.x, mid.y, in.w / 2, back);
            kit_.circle(mid, in.w / 2, c, thick_);
        } else {
            const Point corners[] = {{mid.x, in.y}, {in.right(), mid.y}, {mid.x, in.bottom()}, {in.x, mid.y}};
            kit_.outline(corners, c, thick_, back);
        }
    }

    std::string told(const KinShown& kin) const
    {
        std::string said = kin.sex == "M" ? "male" : kin.sex == "F" ? "female" : "sex not recorded";
        if (kin.died) said += ", died";
        if (kin.index) said += ", the person this review is about";
        for (const auto& one : screen_.relations)
            if (std::find(one.people.begin(), one.people.end(), kin.id) != one.people.end())
                said += ". " + one.text;
        return said;
    }

    void person(const KinShown& kin)
    {
        const Theme& t = kit_.theme();
        const Point mid = middle(kin);
        const Rect r = board_.at({mid.x - kSymbol / 2, mid.y - kSymbol / 2, kSymbol, kSymbol});
        const bool identified = screen_.records.head.identified() && !kin.sealed.empty();
        const std::string name = kin.code + ", " + kin.word + (identified ? ", " + kin.sealed : "");
        const bool chosen = kin.id == screen_.chosen;
        const Hot hot = board_.hot(Role::Button, "genogram." + kin.id, name, r, told(kin), chosen);
        const Colour back = chosen ? t.selected : hot.hovered ? t.paper : t.sheet;
        symbol(kin, r, chosen ? t.accent : t.ink, back, 0);
        if (kin.index) symbol(kin, r, chosen ? t.accent : t.ink, back, board_.scaled(6));
        if (kin.died) {
            const float in = kin.sex == "M" ? 0 : r.w * (kin.sex == "F" ? 0.146F : 0.25F);
            const Rect box = r.inset(in);
            kit_.line({box.x, box.y}, {box.right(), box.bottom()}, t.muted, thick_);
            kit_.line({box.right(), box.y}, {box.x, box.bottom()}, t.muted, thick_);
        }
        label(kin, r, identified);
        if (hot.focused) kit_.focus_ring(r, kit_.px(4));
        if (hot.pressed) screen_.chosen = chosen ? "" : kin.id;
    }

    void label(const KinShown& kin, const Rect& r, bool identified)
    {
        const Theme& t = kit_.theme();
        const float most = board_.scaled(kPersonAcross - 12);
        const auto centred = [&](float y, Face face, Colour c, std::string_view text) {
            const float wide = std::min(most, kit_.text_width(face, text));
            kit_.paint(r.x + (r.w - wide) / 2, y, face, c, text, 0, most);
        };
        const auto in_two = [&](float y, std::string_view text) {
            const auto middle =
                kit_.text_width(Face::Small, text) > most ? text.find(' ', text.size() / 3) : text.npos;
            centred(y, Face::Small, t.muted, text.substr(0, middle));
            if (middle != text.npos)
                centred(y + kit_.leading(Face::Small), Face::Small, t.muted, text.substr(middle + 1));
        };
        const float y = r.bottom() + kit_.px(3);
        centred(y, Face::SmallStrong, t.ink, kin.code);
        in_two(y + kit_.leading(Face::Small) * 0.9F, identified ? kin.sealed : kin.word);
    }

    Kit& kit_;
    PeopleScreen& screen_;
    Kit::Board& board_;
    float thick_;
};

}  // namespace

void draw_genogram(Kit& kit, PeopleScreen& screen, const Rect& r)
{
    kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const Point size{2 * kGenogramEdge + screen.width * kPersonAcross,
                     kGenogramTop + static_cast<float>(screen.rows) * kRowDown};
    Kit::Board board(kit, "genogram.board", "Genogram", r.inset(kit.px(8)), screen.board, size);
    Drawing(kit, screen, board).all();
}

}  // namespace ui
