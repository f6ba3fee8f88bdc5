"""What is written when a search has come to its end: the best recipe, and the report."""

from training.runs.run import RunError
from training.tuning.report import in_words, write_search_report
from training.tuning.requests import SearchRequest
from training.tuning.search import RecipeTuner, Say, failures, results, write_best


def finished(tuner: RecipeTuner, request: SearchRequest, planned: int, say: Say) -> list[str]:
    """Compare the best trial with the recipe as it is, and write `best.toml` and the report.

    Args:
        tuner: with all trials.
        request: what was searched.
        planned: how many trials there should have been.
        say: told which trials failed and why, and what else a person should know of the search.

    Returns:
        What a person should believe of the best trial, a sentence each.

    Raises:
        RunError: no trial came to its end.
    """
    found = results(tuner)
    for failure in failures(tuner):
        say(failure)
    if not found:
        raise RunError(f"{request.folder}: no trial came to its end; see above.")
    if len(tuner.oracle.trials) < planned:
        say(f"only {len(tuner.oracle.trials)} of {planned} trials: there are hardly any other settings to try")
    gain = tuner.gain(found)
    tuner.tidy()
    write_best(tuner, request, found[0], gain.photos)
    write_search_report(request, found, gain)
    return in_words(request, found, gain)
