package org.troop.cli.sweep;

import java.util.List;
import org.troop.cli.Settings;

/**
 * Lemmas of a theory that are proved with the same options: what a coordinator takes as one sweep.
 *
 * @param task of a recipe; empty for a theory that was named itself
 * @param theory path of the file
 * @param lemmas names, each once
 */
public record SweepPart(String task, String theory, Settings settings, List<String> lemmas) {}
