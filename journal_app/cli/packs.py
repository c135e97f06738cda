"""`kindroot packs check PATH [--json]`: say whether a folder is a usable pack, and what its authors could mend.

Exit codes: 0 the pack can be used (there may be warnings), 1 it can't, 2 wrong usage. With `--json`, one object:

    {"format": 1, "path": "seeds", "usable": true,
     "pack": {"id": …, "title": …, "version": …, "status": "unreviewed"} or null where it can't be used,
     "counts": {"articles": 5, "themes": 32, "passages": 103, "passages_used": 88, "prompts": 90, "practices": 20,
                "steps": 227, "without_passage": 0},
     "findings": [{"severity": "error" or "warning", "code": "pack_…", "file": "prompts/a000.toml", "line": 12 or null,
                   "key": "prompt[0].themes[1]", "fields": {…}, "sentence": "…"}]}

Findings are in order of file, line and key. Codes and keys stay as they are; sentences may be reworded.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from journal_app.settings.paths import seeds_dir
from journal_app.settings.sentences import sentence

if TYPE_CHECKING:  # what reads a pack is imported once there is one to read
    from journal_app.content.findings import Finding, PackReport
    from journal_app.content.model import Pack

JSON_FORMAT = 1
DONE, NOT_DONE = 0, 1

_COUNTED = ("articles", "themes", "passages", "prompts", "practices", "steps")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `packs` with its one action."""
    parser = subparsers.add_parser("packs", help="check a folder of articles, prompts and practices")
    actions = parser.add_subparsers(dest="action", required=True, metavar="check")
    check = actions.add_parser("check", help="say whether a pack can be used, and where it needs mending")
    check.add_argument("path", metavar="PATH", type=Path, help="the pack's folder")
    check.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check the folder and print what was found; return 0 when it can be used, else 1 with one sentence on stderr."""
    from journal_app.content.load import check_pack

    path: Path = args.path
    report = check_pack(path, built_in=_is_built_in(path))
    if args.json:
        print(json.dumps(_as_json(path, report), ensure_ascii=False, indent=2))
    else:
        _print(report)
    if report.pack is None:
        first = report.errors[0]
        print(sentence("pack_not_usable", count=len(report.errors), place=first.place), file=sys.stderr)
        return NOT_DONE
    return DONE


def _is_built_in(path: Path) -> bool:
    try:
        return path.resolve() == seeds_dir().resolve()
    except (OSError, RuntimeError):
        return False


def _print(report: "PackReport") -> None:
    for finding in report.findings:
        print(f"{finding.severity.value}  {finding.place}\n    {_sentence(finding)}")
    if report.counts:
        print("  ".join(f"{name} {report.counts[name]}" for name in _COUNTED))
        print(f"passages used by a prompt or practice: {report.counts['passages_used']} of {report.counts['passages']}")
        print(f"prompts and steps without a passage: {report.counts['without_passage']}")
    if report.pack is not None:
        print(review_line(report.pack))
        print(f"“{report.pack.title}” {report.pack.version} can be used.")


def review_line(pack: "Pack") -> str:
    """Return the honest line on who has read the pack."""
    from journal_app.content.model import ReviewStatus

    if pack.status is ReviewStatus.REVIEWED:
        return (
            f"Reviewed by {', '.join(pack.reviewed_by)}; "
            f"read by people with lived experience: {', '.join(pack.lived_experience_review)}."
        )
    return "No practitioner or person with lived experience has reviewed this pack yet."


def _sentence(finding: "Finding") -> str:
    return sentence(finding.code.value, **finding.fields)


def _as_json(path: Path, report: "PackReport") -> dict[str, object]:
    pack = report.pack
    return {
        "format": JSON_FORMAT,
        "path": str(path),
        "usable": pack is not None,
        "pack": pack and {"id": pack.id, "title": pack.title, "version": pack.version, "status": pack.status.value},
        "counts": dict(report.counts),
        "findings": [
            {
                "severity": finding.severity.value,
                "code": finding.code.value,
                "file": finding.file,
                "line": finding.line,
                "key": finding.key,
                "fields": dict(finding.fields),
                "sentence": _sentence(finding),
            }
            for finding in report.findings
        ],
    }
