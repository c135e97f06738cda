"""Say in words why a prompt is offered: its terms that are not nought. The window and the command line say the same.

Each sentence is whole, for translators; names of themes, strands and articles are filled in after `translate`.
"""

from collections.abc import Callable, Iterable, Iterator

from journal_app.content.chooser import Offer, Relaxed, Term, TermCode, Wishes
from journal_app.content.model import ArticleId, Pack, ReviewStatus, Strand, ThemeId

Translate = Callable[[str], str]

_MORE = "You asked for more of {themes}."
_LESS = "You asked for less of {themes}, and that counted against it."
_MIXED = "You asked for more of {more}, and for less of {less}."
_NEW = "You have not seen this one."
_SEEN_ONE_DAY = "You last saw it yesterday."
_SEEN_DAYS = "You last saw it {days} days ago."
_PUT_OFF = "You said ‘not today’ to it lately, so it waits a little longer than others."
_LEANS = "Lately you wrote more on {most}, so this leans the other way."
_STARTS = "It starts from the balance in Settings, with a good share of {strand}."
_ASKED_BALANCE = "You asked for a share of {strand}, and lately there was less of it."
_AGAINST = "Lately there was a good deal of {strand}, and that counted a little against it."
_ARTICLE = "It comes from {article}, which was not behind your last few prompts."
_SAME_KIND = "It asks for the same kind of answer as your last one, and that counted a little against it."
_SHOWN_LATELY = "Everything else that fits was shown in the last two weeks too, so some come round again."
_LONGER = "Nothing fits the time you have today, so this one is longer; the smaller version is there if you like."
_SMALLER = "You have about a minute, so the smaller version comes first."
_UNREVIEWED = "No practitioner or person with lived experience has reviewed these prompts yet."
_PACE = {
    "shaky": "You said you feel shaky today, so only gentle ones are offered.",
    "little_time": "It goes by the time that you said there is today.",
    "after_deep": "There was something deep within the last day, so only gentle ones are offered.",
}
"""A sentence for each reason for which offers are kept gentle or short for now (`journal/pacing.py` names them)."""

_LIFT = "You can switch this off in Settings."
_PLAIN_PICK = "Nothing you asked for sets it apart today; it came up by lot."

_STRANDS = {Strand.SELF_COMPASSION: "self-compassion", Strand.BELONGING: "belonging", Strand.VOICE: "having a voice"}


def _as_it_is(text: str) -> str:
    return text


def why_sentences(
    pack: Pack, offer: Offer, wishes: Wishes, translate: Translate = _as_it_is, *, pace: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the reasons for an offer, one sentence each, in the order of the sum; never empty.

    `wishes` are those the offer was ranked with, `pace` the reasons that kept them gentle or short, which are said
    first. `translate` gets the template, before anything is filled in.
    """
    paced = [translate(_PACE[reason]) for reason in pace]
    said = [*paced, translate(_LIFT)] if paced else []
    said += [sentence for term in offer.terms if term.points for sentence in _of_term(pack, term, translate)]
    if Relaxed.RECENTLY_SHOWN in offer.relaxed:
        said.append(translate(_SHOWN_LATELY))
    if Relaxed.MINUTES in offer.relaxed and wishes.minutes is not None:
        said.append(translate(_LONGER))
    if offer.smaller_offered:
        said.append(translate(_SMALLER))
    return tuple(said) or (translate(_PLAIN_PICK),)


def review_sentence(pack: Pack, translate: Translate = _as_it_is) -> str:
    """Return that nobody has reviewed the pack yet, or nothing once somebody has (content.md: shown, never hidden)."""
    return translate(_UNREVIEWED) if pack.status is ReviewStatus.UNREVIEWED else ""


def _of_term(pack: Pack, term: Term, translate: Translate) -> Iterator[str]:
    match term.code:
        case TermCode.THEME_WISH:
            yield _theme_wish(pack, term, translate)
        case TermCode.FRESHNESS_NEW:
            yield translate(_NEW)
        case TermCode.FRESHNESS_DAYS:
            days = term.fields["days"]
            yield translate(_SEEN_ONE_DAY) if days == 1 else translate(_SEEN_DAYS).format(days=days)
        case TermCode.NOT_TODAY:
            yield translate(_PUT_OFF)
        case TermCode.BALANCE:
            yield _balance(term, translate)
        case TermCode.ARTICLE:
            article = pack.articles[ArticleId(str(term.fields["article"]))]
            yield translate(_ARTICLE).format(article=_named(article.short_title))
        case TermCode.VARIETY:
            yield translate(_SAME_KIND)


def _theme_wish(pack: Pack, term: Term, translate: Translate) -> str:
    more = _themes(pack, term.fields["more"], translate)
    less = _themes(pack, term.fields["less"], translate)
    if more and less:
        return translate(_MIXED).format(more=more, less=less)
    return translate(_MORE).format(themes=more) if more else translate(_LESS).format(themes=less)


def _balance(term: Term, translate: Translate) -> str:
    strand, most = term.fields["strand"], term.fields["most"]
    if term.points < 0:
        return translate(_AGAINST).format(strand=_strand(strand, translate))
    if isinstance(most, Strand) and most is not strand:
        return translate(_LEANS).format(most=_strand(most, translate))
    template = _STARTS if most is None else _ASKED_BALANCE
    return translate(template).format(strand=_strand(strand, translate))


def _strand(strand: object, translate: Translate) -> str:
    return translate(_STRANDS[Strand(str(strand))])


def _themes(pack: Pack, themes: object, translate: Translate) -> str:
    if not isinstance(themes, Iterable):
        return ""
    return translate(" and ").join(_named(pack.themes[ThemeId(str(theme))].name) for theme in themes)


def _named(name: str) -> str:
    """Set a name off from the sentence; single marks, since double ones hold exact words of an article."""
    return f"‘{name}’"
