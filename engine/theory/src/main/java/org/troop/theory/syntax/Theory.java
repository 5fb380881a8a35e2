package org.troop.theory.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.troop.term.Signature;
import org.troop.theory.syntax.Item.Macro;
import org.troop.theory.syntax.Item.Macros;

/**
 * An open theory: what was read, before anything is computed.
 *
 * @param file path as given to the parser; "" for text
 * @param diff read as a diff theory (two systems)
 * @param signature symbols and equations after the last {@code builtins}, {@code functions} or {@code equations} item;
 *     a macro's symbol is in it only if such an item follows the macro
 * @param items in file order
 * @param heuristic rankings of the {@code heuristic} item; empty without one
 * @param options names of the {@code options} item; {@code reliable-channel} and {@code locations-report} among them
 *     when these builtins are used
 * @param intruderRules hand-written message deduction rules, duplicates removed
 * @param warnings deprecation warnings, each once
 */
public record Theory(
        String name,
        String file,
        boolean diff,
        Signature signature,
        List<Item> items,
        List<Ranking> heuristic,
        List<Tactic> tactics,
        Set<String> options,
        List<IntruderRule> intruderRules,
        List<String> warnings) {
    /** The comment above the signature of every printed theory. */
    public static final String SIGNATURE_TITLE = "Function signature and definition of the equational theory E";

    public Theory {
        items = List.copyOf(items);
        heuristic = List.copyOf(heuristic);
        tactics = List.copyOf(tactics);
        options = Set.copyOf(options);
        intruderRules = List.copyOf(intruderRules);
        warnings = List.copyOf(warnings);
    }

    /** The items of one kind, in file order. */
    public <T extends Item> List<T> all(Class<T> kind) {
        List<T> out = new ArrayList<>();
        for (Item i : items) {
            if (kind.isInstance(i)) {
                out.add(kind.cast(i));
            }
        }
        return out;
    }

    /** All macros in declaration order. */
    public List<Macro> macros() {
        List<Macro> out = new ArrayList<>();
        for (Macros m : all(Macros.class)) {
            out.addAll(m.macros());
        }
        return out;
    }

    public Theory withItems(List<Item> newItems) {
        return new Theory(name, file, diff, signature, newItems, heuristic, tactics, options, intruderRules, warnings);
    }
}
