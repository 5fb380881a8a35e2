package org.troop.theory.parse;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.troop.term.Builtins;
import org.troop.term.Equation;
import org.troop.term.Signature;
import org.troop.term.Signature.Ac;
import org.troop.term.Symbol;

/** The signature while it grows: what function names in terms mean, and what the theory's signature will be. */
final class SymbolTable {
    private static final Set<String> RESERVED =
            Set.of("mun", "one", "exp", "mult", "inv", "pmult", "em", "zero", "xor");

    private final EnumSet<Ac> theories = EnumSet.noneOf(Ac.class);
    private final Set<Symbol> symbols = new TreeSet<>();
    private final Set<Equation> equations = new TreeSet<>();
    private boolean convergent;

    /** Whether the signature stands at the top of a printed theory; what follows then says nothing new about it. */
    private boolean printed;

    /** Macros declared after the last item that extends the theory's signature; they are not part of it yet. */
    private final Set<Symbol> pendingMacros = new TreeSet<>();

    /** The first symbol, in symbol order, of each name. */
    private final Map<String, Symbol> first = new HashMap<>();

    /** The same without the symbols of AC theories: what a declaration may clash with. */
    private final Map<String, Symbol> declared = new HashMap<>();

    SymbolTable() {
        addBuiltin("pairing");
    }

    static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    boolean has(Ac theory) {
        return theories.contains(theory);
    }

    /** Whether any infix operator is enabled. */
    boolean hasOperators() {
        return !theories.isEmpty();
    }

    /** What an application of {@code name} means; null if nothing of that name is known. */
    @Nullable
    Symbol lookup(String name) {
        return first.get(name);
    }

    /** The symbol that a declaration of {@code name} must agree with; null if the name is free. */
    @Nullable
    Symbol declared(String name) {
        return declared.get(name);
    }

    /** Adds the symbols and equations of a builtin and enables its AC theories. */
    void addBuiltin(String name) {
        Signature s = Builtins.signature(name);
        if (name.equals("dest-pairing")) {
            remove(Symbol.FST);
            remove(Symbol.SND);
            equations.removeAll(Builtins.signature("pairing").equations());
        }
        theories.addAll(s.theories());
        for (Symbol f : s.symbols()) {
            if (s.theories().isEmpty()) {
                declare(f);
            } else {
                keepFirst(first, f);
            }
        }
        if (!printed) {
            equations.addAll(s.equations());
            convergent = false;
        }
        snapshot();
    }

    void addFunction(Symbol f) {
        declare(f);
        convergent &= printed;
        snapshot();
    }

    void addMacro(Symbol f) {
        if (!printed || !symbols.contains(f)) {
            declare(f);
            convergent &= printed;
            pendingMacros.add(f);
        }
    }

    private void remove(Symbol f) {
        symbols.remove(f);
        first.remove(f.name());
        declared.remove(f.name());
    }

    /** A declaration of {@code fst} or {@code snd}: it counts only where a printed theory says which version is meant. */
    void addProjection(Symbol f) {
        if (printed) {
            remove(f.name().equals(Symbol.FST.name()) ? Symbol.FST : Symbol.SND);
            declare(f);
        }
    }

    /** From here on the signature is read that a printed theory has at its top. */
    void startPrinted() {
        printed = true;
        equations.clear();
    }

    boolean isPrinted() {
        return printed;
    }

    /** Whether a printed signature lists {@code f}. */
    boolean isPrinted(Symbol f) {
        return printed && symbols.contains(f);
    }

    void addEquations(Collection<Equation> more, boolean isConvergent) {
        equations.addAll(more);
        convergent = isConvergent;
        snapshot();
    }

    /** From here on the theory's signature contains all symbols that are known now. */
    void snapshot() {
        if (!printed) {
            pendingMacros.clear();
        }
    }

    private void declare(Symbol f) {
        symbols.add(f);
        keepFirst(first, f);
        keepFirst(declared, f);
    }

    private static void keepFirst(Map<String, Symbol> map, Symbol f) {
        Symbol old = map.get(f.name());
        if (old == null || f.compareTo(old) < 0) {
            map.put(f.name(), f);
        }
    }

    /** The theory's signature. */
    Signature signature() {
        Set<Symbol> s = new TreeSet<>(symbols);
        s.removeAll(pendingMacros);
        return new Signature(theories, s, equations, convergent);
    }
}
