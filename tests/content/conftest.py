"""The built-in pack, a copy of it to break, a small pack like a facilitator's, and days lived through the chooser."""

import hashlib
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from journal_app.content.chooser import History, Offer, Wishes, rank
from journal_app.content.load import check_pack, load_pack
from journal_app.content.model import Pack

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

ARTICLE = "One kind word can carry a day. Nobody does this alone.\n\nA second line stands here.\n"

FILES = {
    "pack.toml": """
[pack]
id = "small"
title = "A small pack"
version = "1"
format = 1
language = "en"
status = "unreviewed"

[files]
articles = "articles.toml"
themes = "themes.toml"
passages = "passages.toml"
prompts = "prompts/*.toml"
practices = "practices/*.toml"
""",
    "articles.toml": """
[[article]]
id = "art"
file = "articles/art.txt"
sha256 = "SHA256"
title = "One kind word"
short_title = "Kind words"
strand = "belonging"
""",
    "themes.toml": """
[[theme]]
id = "kind"
name = "Kindness"
strand = "belonging"
plain = "Kind words."
""",
    "passages.toml": """
[[passage]]
id = "word"
article = "art"
exact = "One kind word can carry a day."
prefix = ""
suffix = " Nobody does this alone.\\n\\nA seco"
start = 0
end = 30
themes = ["kind"]
stance = "hedged"
""",
    "prompts/a.toml": """
[[prompt]]
id = "q1"
title = "A word"
text = "The article says “kind word”. Which one came to you?"
smaller = "Write the word."
themes = ["kind"]
passages = ["word"]
kind = "write"
intensity = "gentle"
minutes = 5
place = "any"
""",
    "practices/walk.toml": """
[practice]
id = "walk"
title = "A walk"
summary = "Round the block."
strand = "belonging"
themes = ["kind"]
passages = ["word"]
intensity = "gentle"
minutes = [5, 10]
place = "any"

[basis]
form = "a walk"
source = "none"
strength = "none"

[[step]]
id = "arrive"
type = "ground"
text = "Look round."

[[step]]
id = "read"
type = "read"
text = "Read this."
passage = "word"

[[step]]
id = "go"
type = "write"
text = "Where did you go?"

[[step]]
id = "close"
type = "close"
text = "That is all."
""",
}


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack(SEEDS)


@pytest.fixture
def seeds_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SEEDS, tmp_path / "seeds"))


@pytest.fixture
def small_pack(tmp_path: Path) -> Path:
    """A pack with one of everything, as small as a pack can be."""
    folder = tmp_path / "small"
    sha256 = hashlib.sha256(ARTICLE.encode()).hexdigest()
    for name, text in {**FILES, "articles/art.txt": ARTICLE}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n").replace("SHA256", sha256), encoding="utf-8", newline="\n")
    return folder


@pytest.fixture
def replace_in() -> Callable[[Path, str, str], None]:
    """Change a text in a file once; fails when it is not there, so that a test can't pass by changing nothing."""

    def replace(path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")

    return replace


@pytest.fixture
def found() -> Callable[[Path], list[tuple[str, str]]]:
    """Check a folder and return code and place of each error."""

    def check(folder: Path) -> list[tuple[str, str]]:
        return [(finding.code.value, finding.place) for finding in check_pack(folder).errors]

    return check


@pytest.fixture
def live_through(pack: Pack) -> Callable[..., list[Offer]]:
    """Live some days through: each day the first offer is shown and answered."""

    def live(days: int, wishes: Wishes, first_day: date = date(2025, 3, 1)) -> list[Offer]:
        history, lived = History(), []
        for day in range(days):
            on = first_day + timedelta(days=day)
            offer = rank(pack, wishes, history, on)[0]
            prompt = pack.prompts[offer.prompt]
            lived.append(offer)
            history = History(
                shown={**history.shown, prompt.id: on},
                recent_articles=(pack.article_of(prompt).id, *history.recent_articles)[:5],
                last_kind=prompt.kind,
                recent_strands=(pack.strand_of(prompt), *history.recent_strands)[:12],
            )
        return lived

    return live
