"""The network: a transformers MarianMTModel, so that both engines load what is trained."""

from __future__ import annotations

import math

import torch
from transformers import MarianConfig, MarianMTModel

from .config import ModelConfig


def build_model(config: ModelConfig, embeddings: torch.Tensor | None = None) -> MarianMTModel:
    """A fresh Marian model with tied embeddings and Glorot weights (Vaswani et al. 2017).

    With ``embeddings`` (vocabulary x width, rows of length 1, translations close to each other) it
    starts as a dictionary: see ``_start_as_a_dictionary``.
    """
    pad = config.vocab_size - 1
    model = MarianMTModel(
        MarianConfig(
            vocab_size=config.vocab_size,
            decoder_vocab_size=config.vocab_size,
            d_model=config.width,
            encoder_layers=config.encoder_layers,
            decoder_layers=config.decoder_layers,
            encoder_ffn_dim=config.ffn,
            decoder_ffn_dim=config.ffn,
            encoder_attention_heads=config.heads,
            decoder_attention_heads=config.heads,
            dropout=config.dropout,
            activation_function="swish",
            max_position_embeddings=512,
            scale_embedding=True,
            share_encoder_decoder_embeddings=True,
            pad_token_id=pad,
            decoder_start_token_id=pad,
            eos_token_id=0,
            forced_eos_token_id=0,
        )
    )
    for module in model.modules():
        if isinstance(module, torch.nn.Linear) and module is not model.lm_head:
            torch.nn.init.xavier_uniform_(module.weight)
    if embeddings is None:
        torch.nn.init.normal_(model.model.shared.weight, std=config.width**-0.5)
    else:
        _start_as_a_dictionary(model, embeddings)
    with torch.no_grad():
        # A Marian decoder starts from a zero embedding (CTranslate2 and marian-nmt do not even
        # store the row), so padding, which is the start token here, has to be zero and stay so.
        model.model.shared.weight[pad].zero_()
    return model


def _start_as_a_dictionary(model: MarianMTModel, embeddings: torch.Tensor) -> None:
    """Let what the decoder attends to come out as the pieces nearest to it.

    The embeddings are tied, so it is enough that cross-attention passes values on unchanged and
    that the other sub-layers begin by adding little to the residual stream.
    """
    with torch.no_grad():
        model.model.shared.weight.copy_(embeddings)
        for layer in (*model.model.encoder.layers, *model.model.decoder.layers):
            layer.self_attn.out_proj.weight.mul_(0.1)
            layer.fc2.weight.mul_(0.1)
        for layer in model.model.decoder.layers:
            identity = torch.eye(embeddings.shape[1])
            layer.encoder_attn.v_proj.weight.mul_(0.1).add_(identity)
            layer.encoder_attn.out_proj.weight.mul_(0.1).add_(identity)


def batch_loss(
    model: MarianMTModel,
    sources: list[list[int]],
    targets: list[list[int]],
    smoothing: float,
    shortlist: int | None = None,
) -> tuple[torch.Tensor, int]:
    """Label-smoothed cross-entropy summed over the target tokens, and how many those are.

    The output layer is computed only where there is a token, not over the padding, and, with
    ``shortlist``, only for the pieces of the batch's targets and for so many others by lot, which
    stand for all that are not there (sampled softmax, Jean et al. 2015).
    """
    pad = int(model.config.pad_token_id or 0)
    source = _padded(sources, pad)
    target = _padded(targets, pad)
    shifted = torch.cat([torch.full_like(target[:, :1], pad), target[:, :-1]], dim=1)
    hidden = model.model(
        input_ids=source,
        attention_mask=source.ne(pad).long(),
        decoder_input_ids=shifted,
        use_cache=False,
    ).last_hidden_state
    real = target.ne(pad)
    # Padding is the last row: never predicted, so it takes no part in the softmax and its zeros
    # get no gradient.
    weight, wanted = model.lm_head.weight[:pad], target[real]
    bias = model.final_logits_bias[0, :pad]
    if shortlist is not None:
        chosen, wanted, correction = _shortlisted(wanted, pad, shortlist)
        weight, bias = weight[chosen], bias[chosen] + correction
    logits = torch.nn.functional.linear(hidden[real], weight, bias)
    loss = torch.nn.functional.cross_entropy(
        logits.float(), wanted, label_smoothing=smoothing, reduction="sum"
    )
    return loss, int(real.sum())


def _shortlisted(
    wanted: torch.Tensor, vocab_size: int, others: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Pieces to compute, ``wanted`` as indices into them, what to add to each one's logit."""
    present, indices = torch.unique(wanted, return_inverse=True)
    absent = torch.ones(vocab_size, dtype=torch.bool)
    absent[present] = False
    rest = absent.nonzero().squeeze(1)
    sample = rest[torch.randperm(len(rest))[:others]]
    correction = torch.zeros(len(present) + len(sample))
    correction[len(present) :] = math.log(len(rest) / max(1, len(sample)))
    return torch.cat([present, sample]), indices, correction


def _padded(rows: list[list[int]], pad: int) -> torch.Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [pad] * (width - len(row)) for row in rows])
