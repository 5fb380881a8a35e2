/**
 * What a sweep came to, for people and for programs: one {@link org.troop.cli.report.SweepReport}, whether threads of this
 * process or a cluster proved its lemmas, and a writer for each format. How lemmas are proved is not known here.
 */
@NullMarked
package org.troop.cli.report;

import org.jspecify.annotations.NullMarked;
