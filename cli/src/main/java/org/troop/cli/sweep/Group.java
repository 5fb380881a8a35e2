package org.troop.cli.sweep;

import java.util.List;
import org.troop.cli.Settings;

/** Jobs that share a closed theory and its sources: they differ in their limits of time and memory alone. */
record Group(String theory, Settings settings, List<Job> jobs) {}
