package org.troop.theory.parse;

import org.troop.term.Symbol;

/**
 * The block above all items of a printed theory: AC theories, functions, equations. It names the symbols of builtins,
 * too, and makes no items, so that a printed theory is read as the theory that was printed. Its equations may use
 * functions that items further down declare; they are read when all items are.
 */
final class PrintedSignature {
    private final Scanner in;
    private final SymbolTable symbols;
    private final SignatureParser signature;

    /** Where the equations start; -1 without. */
    private int equations = -1;

    PrintedSignature(Scanner in, SymbolTable symbols, SignatureParser signature) {
        this.in = in;
        this.symbols = symbols;
        this.signature = signature;
    }

    /** Reads what is there of the block, and passes over its equations. */
    void read() {
        symbols.startPrinted();
        if (in.keyword("builtins")) {
            in.require(":");
            do {
                symbols.addBuiltin(signature.builtin());
            } while (signature.more());
        }
        if (in.keyword("functions")) {
            in.require(":");
            while (in.identEnd() > in.pos() && !in.looksAtWord("equations")) {
                function();
                in.symbol(",");
            }
        }
        if (in.looksAtWord("equations")) {
            equations = in.pos();
            in.skipParagraph();
        }
    }

    private void function() {
        String name = in.requireIdent();
        in.require("/");
        Symbol f = signature.functionSymbol(name, signature.arity());
        if (name.equals("fst") || name.equals("snd")) {
            symbols.addProjection(f);
        } else {
            symbols.addFunction(f);
        }
    }

    /** Reads the equations, all items being known, and moves back. */
    void finish() {
        if (equations >= 0) {
            int saved = in.pos();
            in.reset(equations);
            in.keyword("equations");
            signature.equations();
            in.reset(saved);
        }
    }
}
