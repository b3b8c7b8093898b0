"""Files are replaced whole or not at all: a reader never meets half a report."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from hfi_eval.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping


def write(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole, or as it was before.

    Args:
        path: in a folder that exists.
        content: the whole file.

    Raises:
        OutputError: the file could not be written; what was there before is still there.
    """
    _replace({path: content})


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files that belong together into a folder, made if need be: all of them or none.

    Args:
        folder: where; folders above it are made too.
        files: the content of each by its name, which may have folders of its own: "csv/T6.csv".

    Raises:
        OutputError: a file could not be written; what was there before is still there.
    """
    paths = {folder / name: content for name, content in files.items()}
    made: list[Path] = []
    try:
        for parent in (folder, *sorted({path.parent for path in paths})):
            _make(parent, made)
        _replace(paths)
    except BaseException:
        for new in reversed(made):
            with suppress(OSError):
                new.rmdir()
        raise


def _make(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and note in `made` which are new."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        for each in reversed(missing):
            each.mkdir(exist_ok=True)
            made.append(each)
    except OSError as error:
        _refuse(error, folder)


def _replace(files: Mapping[Path, bytes]) -> None:
    """Stage every file beside its place, then move all of them; undo everything on a failure."""
    for path in files:
        _sweep(path)
    staged: dict[Path, Path] = {}
    kept: dict[Path, Path | None] = {}
    path = Path()
    try:
        for path, content in files.items():
            _refuse_folder(path)
            _stage(path, content, staged)
        for path in files:
            if len(files) > 1:
                kept[path] = _keep(path)
            staged[path].replace(path)
            del staged[path]
        for folder in {path.parent for path in files}:
            _settle(folder)
    except OSError as error:
        _restore(kept, staged)
        _refuse(error, path)
    finally:
        for left in (*staged.values(), *(old for old in kept.values() if old)):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _prefix(path: Path) -> str:
    """Begin the name of a hidden file with that of its file and of this process."""
    return f".{path.name}.{os.getpid()}."


def _sweep(path: Path) -> None:
    """Remove what a process that is gone has left beside a file: it may hold confidential results."""
    if os.name == "nt" or not path.parent.is_dir():
        return  # there a process cannot be asked whether it lives
    for left in path.parent.glob(f".{path.name}.*.*"):
        process = left.name.removeprefix(f".{path.name}.").partition(".")[0]
        if left.suffix in {".part", ".old"} and process.isdigit() and not _lives(int(process)):
            with suppress(OSError):
                left.unlink()


def _lives(process: int) -> bool:
    """Tell whether there is a process of that number."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _refuse_folder(path: Path) -> None:
    """Refuse a path that is a folder, before anything is moved.

    Raises:
        IsADirectoryError: it is.
    """
    if path.is_dir():
        raise IsADirectoryError(21, "it is a folder", str(path))


def _stage(path: Path, content: bytes, staged: dict[Path, Path]) -> None:
    """Write the content to a hidden file in the same folder and note it in `staged`."""
    handle, name = tempfile.mkstemp(prefix=_prefix(path), suffix=".part", dir=path.parent)
    staged[path] = Path(name)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    Path(name).chmod(_mode(path))


def _mode(path: Path) -> int:
    """Give the permissions the file has, or those a new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _keep(path: Path) -> Path | None:
    """Copy the file that is about to be replaced, to go back to.

    Raises:
        OSError: it could not be copied.
    """
    if not path.exists():
        return None
    handle, name = tempfile.mkstemp(prefix=_prefix(path), suffix=".old", dir=path.parent)
    os.close(handle)
    kept = Path(name)
    try:
        kept.write_bytes(path.read_bytes())
        kept.chmod(_mode(path))
    except OSError:
        kept.unlink(missing_ok=True)
        raise
    return kept


def _restore(kept: Mapping[Path, Path | None], staged: Mapping[Path, Path]) -> None:
    """Put back what was there before the files that have already been moved."""
    for path, old in kept.items():
        if path in staged:
            continue
        with suppress(OSError):
            if old is None:
                path.unlink(missing_ok=True)
            else:
                old.replace(path)


def _settle(folder: Path) -> None:
    """Ask the disk to remember the new names; not every system can, and that is no failure."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refuse(error: OSError, path: Path) -> NoReturn:
    """Say what could not be written, why, and what to do.

    Raises:
        OutputError: always.
    """
    reason = (error.strerror or str(error)).rstrip(".")
    message = (
        f'"{path}" could not be written: {reason}. Nothing was changed. Check that the folder '
        "exists, may be written to and has room, and that no other program has the file open."
    )
    raise OutputError(message) from error
