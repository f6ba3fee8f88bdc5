"""From a photo's file to a suggestion: decoding, preprocessing, model packs, classifier, pipeline. No Qt."""
