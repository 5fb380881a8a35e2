package org.troop.term.ac;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.troop.term.Signature;
import org.troop.term.Signature.Ac;
import org.troop.term.Symbol;

/**
 * The symbols of a session as small ints. Ids ascend in the order of symbols (free, AC, C, list, cons, nil), so comparing ids is
 * comparing symbols; {@link #rank} is the engine's own order: arity, then declaration number. Immutable.
 */
final class EngineSymbols {
    static final int NONE = -1;

    /** Rank of the first variable sort: behind every declared symbol of arity 0. */
    static final int VARIABLE_RANK = 0x8000;

    private static final Symbol CONS = new Symbol(Symbol.Kind.LIST, "cons", 2, false, false);
    private static final Symbol NIL = new Symbol(Symbol.Kind.LIST, "nil", 0, false, false);

    private final Symbol[] symbols;
    /** Ids + 1 by hash of the symbol, open addressing. */
    private final int[] table;

    private final int[] rank;
    private final int[] makerRank = new int[Tokens.SORTS];
    private final boolean[] ac;
    private final int[] resultSort;
    private final int[] argSort;

    final int list;
    final int cons;
    final int nil;
    final int em;
    final int mult;
    final int exp;
    final int inv;
    final int one;
    final int neutral;
    final int pmult;
    final int xor;
    final int zero;
    final int natPlus;
    final int natOne;
    /** First id of an AC symbol. */
    final int firstAc;

    EngineSymbols(Signature signature) {
        TreeSet<Symbol> free = new TreeSet<>(signature.symbols());
        List<Symbol> all = new ArrayList<>(free);
        firstAc = all.size();
        all.addAll(signature.acSymbols());
        list = all.size();
        all.add(Symbol.LIST);
        cons = all.size();
        all.add(CONS);
        nil = all.size();
        all.add(NIL);
        if (all.size() > 0xfff) {
            throw new AcLimitException("a signature with " + all.size() + " function symbols is too large");
        }
        symbols = all.toArray(new Symbol[0]);
        table = table(symbols);
        int n = symbols.length;
        rank = new int[n];
        ac = new boolean[n];
        resultSort = new int[n];
        argSort = new int[n];
        for (int i = 0; i < n; i++) {
            Symbol s = symbols[i];
            ac[i] = s.isAc();
            boolean nat = s.equals(Symbol.NAT_PLUS) || s.equals(Symbol.NAT_ONE);
            resultSort[i] = i >= list ? Tokens.TOP : nat ? Tokens.NAT : Tokens.MSG;
            argSort[i] = i >= list ? Tokens.TOP : s.equals(Symbol.NAT_PLUS) ? Tokens.NAT : Tokens.MSG;
        }
        declare(signature, free);
        em = id(Symbol.EMAP);
        mult = id(Symbol.MULT);
        exp = signature.has(Ac.DH) ? id(Symbol.EXP) : NONE;
        inv = signature.has(Ac.DH) ? id(Symbol.INV) : NONE;
        one = signature.has(Ac.DH) ? id(Symbol.ONE) : NONE;
        neutral = signature.has(Ac.DH) ? id(Symbol.DH_NEUTRAL) : NONE;
        pmult = signature.has(Ac.BILINEAR) ? id(Symbol.PMULT) : NONE;
        xor = id(Symbol.XOR);
        zero = signature.has(Ac.XOR) ? id(Symbol.ZERO) : NONE;
        natPlus = id(Symbol.NAT_PLUS);
        natOne = signature.has(Ac.NAT) ? id(Symbol.NAT_ONE) : NONE;
    }

    /** Numbers the declarations: constant makers, list cells, builtin theories, then the other free symbols in order. */
    private void declare(Signature signature, TreeSet<Symbol> free) {
        int number = 0;
        int[] makers = {Tokens.FRESH, Tokens.PUB, Tokens.MSG, Tokens.NODE, Tokens.NAT};
        for (int sort : makers) {
            makerRank[sort] = 1 << 16 | number++;
        }
        List<Symbol> order = new ArrayList<>(List.of(Symbol.LIST, CONS, NIL));
        if (signature.has(Ac.MULTISET)) {
            order.add(Symbol.UNION);
        }
        if (signature.has(Ac.DH)) {
            order.addAll(List.of(Symbol.ONE, Symbol.DH_NEUTRAL, Symbol.EXP, Symbol.MULT, Symbol.INV));
        }
        if (signature.has(Ac.BILINEAR)) {
            order.addAll(List.of(Symbol.PMULT, Symbol.EMAP));
        }
        if (signature.has(Ac.XOR)) {
            order.addAll(List.of(Symbol.ZERO, Symbol.XOR));
        }
        if (signature.has(Ac.NAT)) {
            order.addAll(List.of(Symbol.NAT_ONE, Symbol.NAT_PLUS));
        }
        free.removeAll(order);
        order.addAll(free);
        for (Symbol s : order) {
            int arity = s.equals(Symbol.LIST) ? 1 : s.arity();
            if (arity >= VARIABLE_RANK) {
                throw new AcLimitException("function symbol " + s.name() + " has too many arguments");
            }
            rank[id(s)] = arity << 16 | number++;
        }
    }

    /** The id, or {@link #NONE} for a symbol that is not in the signature. */
    int id(Symbol s) {
        int at = s.hashCode() & table.length - 1;
        while (table[at] != 0) {
            Symbol f = symbols[table[at] - 1];
            if (f == s || f.equals(s)) {
                return table[at] - 1;
            }
            at = at + 1 & table.length - 1;
        }
        return NONE;
    }

    /** The id of a symbol that occurs in a query. */
    int require(Symbol s) {
        int i = id(s);
        if (i == NONE) {
            throw new IllegalArgumentException("symbol " + s.name() + " is not in the signature of this theory");
        }
        return i;
    }

    private static int[] table(Symbol[] symbols) {
        int[] table = new int[Integer.highestOneBit(symbols.length) * 4];
        for (int i = 0; i < symbols.length; i++) {
            int at = symbols[i].hashCode() & table.length - 1;
            while (table[at] != 0) {
                at = at + 1 & table.length - 1;
            }
            table[at] = i + 1;
        }
        return table;
    }

    Symbol symbol(int id) {
        return symbols[id];
    }

    int count() {
        return symbols.length;
    }

    boolean isAc(int id) {
        return ac[id];
    }

    boolean isCommutative(int id) {
        return ac[id] || id == em;
    }

    /** How many AC and C symbols the set of symbols, as {@link EngineTerms#heads} gives it, has, or more. */
    int commutativeAmong(long heads) {
        int n = 0;
        for (int f = firstAc; f < list; f++) {
            n += (heads & 1L << (f & 63)) != 0 ? 1 : 0;
        }
        return n;
    }

    int rank(int id) {
        return rank[id];
    }

    int makerRank(int sort) {
        return makerRank[sort];
    }

    int resultSort(int id) {
        return resultSort[id];
    }

    int argSort(int id) {
        return argSort[id];
    }
}
