"""What is said where a model pack cannot be used, where its network does not run, and why not on the graphics card."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

PACK_SENTENCES: dict[str, str] = {
    "pack.none_there": QT_TRANSLATE_NOOP(
        "Faults",
        "{folder} is not a model pack: there is no {wanted} in it. Choose another folder.",
    ),
    "pack.manifest_unreadable": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} cannot be read ({detail}). Check who may read it, or copy the model pack again.",
    ),
    "pack.not_json": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} is damaged ({detail}). The pack cannot be used; copy or export it again.",
    ),
    "pack.format_version": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} is of version {found}, and this Pawsort reads version {wanted}. Update Pawsort, or ask "
        "for the pack in the version that it reads.",
    ),
    "pack.key_missing": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: {key} is missing. The pack cannot be used; copy or export it again.",
    ),
    "pack.key_unknown": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: {key} is not known here. Update Pawsort, or export the pack again.",
    ),
    "pack.key_wrong": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: {key} does not hold what belongs there ({detail}). The pack cannot be used; copy or export it again.",
    ),
    "pack.rule": QT_TRANSLATE_NOOP("Faults", "{file}: {rule}. The pack cannot be used; copy or export it again."),
    "pack.rule_of_breeds": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: {rule}: {breeds}. The pack cannot be used; copy or export it again.",
    ),
    "pack.graph_unreadable": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} cannot be read ({detail}); {key} names it. The pack cannot be used; copy or export it again.",
    ),
    "pack.wrong_hash": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} is not the file that belongs to this model pack: {key} is {found}, the manifest says "
        "{wanted}. The pack cannot be used; copy or export it again.",
    ),
    "pack.graph_not_loaded": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: ONNX Runtime cannot load it ({detail}); {key} names it. The pack cannot be used; copy or "
        "export it again.",
    ),
    "pack.input_names": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: the graph takes {found} instead of {wanted} alone. The pack cannot be used; copy or export it again.",
    ),
    "pack.input_type": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: the graph takes {found} instead of tensor(uint8). The pack cannot be used; copy or export it again.",
    ),
    "pack.input_shape": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: the input has the shape {found}, and the manifest says {wanted}. The pack cannot be "
        "used; copy or export it again.",
    ),
    "pack.no_output": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: the graph has no output {output}. The pack cannot be used; copy or export it again.",
    ),
    "pack.names_and_columns": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: {key} has {names} names, and the output {output} has the shape {found}. The pack cannot "
        "be used; copy or export it again.",
    ),
    "pack.output_shape": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: the output {output} has the shape {found} instead of {wanted}. The pack cannot be used; "
        "copy or export it again.",
    ),
    "pack.no_feature_map": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: the output {output} is of no use without feature_map. The pack cannot be used; copy or "
        "export it again.",
    ),
    "pack.link_elsewhere": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} is a link to {where}, outside of the model pack. Copy the file itself into the folder of the pack.",
    ),
    "pack.graph_elsewhere": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: parts of the network lie in other files; {key} names it. A model pack has all of it in one file; "
        "export it again.",
    ),
    "pack.background_unreadable": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} cannot be read ({detail}); {key} names it, and without it the pack cannot be used. Copy or export the "
        "pack again.",
    ),
    "pack.background_damaged": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} is damaged: it is no archive of NumPy arrays, or only a part of one. The pack cannot be used; copy or "
        "export it again.",
    ),
    "pack.background_too_large": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} holds more than {megabytes} MB, and no background of a pack is so large. The pack cannot be used; copy "
        "or export it again.",
    ),
    "pack.background_part_missing": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: the array {part} is missing. The pack cannot be used; copy or export it again.",
    ),
    "pack.background_shape": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: the array {part} has the shape {found} instead of {wanted}. The pack cannot be used; copy or export "
        "it again.",
    ),
    "pack.background_numbers": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: the array {part} has numbers in it that cannot stand there. The pack cannot be used; copy or export "
        "it again.",
    ),
    "pack.too_slow": QT_TRANSLATE_NOOP(
        "Faults",
        "{folder}: the network did not end within {seconds} seconds when it was tried. The pack cannot be used; choose "
        "another one.",
    ),
    "pack.too_large": QT_TRANSLATE_NOOP(
        "Faults",
        "{folder}: the network needed more than {megabytes} MB of memory when it was tried. The pack cannot be used; "
        "choose another one.",
    ),
    "pack.died": QT_TRANSLATE_NOOP(
        "Faults",
        "{folder}: the program that tried the network ended unexpectedly ({detail}). The pack cannot be used; choose "
        "another one.",
    ),
    "pack.none_installed": QT_TRANSLATE_NOOP(
        "Faults",
        "No model pack is installed. Install Pawsort again, or give a pack (on the command line: --model).",
    ),
}

RULES: dict[str, str] = {
    "breed_without_english": QT_TRANSLATE_NOOP("Faults", "breeds without an English name"),
    "sure_without_maybe": QT_TRANSLATE_NOOP("Faults", "of sure and maybe, one is missing"),
    "confidence_without_familiarity": QT_TRANSLATE_NOOP(
        "Faults",
        "sure or maybe asks for a familiarity, and familiarity does not say which score",
    ),
    "maybe_more_probable_than_sure": QT_TRANSLATE_NOOP("Faults", "maybe asks for a higher probability than sure"),
    "maybe_more_familiar_than_sure": QT_TRANSLATE_NOOP("Faults", "maybe asks for a greater familiarity than sure"),
    "breeds_twice": QT_TRANSLATE_NOOP("Faults", "breeds that stand twice"),
    "outputs_without_logits": QT_TRANSLATE_NOOP("Faults", "outputs has no logits"),
    "species_without_its_output": QT_TRANSLATE_NOOP(
        "Faults",
        "of species and the output species_logits, one is missing",
    ),
    "orientation_without_its_output": QT_TRANSLATE_NOOP(
        "Faults",
        "of orientation and the output orientation_logits, one is missing",
    ),
    "orientation_not_square": QT_TRANSLATE_NOOP(
        "Faults",
        "with orientation the input is square, for turned photos have to fit too",
    ),
    "second_look_by_the_same_graph": QT_TRANSLATE_NOOP(
        "Faults",
        "the graph of second_look is that of the pack and is to be left out",
    ),
    "background_without_embedding": QT_TRANSLATE_NOOP(
        "Faults",
        "there is a background, and outputs has no embedding that could be compared with it",
    ),
    "familiarity_without_its_output": QT_TRANSLATE_NOOP(
        "Faults",
        "the score of familiarity is the output familiarity, and outputs has none",
    ),
    "mix_without_species": QT_TRANSLATE_NOOP("Faults", "mix asks for a dog probability, and there is no species"),
    "look_alikes_unknown": QT_TRANSLATE_NOOP("Faults", "look_alikes has breeds that the pack does not know"),
    "dog_view_without_finder": QT_TRANSLATE_NOOP("Faults", "the view dog is asked for, and there is no finder"),
    "finder_by_another_graph": QT_TRANSLATE_NOOP("Faults", "the graph of finder is one of those that tell breeds"),
    "hint_without_its_output": QT_TRANSLATE_NOOP("Faults", "finder has a hint, and outputs has no finder_hint"),
    "rivals_unknown": QT_TRANSLATE_NOOP("Faults", "rivals of finder are not among its other classes"),
    "evidence_without_its_sources": QT_TRANSLATE_NOOP(
        "Faults",
        "evidence weighs species or classes of a finder, and the pack has none of the kind",
    ),
    "kind_rule_without_kinds": QT_TRANSLATE_NOOP("Faults", "there is a rule for kinds, and kinds is empty"),
    "unproven_unknown": QT_TRANSLATE_NOOP("Faults", "unproven has breeds that the pack does not know"),
    "kinds_unknown": QT_TRANSLATE_NOOP("Faults", "kinds has breeds that the pack does not know"),
    "breed_in_two_kinds": QT_TRANSLATE_NOOP("Faults", "breeds that are in two kinds"),
    "kinds_twice": QT_TRANSLATE_NOOP("Faults", "kinds that stand twice"),
}

PROVIDER_SENTENCES: dict[str, str] = {
    "network.not_loaded": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: the network cannot be loaded ({detail}). Choose another model pack or export it again.",
    ),
    "network.not_run": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: the network could not run ({detail}). Choose another model pack or export it again.",
    ),
    "network.not_run_on_gpu": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: the network could not run on the graphics card ({detail}). To go on without it, choose "
        "the CPU in the settings (on the command line: --provider cpu).",
    ),
    "network.not_numbers": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: the network gave something that is not a number. Choose another model pack or export it again.",
    ),
    "network.too_slow": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: the network did not end within {seconds} seconds. Choose another model pack or export it again.",
    ),
    "network.wrong_shape": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: the output {output} came in the shape {found}. Choose another model pack or export it again.",
    ),
    "network.wrong_width": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: the network gave {columns} figures for {breeds} breeds. Choose another model pack or export it again.",
    ),
    "provider.no_cuda_build": QT_TRANSLATE_NOOP(
        "Faults",
        "The graphics card cannot be used: the installed ONNX Runtime was built without CUDA. Install the "
        "GPU variant of Pawsort (onnxruntime-gpu instead of onnxruntime). To go on without it, choose the "
        "CPU in the settings (on the command line: --provider cpu).",
    ),
    "provider.cuda_not_started": QT_TRANSLATE_NOOP(
        "Faults",
        "The graphics card cannot be used: CUDA could not be started on this computer. It needs an NVIDIA "
        "graphics card with its driver, CUDA 13 and cuDNN 9; the GPU variant of Pawsort brings the last "
        "two. To go on without it, choose the CPU in the settings (on the command line: --provider cpu).",
    ),
    "provider.cpu_for_no_cuda_build": QT_TRANSLATE_NOOP(
        "Faults",
        "Running on the CPU, because the installed ONNX Runtime was built without CUDA.",
    ),
    "provider.cpu_for_cuda_not_started": QT_TRANSLATE_NOOP(
        "Faults",
        "Running on the CPU, because CUDA could not be started on this computer.",
    ),
}

DEVICES: dict[str, str] = {
    "cpu": QT_TRANSLATE_NOOP("Faults", "CPU"),
    "cuda": QT_TRANSLATE_NOOP("Faults", "CUDA (GPU)"),
}
