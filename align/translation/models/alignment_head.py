"""Which attention head links words. Imports torch: import it where it is used.

One head of a middle layer usually looks at the source word whose translation was just chosen
(Chen et al., Accurate Word Alignment Induction from Neural Machine Translation, 2020: the row to
read is the one after the word's own). Which one it is, is found by a test that needs no text in any
language: lists of names and numbers are to be "translated" into themselves in another order, and
the head wins that finds each of them again.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

_NAMES = (
    *("Madrid", "Berlin", "London", "Tokyo", "Paris", "Canada", "Mexico", "India", "Africa"),
    *("Europe", "America", "Moscow", "Ankara", "Italy", "France", "Japan", "Shanghai", "Nobel"),
)
_LISTS, _ITEMS = 40, 6
# Below this share of items found, no head is worth asking; by chance it is one in six.
_LEAST = 0.5


def find_alignment_head(
    model: Any, folder: Path, vocabulary: Mapping[str, int], prefix: str | None
) -> tuple[int, int] | None:
    """The layer and the head of the decoder that link words best, or ``None`` where none does well.

    ``model`` is a ``MarianMTModel``, ``folder`` holds its ``source.spm`` and ``target.spm``,
    ``prefix`` is a target-language token that it needs before the source.
    """
    from ..tokenizer import Tokenizer, word_numbers

    tokenizer = Tokenizer(folder / "source.spm", folder / "target.spm", prefix)
    model.set_attn_implementation("eager")
    unknown = vocabulary["<unk>"]
    found = torch.zeros(model.config.decoder_layers, model.config.decoder_attention_heads)
    total = 0
    for source, target, order in _lists():
        pieces = tokenizer.encode([source])[0]
        forced = tokenizer.encode_target([target])[0]
        with torch.inference_mode():
            output = model(
                input_ids=torch.tensor([[vocabulary.get(piece, unknown) for piece in pieces]]),
                decoder_input_ids=torch.tensor(
                    [[vocabulary["<pad>"], *(vocabulary.get(piece, unknown) for piece in forced)]]
                ),
                output_attentions=True,
            )
        rows = torch.stack([layer[0, :, 1:] for layer in output.cross_attentions])
        left, right = word_numbers(pieces), word_numbers(forced)
        # From the pieces of an item to the item that gets most of their attention.
        by_item = torch.zeros(*rows.shape[:2], _ITEMS, _ITEMS)
        for row, place in enumerate(right):
            for column, item in enumerate(left):
                if 0 <= place < _ITEMS and 0 <= item < _ITEMS:
                    by_item[:, :, place, item] += rows[:, :, row, column]
        found += (by_item.argmax(-1) == torch.tensor(order)).sum(-1)
        total += len(order)
    best = int(found.argmax())
    if float(found.flatten()[best]) < _LEAST * total:
        return None
    heads = int(found.shape[1])
    return best // heads, best % heads


def put_head_first(model: Any, layer: int, head: int) -> None:
    """Renumber the heads of one layer, which changes nothing but their order.

    CTranslate2 reports the attention of the first head of a layer.
    """
    attention = model.get_decoder().layers[layer].encoder_attn
    heads = int(attention.num_heads)
    order = [head, *(other for other in range(heads) if other != head)]
    width = attention.q_proj.weight.shape[0] // heads
    index = torch.tensor([number * width + offset for number in order for offset in range(width)])
    with torch.no_grad():
        for projection in (attention.q_proj, attention.k_proj, attention.v_proj):
            projection.weight.copy_(projection.weight[index].clone())
            projection.bias.copy_(projection.bias[index].clone())
        attention.out_proj.weight.copy_(attention.out_proj.weight[:, index].clone())


def _lists() -> list[tuple[str, str, list[int]]]:
    """Lists, the same in another order, and the place in the first of each item of the second."""
    choose = random.Random(1)
    made = []
    for _ in range(_LISTS):
        numbers = [str(number) for number in choose.sample(range(2, 3000), _ITEMS // 2)]
        items = numbers + choose.sample(_NAMES, _ITEMS - len(numbers))
        choose.shuffle(items)
        order = choose.sample(range(_ITEMS), _ITEMS)
        made.append((", ".join(items), ", ".join(items[place] for place in order), order))
    return made
