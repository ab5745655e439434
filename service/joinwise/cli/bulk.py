"""``joinwise bulk``: the rows of tables, scored."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from os.path import exists, isdir, isfile
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from joinwise.cli.candidate_files import data_in
from joinwise.cli.console import console, print_error
from joinwise.cli.errors import ExitStatus
from joinwise.cli.options import PATH, json_option, rules_option
from joinwise.cli.packs import active_pack
from joinwise.cli.tables import ENGINES, require_engine
from joinwise.cli.views.bulk import bulk_view, progress
from joinwise.domain.inputs import Input
from joinwise.errors import FrameError, MalformedError
from joinwise.files import STANDARD_STREAM, opened, write_whole
from joinwise.formats.strict_json import write_json
from joinwise.packs.model import Pack
from joinwise.suggestions import nearest

if TYPE_CHECKING:
    from joinwise.bulk.job import Engine
    from joinwise.bulk.report import Report
    from joinwise.bulk.request import Request

FORMATS = ("csv", "ndjson", "parquet")


@click.command()
@click.argument("tables", nargs=-1, required=True, metavar="IN... OUT")
@click.option(
    "--format", "read", type=click.Choice(FORMATS), help="The format of IN (default: by its name)."
)
@click.option(
    "--to", type=click.Choice(FORMATS), help="The format of OUT (default: by its name, or as IN)."
)
@click.option(
    "--map", "names", type=PATH, help="A YAML or JSON file of pairs: name of a column, input."
)
@click.option(
    "--engine", type=click.Choice([*ENGINES]), default="polars", show_default=True,
    help="What works it out.",
)  # fmt: skip
@click.option("--spark-master", metavar="URL", help="Where Spark runs (default: local[*]).")
@click.option(
    "--columns",
    default="",
    metavar="NAMES",
    help="What OUT has, separated by commas: columns of IN, recommendation, score, fired, summary "
    "(by polars alone).",
)
@click.option("--strict", is_flag=True, help="Stop at the first row that does not fit.")
@click.option("--resume", is_flag=True, help="Go on with a job that was interrupted.")
@json_option
@rules_option
def bulk(
    *,
    tables: tuple[str, ...],
    read: str | None,
    to: str | None,
    names: Path | None,
    engine: str,
    spark_master: str | None,
    columns: str,
    strict: bool,
    resume: bool,
    as_json: bool,
    rules: Path | None,
) -> None:
    """Score the rows of tables: CSV, NDJSON or Parquet.

    Each IN is a file, a folder of files, a pattern such as 'part-*.csv', or - for standard input;
    OUT is a file, a folder (its name ends with /), or - for standard output. Columns are named as
    inputs are (cost.annual_dues); all others are carried along. Rows that do not fit go to
    OUT.rejects, with every fault.
    """
    *paths, out = tables
    if not paths:
        raise click.UsageError("say where the output goes: joinwise bulk IN OUT")
    require_engine(engine)
    pack = active_pack(rules)
    request = partial(
        _request,
        pack,
        columns=columns,
        names=_names(names, pack.inputs),
        strict=strict,
        read=read,
        to=to,
    )
    if engine == "spark":
        asked = request(_named(paths, read), out)
        report = _run_on_spark(asked, paths, out, spark_master, resume)
    else:
        report = _run_here(engine, request, paths=paths, out=out, read=read, resume=resume)
    _print(report, as_json, to_stderr=out == STANDARD_STREAM)
    sys.exit(ExitStatus.DONE if report.is_clean else ExitStatus.FAULTS)


def _request(
    pack: Pack, files: Sequence[str], out: str, *, columns: str, read: str | None, to: str | None,
    **options: Any,
) -> Request:  # fmt: skip
    from joinwise.bulk.request import request_for  # noqa: PLC0415 - needs the extra

    request = request_for(pack, files, out, read=read, to=to)
    return replace(request, chosen=_listed(columns), **options)


def _run_here(
    engine: str,
    request_of: Callable[..., Request],
    *,
    paths: Sequence[str],
    out: str,
    read: str | None,
    resume: bool,
) -> Report:
    from joinwise.bulk.engines import engine_named  # noqa: PLC0415 - needs the extra

    with _files(paths, read) as files, _written(out) as path:
        request = request_of(files, path)
        report = _run(engine_named(engine, request), request, files, path, resume)
    return replace(report, rejects="") if out == STANDARD_STREAM else report


def _named(paths: Sequence[str], read: str | None) -> Sequence[str]:
    """What tells the format by its name: the files in a folder that is on this machine."""
    from joinwise.bulk.formats import files_at  # noqa: PLC0415 - needs the extra

    if read:
        return paths
    return [file for path in paths for file in (files_at([path], None) if isdir(path) else [path])]


def _run_on_spark(
    request: Request, paths: Sequence[str], out: str, master: str | None, resume: bool
) -> Report:
    from joinwise.bulk.spark_engine import NO_RESUME, SparkJob  # noqa: PLC0415 - needs the extra

    if resume:
        raise FrameError([NO_RESUME])
    job = SparkJob(request, paths, out, master)
    for said in request.said(job.columns()):
        print_error(said)
    return job.run()


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())


def _names(file: Path | None, inputs: Mapping[str, Input]) -> dict[str, str]:
    """The input that each other name of a column stands for; the file may say it either way."""
    if file is None:
        return {}
    try:
        pairs = data_in(str(file))
    except MalformedError as error:
        raise FrameError([f"{file}: {error}"]) from None
    if not isinstance(pairs, dict):
        raise FrameError([f"{file}: this must be pairs of names, such as Dues: cost.annual_dues"])
    named = [(str(one), str(other)) for one, other in pairs.items()]
    unknown = [pair for pair in named if not inputs.keys() & set(pair)]
    if unknown:
        problems = (
            f'{file}: "{pair[1]}" is no input{nearest(pair[1], inputs)}' for pair in unknown
        )
        raise FrameError(problems)
    return dict(pair if pair[1] in inputs else pair[::-1] for pair in named)


@contextmanager
def _files(paths: Sequence[str], read: str | None) -> Iterator[list[str]]:
    """All files that are named; a stream is put into one, since it is read more than once."""
    from joinwise.bulk.formats import Format, files_at  # noqa: PLC0415 - needs the extra

    files = files_at(paths, Format(read) if read else None)
    with TemporaryDirectory() as folder:
        yield [_regular(file, Path(folder, str(number)), read) for number, file in enumerate(files)]


def _regular(file: str, spooled: Path, read: str | None) -> str:
    """The file itself, or one with what the stream of that name holds."""
    if file != STANDARD_STREAM and (isfile(file) or not exists(file)):
        return file
    if read is None:
        raise click.UsageError("say --format csv or ndjson: a stream has no name that tells")
    try:
        with opened(Path(file)) as content, spooled.open("wb") as out:
            copyfileobj(content, out)
    except OSError as error:
        raise FrameError([f"{file}: {error.strerror or error}"]) from None
    return str(spooled)


@contextmanager
def _written(out: str) -> Iterator[str]:
    """The path to write to; what is for a stream or a device is copied there once it is whole."""
    if out != STANDARD_STREAM and (not exists(out) or isfile(out) or isdir(out)):
        yield out
        return
    with TemporaryDirectory() as folder:
        whole = Path(folder, "standard-output")
        yield str(whole)
        _copy(whole, Path(out))
        _print_rejects(whole.with_name(f"{whole.name}.rejects"))


def _copy(whole: Path, to: Path) -> None:
    try:
        with whole.open("rb") as content, write_whole(to) as out:
            copyfileobj(content, out)
    except OSError as error:
        raise FrameError([f"{to}: {error.strerror or error}"]) from None


def _print_rejects(rejects: Path) -> None:
    if rejects.exists():
        click.echo(rejects.read_text(encoding="utf-8"), err=True, nl=False)


def _run(engine: Engine, request: Request, files: Sequence[str], out: str, resume: bool) -> Report:
    from joinwise.bulk.job import Job, output_at  # noqa: PLC0415 - needs the extra

    for said in _said(engine, request, files):
        print_error(said)
    job = Job(request, engine, files, output_at(out, len(files)))
    with progress(engine.size(files)) as advance:
        report = job.run(resume, advance)
    for file, why in report.failed.items():
        print_error(why, file)
    return report


def _said(engine: Engine, request: Request, files: Sequence[str]) -> list[str]:
    """What is worth knowing of the columns of the first file that can be read."""
    for file in files:
        with suppress(*engine.errors, OSError, FrameError):
            return [*request.said(engine.columns(file))]
    return []


def _print(report: Report, as_json: bool, to_stderr: bool) -> None:
    if as_json:
        click.echo(write_json(report.to_dict()), err=to_stderr)
    else:
        console(stderr=to_stderr).print(bulk_view(report))
