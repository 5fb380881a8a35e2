package org.troop.term.ac;

import java.util.Arrays;
import org.troop.term.Symbol;
import org.troop.term.store.Heads;

/** Translates between the heads of term stores and engine symbols. Safe for concurrent use as far as the heads are. */
final class StoreSymbols {
    private static final int UNKNOWN = -1;

    private final EngineSymbols symbols;
    private final Heads heads;
    /** Engine symbol by head; grows with the heads while a theory is being closed, every version is complete for its length. */
    private volatile int[] symbolOf = {};

    /** Name of new variables. */
    final int freshName;

    StoreSymbols(EngineSymbols symbols, Heads heads) {
        this.symbols = symbols;
        this.heads = heads;
        freshName = heads.string("x");
    }

    /** The engine symbol of a head that occurs in a query. */
    int symbol(int head) {
        int[] known = symbolOf;
        if (head >= known.length) {
            known = extend(known);
        }
        int f = known[head];
        if (f == UNKNOWN) {
            throw new IllegalArgumentException("not a function symbol of this theory: " + heads.key(head));
        }
        return f;
    }

    private int[] extend(int[] known) {
        int[] all = Arrays.copyOf(known, heads.count());
        for (int h = known.length; h < all.length; h++) {
            all[h] = heads.key(h) instanceof Symbol s ? symbols.id(s) : UNKNOWN;
        }
        symbolOf = all;
        return all;
    }

    int head(int symbol) {
        int h = heads.find(symbols.symbol(symbol));
        return h != 0 ? h : heads.function(symbols.symbol(symbol));
    }
}
