"""From tensors to suggestions, and what they are computed on."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from desktop_app.catalog.values.suggestions import Suggestion, SuggestionStatus
from desktop_app.faults import Fault
from desktop_app.inference import providers
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.decisions import softmax
from desktop_app.inference.network import ClassifierError
from desktop_app.inference.packs import ModelPack, load_pack
from desktop_app.inference.providers import ProviderError, start_session
from desktop_app.inference.runtime import onnxruntime
from tests.small_pack import BREEDS, EDGE, make_small_pack


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> ModelPack:
    return load_pack(make_small_pack(tmp_path_factory.mktemp("pack")))


def views_of(*colours: tuple[int, int, int]) -> NDArray[np.uint8]:
    """One photo, one view a colour."""
    return np.stack([np.full((EDGE, EDGE, 3), colour, np.uint8) for colour in colours])[None]


def suggestion_of(classifier: Classifier, *colours: tuple[int, int, int]) -> Suggestion:
    return classifier.classify(views_of(*colours))[0]


def test_breeds_are_ranked_with_calibrated_probabilities(pack: ModelPack) -> None:
    suggestion = suggestion_of(Classifier(pack, "cpu"), (30, 60, 50))
    logits = np.array([30, 60, 50]) / pack.manifest.temperature
    wanted = np.exp(logits) / np.exp(logits).sum()
    assert [breed.breed_id for breed in suggestion.ranked] == [BREEDS[1], BREEDS[2], BREEDS[0]]
    assert [breed.probability for breed in suggestion.ranked] == pytest.approx([wanted[1], wanted[2], wanted[0]])
    assert suggestion.best is suggestion.ranked[0]


def test_probabilities_of_several_views_are_averaged(pack: ModelPack) -> None:
    classifier = Classifier(pack, "cpu")
    one, other = suggestion_of(classifier, (60, 30, 0)), suggestion_of(classifier, (20, 40, 60))
    both = suggestion_of(classifier, (60, 30, 0), (20, 40, 60))
    for breed in both.ranked:
        alone = [r.probability for s in (one, other) for r in s.ranked if r.breed_id == breed.breed_id]
        assert breed.probability == pytest.approx(np.mean(alone))
    assert both.logits is not None
    assert both.logits.tolist() == [40, 35, 30], "of the views together, before the temperature"
    assert both.logits.dtype == np.float16
    assert both.embedding is not None
    assert both.embedding.tolist() == [40, 35, 30]
    assert both.embedding.dtype == np.float16


def test_photo_that_is_probably_no_dog_says_so_and_keeps_its_breeds(pack: ModelPack) -> None:
    classifier = Classifier(pack, "cpu")
    dark, bright = suggestion_of(classifier, (10, 0, 0)), suggestion_of(classifier, (250, 250, 240))
    assert dark.status is SuggestionStatus.OK
    assert bright.status is SuggestionStatus.NO_DOG
    assert dark.dog_probability is not None
    assert bright.dog_probability is not None
    assert bright.dog_probability < 0.5 < dark.dog_probability
    assert len(bright.ranked) == len(BREEDS)


def test_threshold_of_the_manifest_decides(tmp_path: Path) -> None:
    folder = make_small_pack(tmp_path)
    manifest = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    (folder / "model.json").write_text(json.dumps(manifest | {"thresholds": {"dog": 0.0}}), encoding="utf-8")
    assert suggestion_of(Classifier(load_pack(folder), "cpu"), (250, 250, 240)).status is SuggestionStatus.OK


def test_pack_without_species_says_nothing_of_dogs(tmp_path: Path) -> None:
    folder = make_small_pack(tmp_path)
    manifest = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    manifest |= {"species": None, "outputs": ["logits"]}
    (folder / "model.json").write_text(json.dumps(manifest), encoding="utf-8")
    suggestion = suggestion_of(Classifier(load_pack(folder), "cpu"), (250, 250, 240))
    assert suggestion.status is SuggestionStatus.OK
    assert suggestion.dog_probability is None
    assert suggestion.embedding is None


RULES = {
    "familiarity": {"score": "max_logit"},
    "sure": {"probability": 0.9, "familiarity": 100},
    "maybe": {"probability": 0.4},
    "conformal": {"method": "lac", "quantile": 0.75},
    "mix": {"together": 0.9, "balance": 0.5, "dog": 0.5},
}


def test_rules_of_the_manifest_give_words_sets_and_mixes(tmp_path: Path) -> None:
    classifier = Classifier(load_pack(make_small_pack(tmp_path, thresholds=RULES)), "cpu")
    said = [
        suggestion_of(classifier, colour)
        for colour in [(130, 60, 50), (90, 40, 30), (50, 52, 0), (2, 1, 0), (255,) * 3]
    ]
    assert [each.confidence for each in said] == ["sure", "maybe", "maybe", "unsure", None]
    assert said[0].breed_set == said[1].breed_set == (BREEDS[0],)
    assert said[2].breed_set == (BREEDS[1], BREEDS[0])
    assert [each.proposed_mix for each in said] == [None, None, (BREEDS[1], BREEDS[0]), None, None]
    assert said[3].breed_set == said[4].breed_set == ()
    assert said[4].status is SuggestionStatus.NO_DOG


def test_second_look_is_taken_only_where_the_first_leaves_it_open(tmp_path: Path) -> None:
    look_twice = {"below": 0.9, "temperature": 5.0, "species_temperature": 2.0}
    spec = {"width": EDGE, "height": EDGE, "second_look": look_twice}
    classifier = Classifier(load_pack(make_small_pack(tmp_path / "twice", input=spec)), "cpu")
    once = Classifier(load_pack(make_small_pack(tmp_path / "once")), "cpu")
    clear = views_of((200, 0, 0), (0, 200, 0))
    unclear = views_of((50, 45, 40), (60, 20, 0))
    found = classifier.classify(np.concatenate([clear, unclear, clear]))
    wanted = once.classify(clear[:, :1])[0]
    for each in (found[0], found[2]):
        assert each.ranked == wanted.ranked
        assert each.dog_probability == wanted.dog_probability
    by_hand = (softmax(np.array([50, 45, 40]) / 5.0) + softmax(np.array([60, 20, 0]) / 5.0)) / 2
    assert [ranked.breed_id for ranked in found[1].ranked] == list(BREEDS)
    assert [ranked.probability for ranked in found[1].ranked] == pytest.approx(by_hand.tolist())
    assert found[1].embedding is not None
    assert found[1].embedding.tolist() == [50, 45, 40]
    assert len(found) == 3


def test_another_network_takes_the_second_look_where_the_pack_has_one(tmp_path: Path) -> None:
    spec = {"width": EDGE, "height": EDGE, "second_look": {"below": 0.9, "temperature": 5.0}}
    twice = load_pack(make_small_pack(tmp_path / "twice", input=spec, other_looks_again=True))
    once = Classifier(load_pack(make_small_pack(tmp_path / "once")), "cpu")
    clear, unclear = views_of((200, 0, 0), (0, 200, 0)), views_of((50, 45, 40), (60, 20, 0))
    found = Classifier(twice, "cpu").classify(np.concatenate([clear, unclear]))
    assert found[0].ranked == once.classify(clear[:, :1])[0].ranked
    # What is red for the first network is the last breed for the second.
    by_hand = (softmax(np.array([50, 45, 40]) / 5.0) + softmax(np.array([20, 0, 60]) / 5.0)) / 2
    shown = {ranked.breed_id: ranked.probability for ranked in found[1].ranked}
    assert [shown[breed] for breed in BREEDS] == pytest.approx(by_hand.tolist())
    assert found[1].embedding is not None
    assert found[1].embedding.tolist() == [50, 45, 40]


def test_an_error_of_the_second_network_names_its_graph(tmp_path: Path) -> None:
    spec = {"width": EDGE, "height": EDGE, "second_look": {"below": 0.9, "temperature": 5.0}}
    pack = load_pack(make_small_pack(tmp_path, input=spec, other_looks_again=True))
    broken = replace(pack, second_cpu_session=SessionThatGivesNothing())
    with pytest.raises(ClassifierError, match=r"^network\.not_run .*second_look\.onnx"):
        Classifier(broken, "cpu").classify(views_of((50, 45, 40), (60, 20, 0)))


def test_many_photos_are_the_same_as_one_by_one(pack: ModelPack) -> None:
    classifier = Classifier(pack, "cpu")
    tensors = np.random.default_rng(3).integers(0, 255, (11, 2, EDGE, EDGE, 3), np.uint8)
    together = classifier.classify(tensors)
    alone = [classifier.classify(tensors[i : i + 1])[0] for i in range(len(tensors))]
    assert [s.ranked for s in together] == [s.ranked for s in alone]
    assert [s.dog_probability for s in together] == [s.dog_probability for s in alone]
    assert classifier.classify(tensors[:0]) == []


def test_several_threads_may_classify_at_once(pack: ModelPack) -> None:
    classifier = Classifier(pack, "cpu")
    tensors = np.random.default_rng(3).integers(0, 255, (8, 1, EDGE, EDGE, 3), np.uint8)
    wanted = [s.ranked for s in classifier.classify(tensors)]
    found: list[Any] = []
    threads = [
        Thread(target=lambda: found.extend([[s.ranked for s in classifier.classify(tensors)] for _ in range(20)]))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 80
    assert all(entry == wanted for entry in found)


def test_softmax_survives_large_logits() -> None:
    assert softmax(np.array([[1e4, 0.0, -1e4]])).tolist() == [[1.0, 0.0, 0.0]]


def test_tensors_of_another_size_are_an_error_that_names_the_graph(pack: ModelPack) -> None:
    with pytest.raises(ClassifierError) as refused:
        Classifier(pack, "cpu").classify(np.zeros((1, 1, EDGE + 1, EDGE, 3), np.uint8))
    assert refused.value.fault.code == "network.not_run"
    assert refused.value.fault.facts["file"] == str(pack.graph_file)


# What it runs on


def test_cpu_is_the_cpu_and_needs_no_excuse(pack: ModelPack) -> None:
    classifier = Classifier(pack, "cpu")
    assert classifier.provider_in_use == "cpu"
    assert classifier.provider_note is None


@pytest.mark.skipif("CUDAExecutionProvider" in onnxruntime.get_available_providers(), reason="this build has CUDA")
def test_auto_without_a_cuda_build_runs_on_the_cpu_and_says_why(pack: ModelPack) -> None:
    classifier = Classifier(pack, "auto")
    assert classifier.provider_in_use == "cpu"
    assert classifier.provider_note == Fault("provider.cpu_for_no_cuda_build")


@pytest.mark.skipif("CUDAExecutionProvider" in onnxruntime.get_available_providers(), reason="this build has CUDA")
def test_cuda_without_a_cuda_build_is_refused(pack: ModelPack) -> None:
    with pytest.raises(ProviderError) as refused:
        Classifier(pack, "cuda")
    assert refused.value.fault == Fault("provider.no_cuda_build")


class PretendedSession:
    """Stands in for a session on hardware that the test machine lacks; `really` is what CUDA turned into."""

    def __init__(self, really: list[str]) -> None:
        self._really = really

    def get_providers(self) -> list[str]:
        return self._really


class SessionThatGivesNothing(PretendedSession):
    """Of a graph that was loaded and cannot run, as when memory runs out."""

    def __init__(self) -> None:
        super().__init__(["CPUExecutionProvider"])

    def run(self, names: list[str], feed: dict[str, Any]) -> Any:
        raise MemoryError(f"no memory for {len(feed)} photos and {names}")


def pretend_a_cuda_build(monkeypatch: pytest.MonkeyPatch, start_cuda: Any) -> list[str]:
    """A build with CUDA, whose CUDA sessions come from `start_cuda`; CPU sessions stay real. Returns a diary."""
    real_session = onnxruntime.InferenceSession
    diary: list[str] = []

    def session(graph: str, options: Any, *, providers: list[str], enable_fallback: int) -> Any:
        assert enable_fallback == 0
        diary.append(providers[0])
        if providers[0] == "CUDAExecutionProvider":
            return start_cuda()
        return real_session(graph, options, providers=providers, enable_fallback=enable_fallback)

    def preload() -> None:
        diary.append("preloaded")
        sys.stdout.write("Failed to load libcudart.so\n")

    available = ["CUDAExecutionProvider", "CPUExecutionProvider"]
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: available)
    monkeypatch.setattr(onnxruntime, "InferenceSession", session)
    monkeypatch.setattr(onnxruntime, "preload_dlls", preload, raising=False)
    return diary


def fails() -> Any:
    raise RuntimeError("CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version")


def silently_on_the_cpu() -> Any:
    return PretendedSession(["CPUExecutionProvider"])


def works() -> Any:
    return PretendedSession(["CUDAExecutionProvider", "CPUExecutionProvider"])


@pytest.mark.parametrize("start_cuda", [fails, silently_on_the_cpu])
def test_auto_believes_the_session_alone(
    pack: ModelPack, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], start_cuda: Any
) -> None:
    diary = pretend_a_cuda_build(monkeypatch, start_cuda)
    classifier = Classifier(pack, "auto")
    assert classifier.provider_in_use == "cpu"
    assert classifier.provider_note == Fault("provider.cpu_for_cuda_not_started")
    assert diary == ["preloaded", "CUDAExecutionProvider"]
    assert suggestion_of(classifier, (90, 0, 0)).ranked[0].breed_id == BREEDS[0]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("start_cuda", [fails, silently_on_the_cpu])
def test_cuda_that_does_not_start_is_refused(pack: ModelPack, monkeypatch: pytest.MonkeyPatch, start_cuda: Any) -> None:
    pretend_a_cuda_build(monkeypatch, start_cuda)
    with pytest.raises(ProviderError) as refused:
        Classifier(pack, "cuda")
    assert refused.value.fault == Fault("provider.cuda_not_started")


@pytest.mark.parametrize("provider", ["auto", "cuda"])
def test_cuda_that_works_is_used(pack: ModelPack, monkeypatch: pytest.MonkeyPatch, provider: Any) -> None:
    diary = pretend_a_cuda_build(monkeypatch, works)
    running = start_session(pack.graph_file, provider, 1)
    assert running.on_gpu
    assert running.in_use == "cuda"
    assert running.note is None
    assert diary == ["preloaded", "CUDAExecutionProvider"]


def test_old_runtime_without_preloading_is_fine(pack: ModelPack, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_a_cuda_build(monkeypatch, works)
    monkeypatch.delattr(onnxruntime, "preload_dlls")
    assert start_session(pack.graph_file, "auto", 1).on_gpu


def test_sessions_are_quiet_and_do_not_spin() -> None:
    options = providers.session_options(3)
    assert options.intra_op_num_threads == 3
    assert options.log_severity_level == 4
    assert options.get_session_config_entry("session.intra_op.allow_spinning") == "0"
