"""Turn rows that keep every rule into the values of `model`. Nothing is judged here."""

from datetime import date

from journal_app.content.model import (
    Article,
    ArticleId,
    Basis,
    GroundingAnchor,
    Option,
    Pack,
    PackId,
    Part,
    Passage,
    PassageId,
    Practice,
    PracticeId,
    Prompt,
    PromptId,
    Scale,
    ScaleItem,
    Step,
    StepId,
    Support,
    SupportEntry,
    SupportRegion,
    TextPositionSelector,
    TextQuoteSelector,
    Theme,
    ThemeId,
)
from journal_app.content.rows import (
    AnchorRow,
    ArticleRow,
    OptionRow,
    PassageRow,
    PromptRow,
    StepRow,
    SupportEntryRow,
    SupportRegionRow,
    ThemeRow,
)
from journal_app.content.source import PackSource, PracticeSource, ScaleSource, SupportSource


def build_pack(source: PackSource) -> Pack:
    """Return the pack; `source` has no errors."""
    row, review = source.pack.value, source.review.value
    return Pack(
        id=PackId(row.id),
        title=row.title,
        version=row.version,
        language=row.language,
        status=row.status,
        summary=row.summary,
        not_care=row.not_care,
        license_own_words=row.license_own_words,
        license_articles=row.license_articles,
        authors=review.authors,
        reviewed_by=review.reviewed_by,
        lived_experience_review=review.lived_experience_review,
        articles={ArticleId(key): _article(each.value, source.texts[key]) for key, each in source.articles.items()},
        themes={ThemeId(key): _theme(each.value) for key, each in source.themes.items()},
        passages={PassageId(key): _passage(each.value) for key, each in source.passages.items()},
        prompts={PromptId(key): _prompt(each.value) for key, each in source.prompts.items()},
        practices={PracticeId(key): _practice(each) for key, each in source.practices.items()},
        anchors=tuple(_anchor(each.value) for each in source.anchors.values()),
        scales={each.scale.value.id: _scale(each) for each in source.scales},
        support=_support(source.supports[0]) if source.supports else None,
    )


def _article(row: ArticleRow, text: str) -> Article:
    return Article(
        id=ArticleId(row.id),
        file=row.file,
        sha256=row.sha256,
        title=row.title,
        short_title=row.short_title,
        strand=row.strand,
        text=text,
        title_source=row.title_source,
        author=row.author,
        publisher=row.publisher,
        boilerplate=row.boilerplate,
        caveats=row.caveats,
    )


def _theme(row: ThemeRow) -> Theme:
    return Theme(ThemeId(row.id), row.name, row.strand, row.plain, row.description)


def _passage(row: PassageRow) -> Passage:
    return Passage(
        id=PassageId(row.id),
        article=ArticleId(row.article),
        quote=TextQuoteSelector(row.exact, row.prefix, row.suffix),
        position=TextPositionSelector(row.start, row.end),
        themes=_themes(row.themes),
        stance=row.stance,
        caveat=row.caveat,
    )


def _prompt(row: PromptRow) -> Prompt:
    return Prompt(
        id=PromptId(row.id),
        title=row.title,
        text=row.text,
        smaller=row.smaller,
        themes=_themes(row.themes),
        passages=_passages(row.passages),
        kind=row.kind,
        intensity=row.intensity,
        minutes=row.minutes,
        place=row.place,
        stem=row.stem,
        options=row.options,
        content_note=row.content_note,
        next=PracticeId(row.next) if row.next else None,
        retired=row.retired,
    )


def _practice(source: PracticeSource) -> Practice:
    row = source.practice.value
    basis = source.basis.value if source.basis is not None else None
    passages = _passages(row.passages)
    return Practice(
        id=PracticeId(row.id),
        title=row.title,
        summary=row.summary,
        strand=row.strand,
        themes=_themes(row.themes),
        passages=passages,
        intensity=row.intensity,
        minutes=row.minutes,
        place=row.place,
        basis=Basis(basis.form, basis.source, basis.strength) if basis is not None else Basis("", "", ""),
        steps=tuple(_step(step.value, passages) for step in source.steps),
        cautions=row.cautions,
        content_note=row.content_note,
        off_by_default=row.off_by_default,
        sittings=row.sittings,
        gap_days=row.gap_days,
        retired=row.retired,
    )


def _step(row: StepRow, practice_passages: tuple[PassageId, ...]) -> Step:
    """A step without a passage of its own shows those of its practice, so that every step has one."""
    return Step(
        id=StepId(row.id),
        type=row.type,
        text=row.text,
        passages=(PassageId(row.passage),) if row.passage else practice_passages,
        smaller=row.smaller,
        stem=row.stem,
        next=row.next,
        options=tuple(
            Option(option.label, option.next) if isinstance(option, OptionRow) else Option(option)
            for option in row.options
        ),
        many=row.many,
        parts=tuple(Part(part.id, part.label, part.hint) for part in row.parts),
        scale=row.scale,
        words_only=row.words_only,
        minutes=row.minutes,
        by_sitting=row.by_sitting,
        gathers=row.gathers,
        recalls=row.recalls,
    )


def _anchor(row: AnchorRow) -> GroundingAnchor:
    return GroundingAnchor(row.id, row.name, row.minutes, row.uses, row.swap, row.steps)


def _scale(source: ScaleSource) -> Scale:
    """An item with no options of its own, and no words to write, is answered with the scale's."""
    row = source.scale.value
    items = tuple(
        ScaleItem(
            id=item.id,
            text=item.text,
            options=item.options or (() if item.free_text else row.options),
            strand=item.strand,
            free_text=item.free_text,
            cap=item.cap,
            offer_grounding_first=item.offer_grounding_first,
            max_minutes=item.max_minutes,
        )
        for item in (each.value for each in source.items)
    )
    return Scale(row.id, row.title, row.note, row.scoring, items)


def _support(source: SupportSource) -> Support:
    row = source.support.value
    regions = tuple(_region(region.value, row.order) for region in source.regions)
    return Support(row.max_age_days, row.intro, row.device_note, regions)


def _region(row: SupportRegionRow, order: tuple[str, ...]) -> SupportRegion:
    """Entries stand in the page's order of kinds; those nobody has filled in are left out."""
    filled = [entry for entry in row.entry if entry.name.strip()]
    filled.sort(key=lambda entry: order.index(entry.kind) if entry.kind in order else len(order))
    return SupportRegion(row.id, row.name, tuple(_support_entry(entry) for entry in filled))


def _support_entry(row: SupportEntryRow) -> SupportEntry:
    checked_on = date.fromisoformat(str(row.checked_on)) if row.checked_on else None
    return SupportEntry(
        kind=row.kind,
        name=row.name,
        how=row.how,
        hours=row.hours,
        languages=row.languages,
        cost=row.cost,
        privacy=row.privacy,
        checked_on=checked_on,
        checked_by=row.checked_by,
    )


def _themes(names: tuple[str, ...]) -> tuple[ThemeId, ...]:
    return tuple(ThemeId(name) for name in names)


def _passages(names: tuple[str, ...]) -> tuple[PassageId, ...]:
    return tuple(PassageId(name) for name in names)
