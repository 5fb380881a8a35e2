package org.troop.cli;

import org.jspecify.annotations.Nullable;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.print.LemmaPrinter;
import org.troop.theory.syntax.Formula;

/** A lemma or restriction that cannot be used because it has no guarded form. */
public final class UnguardedFormulaException extends RuntimeException {
    private final String kind;
    private final String name;

    /** @param formula null if it is not known */
    UnguardedFormulaException(String kind, String name, @Nullable Formula formula, UnguardedException reason) {
        super(
                kind + (name.isEmpty() ? "" : " '" + name + "'") + " has no guarded form: "
                        + (formula == null ? reason.getMessage() : oneLine(reason, formula)),
                null,
                false,
                false);
        this.kind = kind;
        this.name = name;
    }

    private static String oneLine(UnguardedException reason, Formula formula) {
        String text = LemmaPrinter.error(reason, formula).toString().replaceAll("\\s+", " ");
        int whole = text.indexOf(" in the formula \"");
        return whole < 0 ? text : text.substring(0, whole);
    }

    /** {@code lemma} or {@code restriction}. */
    public String kind() {
        return kind;
    }

    /** "" if it is not known. */
    public String name() {
        return name;
    }
}
