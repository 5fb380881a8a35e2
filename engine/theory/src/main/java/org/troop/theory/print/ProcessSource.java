package org.troop.theory.print;

import java.util.ArrayList;
import java.util.List;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.Process;
import org.troop.theory.syntax.Process.Action;
import org.troop.theory.syntax.Process.Combinator;
import org.troop.theory.syntax.Process.Note;

/**
 * Processes in the syntax of the input. {@link ProcessPrinter} writes conditionals as infix operators and leaves out
 * locations and the parentheses that tell {@code (P | Q) | R} from {@code P | (Q | R)}; this text can be read again.
 */
final class ProcessSource {
    private ProcessSource() {}

    static Doc doc(Process p) {
        if (p.note().location() != null) {
            Process inside = p.withNote(new Note(p.note().names(), null));
            return Doc.parens(doc(inside))
                    .beside("@" + ProcessPrinter.text(p.note().location()));
        }
        return switch (p) {
            case Process.Null n -> Doc.text("0");
            case Process.Prefix a -> prefix(a);
            case Process.Branch b ->
                switch (b.combinator()) {
                    case Combinator.Call c -> Doc.text(ProcessPrinter.text(c));
                    case Combinator.Parallel c -> chain(b);
                    case Combinator.Choice c -> chain(b);
                    default -> conditional(b);
                };
        };
    }

    /** A process that another one follows without anything between. */
    static Doc first(Process p) {
        return Doc.parens(doc(p));
    }

    private static Doc prefix(Process.Prefix p) {
        String text = ProcessPrinter.text(p.action());
        if (p.action() instanceof Action.Replicate) {
            return Doc.text(text).beside(Doc.parens(doc(p.next())));
        }
        if (p.next() instanceof Process.Null n && n.note().location() == null) {
            return Doc.text(text);
        }
        Doc next = doc(p.next());
        boolean needsParentheses =
                p.next() instanceof Process.Branch && p.next().note().location() == null;
        return Doc.text(text + ";")
                .aboveStrict(needsParentheses ? Doc.parens(next).nest(1) : next);
    }

    /** Operands of {@code |} and {@code +}, which associate to the left; all but the last must not swallow the next. */
    private static Doc chain(Process.Branch last) {
        List<Process.Branch> nodes = new ArrayList<>();
        Process p = last;
        while (isChain(p)) {
            Process.Branch b = (Process.Branch) p;
            nodes.add(b);
            p = b.left();
        }
        Doc out = operand(p, true);
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Process.Branch b = nodes.get(i);
            out = out.spaced(ProcessPrinter.text(b.combinator())).spaced(operand(b.right(), i > 0));
        }
        return out;
    }

    private static Doc operand(Process p, boolean isFollowed) {
        return isChain(p) || (isFollowed && isOpenEnded(p)) ? Doc.parens(doc(p)) : doc(p);
    }

    private static boolean isChain(Process p) {
        return p instanceof Process.Branch b
                && b.note().location() == null
                && (b.combinator() instanceof Combinator.Parallel || b.combinator() instanceof Combinator.Choice);
    }

    /** Whether the text of the process ends with a body that takes in whatever operator follows. */
    private static boolean isOpenEnded(Process p) {
        while (p instanceof Process.Prefix a && a.note().location() == null) {
            if (a.action() instanceof Action.Replicate) {
                return true;
            }
            p = a.next();
            if (p instanceof Process.Branch) {
                return false; // printed in parentheses
            }
        }
        return p instanceof Process.Branch b
                && b.note().location() == null
                && !(b.combinator() instanceof Combinator.Call);
    }

    private static Doc conditional(Process.Branch b) {
        String head = head(b.combinator());
        Doc out = Doc.text(head).aboveStrict(body(b.left()).nest(2));
        boolean hasElse = !(b.right() instanceof Process.Null n) || n.note().location() != null;
        return hasElse
                ? out.aboveStrict(Doc.text("else")).aboveStrict(body(b.right()).nest(2))
                : out;
    }

    private static String head(Combinator c) {
        boolean looksLikeEquality = c instanceof Combinator.If i
                && i.condition() instanceof Formula.Atomic a
                && a.atom() instanceof Atom.Eq;
        String text = ProcessPrinter.text(c);
        return switch (c) {
            case Combinator.If i -> (looksLikeEquality ? "if (" + text.substring(3) + ")" : text) + " then";
            case Combinator.IfEqual i -> text + " then";
            default -> text + " in";
        };
    }

    /** What stands behind {@code then}, {@code in} or {@code else}: an {@code else} further on must not join it. */
    private static Doc body(Process p) {
        return isChain(p) || isOpenEnded(p) ? Doc.parens(doc(p)) : doc(p);
    }
}
