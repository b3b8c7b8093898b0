"""Run the command line as `python -m hfi_eval`."""

from __future__ import annotations

from hfi_eval.cli import main

main()
