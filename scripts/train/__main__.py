"""``python -m scripts.train COMMAND RUN.toml --data DIR --run DIR``, one command a step."""

from __future__ import annotations

import argparse
from pathlib import Path

from .config import load_config


def main() -> None:
    """Parse the command line and run one step of making a model."""
    parser = argparse.ArgumentParser(prog="python -m scripts.train", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, run in (("prepare", _prepare), ("vocab", _vocab), ("train", _train)):
        command = commands.add_parser(name)
        command.add_argument("config", type=Path, help="such as scripts/train/runs/cpu-small.toml")
        command.add_argument("--data", type=Path, required=True, help="holds train/ and dev/")
        command.add_argument("--run", type=Path, required=True, help="outside the repository")
        command.set_defaults(call=run)
        if name == "train":
            command.add_argument("--minutes", type=float, default=1e9, help="stop after this long")
            command.add_argument("--steps", type=int, help="stop at this step")
    command = commands.add_parser("start", help="weights and vocabulary of a model that exists")
    command.add_argument("model", type=Path, help="such as models/kk-en")
    command.add_argument("--run", type=Path, required=True)
    command.set_defaults(call=_start)
    command = commands.add_parser("backtranslate", help="synthetic pairs from one language's text")
    command.add_argument("model", type=Path, help="a model folder, such as models/kk-en")
    command.add_argument("text", type=Path, help="a line a sentence, .xz or plain")
    command.add_argument("-o", dest="out", type=Path, required=True, help="a .tsv for prepare")
    command.add_argument("--class", dest="klass", default="BT", help="the pairs' class")
    command.add_argument("--limit", type=int, help="lines at most")
    command.add_argument("--beam", type=int, default=1, help="1 draws instead of searching")
    command.add_argument("--temperature", type=float, default=1.0)
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--threads", type=int, default=1)
    command.set_defaults(call=_backtranslate)
    command = commands.add_parser("average", help="the mean of several checkpoints")
    command.add_argument("checkpoints", type=Path, nargs="+")
    command.add_argument("-o", dest="out", type=Path, required=True)
    command.set_defaults(call=_average)
    command = commands.add_parser("export", help="a checkpoint to a model folder")
    command.add_argument("config", type=Path)
    command.add_argument("--run", type=Path, required=True)
    command.add_argument("--checkpoint", type=Path, help="default: the run's newest")
    command.add_argument("--low-confidence", type=float, default=0.4)
    command.add_argument("--preferred-tokens", type=int, help="cut longer sentences at clauses")
    command.add_argument("--length-penalty", type=float, help="what to decode with (default: 1)")
    command.add_argument("--repetition-penalty", type=float)
    command.add_argument("-o", dest="out", type=Path, required=True)
    command.set_defaults(call=_export)
    command = commands.add_parser("evaluate", help="score a model folder on dev sets")
    command.add_argument("model", type=Path)
    command.add_argument("dev", type=Path, nargs="+", help="such as DATA/dev/flores_dev")
    command.add_argument("--engine", choices=("ctranslate2", "transformers"), default="ctranslate2")
    command.add_argument("--beam", type=int, default=4)
    command.set_defaults(call=_evaluate)
    arguments = parser.parse_args()
    arguments.call(arguments)


def _prepare(arguments: argparse.Namespace) -> None:
    from .prepare import prepare

    config = load_config(arguments.config)
    for reason, count in sorted(prepare(config.data, arguments.data, arguments.run).items()):
        print(f"{count:9d}  {reason}")


def _vocab(arguments: argparse.Namespace) -> None:
    from .vocab import train_vocabulary

    config = load_config(arguments.config)
    train_vocabulary(arguments.run / "pairs.tsv", arguments.run, config.model.vocab_size)


def _start(arguments: argparse.Namespace) -> None:
    from .start import start_from

    print(f"{start_from(arguments.model, arguments.run)} pieces of several digits retired")


def _train(arguments: argparse.Namespace) -> None:
    from .loop import train

    config = load_config(arguments.config)
    train(config, arguments.data, arguments.run, arguments.minutes, arguments.steps)


def _backtranslate(arguments: argparse.Namespace) -> None:
    from .backtranslate import Sampling, backtranslate

    sampling = Sampling(arguments.beam, arguments.temperature, arguments.seed, arguments.threads)
    rows = backtranslate(
        arguments.model,
        arguments.text,
        arguments.out,
        klass=arguments.klass,
        limit=arguments.limit,
        sampling=sampling,
    )
    print(f"{rows} pairs in {arguments.out}")


def _average(arguments: argparse.Namespace) -> None:
    from .export import average

    average(arguments.checkpoints, arguments.out)


def _export(arguments: argparse.Namespace) -> None:
    from align.translation.models.record import PENALTIES

    from .export import export
    from .loop import CHECKPOINT

    checkpoint = arguments.checkpoint or arguments.run / CHECKPOINT
    config = load_config(arguments.config)
    export(
        config,
        arguments.run,
        checkpoint,
        arguments.out,
        low=arguments.low_confidence,
        preferred=arguments.preferred_tokens,
        penalties={
            name: getattr(arguments, name)
            for name in PENALTIES
            if getattr(arguments, name) is not None
        },
    )


def _evaluate(arguments: argparse.Namespace) -> None:
    from .evaluate import POOR, evaluate

    scores = evaluate(arguments.model, arguments.dev, arguments.engine, arguments.beam)
    for score in scores:
        print(f"{score.name}: chrF2 {score.chrf} BLEU {score.bleu} lines {score.lines}")
        print(
            f"  looping {score.looping} overlong {score.overlong}"
            f" numbers kept {score.numbers_kept} names kept {score.names_kept}"
            f" seconds {score.seconds} (and {score.load_seconds} to load)"
        )
        for signature in score.signatures:
            print(f"  {signature}")
    print(f"confidence, lines, of these with a sentence chrF2 under {POOR}")
    for band in sorted({band for score in scores for band in score.bands}):
        count, poor = (sum(score.bands.get(band, (0, 0))[i] for score in scores) for i in (0, 1))
        print(f"{band:.1f}  {count:5d}  {poor / count:.2f}")


if __name__ == "__main__":
    main()
