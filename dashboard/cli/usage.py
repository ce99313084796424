"""A call that makes no sense, told in one sentence in the person's language."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, Final

import typer
from typer.core import TyperGroup

from dashboard.cli.guard import Refused
from dashboard.cli.state import State

_GLOBAL: Final = ("--ledger", "--wait", "--locale")  # they stand before the command, and people put them after it


class Commands(TyperGroup):
    """A group of commands that knows what a misspelt one was meant to be."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401  (typer's own types have moved before)
        """Find the command, or say which ones come near."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            near = get_close_matches(name, self.list_commands(ctx), n=1)
            if near:
                raise Refused("cli.usage.no_command_near", name=name, near=f"{ctx.command_path} {near[0]}")
            raise Refused("cli.usage.no_command", name=name, help=f"{ctx.command_path} --help")
        return super().resolve_command(ctx, args)


def sentence_of(error: Exception, state: State) -> str | None:
    """Return the sentence of a wrong call; None where the error is something else."""
    if isinstance(error, Refused):
        return state.screen.phrase(error.key, **error.facts)
    if hasattr(error, "format_message"):  # the mark of typer's and click's own errors, whichever of them raises
        return _of_typer(error, state.screen.phrase)
    return None


def _of_typer(error: Any, phrase: Callable[..., str]) -> str:  # noqa: ANN401  (see above)
    context = getattr(error, "ctx", None)
    asked = f"{context.command_path} --help" if context else "walletwatch --help"
    option = str(getattr(error, "option_name", ""))
    if option in _GLOBAL:
        return phrase("cli.usage.before", option=option)
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return phrase("cli.usage.no_option", option=option, help=asked)
    if kind == "MissingParameter":
        return phrase("cli.usage.missing", name=_name(error), help=asked)
    if kind == "BadParameter":
        return _bad_value(error, phrase, asked)
    return phrase("cli.usage.other", message=str(error.format_message()).rstrip("."), help=asked)


def _bad_value(error: Any, phrase: Callable[..., str], asked: str) -> str:  # noqa: ANN401
    choices = getattr(getattr(error.param, "type_descriptor", None), "choices", None)
    if choices:
        return phrase("cli.usage.choice", name=_name(error), choices=", ".join(getattr(c, "value", c) for c in choices))
    return phrase("cli.usage.bad", name=_name(error), help=asked)


def _name(error: Exception) -> str:
    """Return the option or argument an error is about, as it is typed."""
    parameter = getattr(error, "param", None)
    if parameter is None:
        return str(getattr(error, "param_hint", None) or "")
    flags = [flag for flag in parameter.opts if flag.startswith("-")]
    return max(flags, key=len) if flags else str(parameter.metavar or parameter.name or "").upper().removesuffix("...")


def bare(ctx: typer.Context) -> bool:
    """Tell whether a group was called without one of its commands."""
    return ctx.invoked_subcommand is None
