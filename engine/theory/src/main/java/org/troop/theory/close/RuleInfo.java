package org.troop.theory.close;

import java.util.List;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.theory.syntax.RuleAttribute;

/**
 * What identifies a rule inside a rule instance; the key of its head in the term store. Rule instances unify only when
 * their infos are equal.
 *
 * @param name as shown: {@code _} prefixed where the language reserves the name
 * @param loopBreakers premise indices in order of discovery (protocol rules)
 * @param remaining how often a destruction rule may still be applied in a row; 0 without limit
 * @param subterm a destruction rule's conclusion is a subterm of its equation's left side
 * @param constant a destruction rule's conclusion is ground
 */
public record RuleInfo(
        Kind kind,
        String name,
        List<RuleAttribute> attributes,
        List<Integer> loopBreakers,
        int remaining,
        boolean subterm,
        boolean constant)
        implements Comparable<RuleInfo> {

    /** Kinds of rules in their order. FRESH is the builtin {@code [] --> [Fr(~x)]}, not the adversary's rule. */
    public enum Kind {
        FRESH,
        PROTOCOL,
        CONSTRUCTION,
        DESTRUCTION,
        COERCE,
        IRECV,
        ISEND,
        PUB,
        NAT,
        FRESH_NAME,
        IEQUALITY
    }

    public static RuleInfo protocol(String name, List<RuleAttribute> attributes, List<Integer> loopBreakers) {
        return new RuleInfo(Kind.PROTOCOL, name, List.copyOf(attributes), List.copyOf(loopBreakers), 0, false, false);
    }

    public static RuleInfo destruction(String name, int remaining, boolean subterm, boolean constant) {
        return new RuleInfo(Kind.DESTRUCTION, name, List.of(), List.of(), remaining, subterm, constant);
    }

    /** A rule of the adversary that is no destruction rule, or the builtin Fresh rule. */
    public static RuleInfo of(Kind kind, String name) {
        return new RuleInfo(kind, name, List.of(), List.of(), 0, false, false);
    }

    public boolean isProtocol() {
        return kind == Kind.PROTOCOL || kind == Kind.FRESH;
    }

    public RuleInfo withRemaining(int n) {
        return new RuleInfo(kind, name, attributes, loopBreakers, n, subterm, constant);
    }

    @Override
    public int compareTo(RuleInfo o) {
        int c = kind.compareTo(o.kind);
        c = c != 0 ? c : Symbol.compareCodePoints(name, o.name);
        c = c != 0 ? c : Integer.compare(remaining, o.remaining);
        c = c != 0 ? c : Boolean.compare(subterm, o.subterm);
        c = c != 0 ? c : Boolean.compare(constant, o.constant);
        c = c != 0 ? c : Term.compareLists(loopBreakers, o.loopBreakers);
        return c != 0 || attributes.equals(o.attributes)
                ? c
                : Symbol.compareCodePoints(attributes.toString(), o.attributes.toString());
    }

    // Written out: generated methods of records are linked at run time, which start-up would pay for.

    @Override
    public boolean equals(Object o) {
        return o instanceof RuleInfo r
                && kind == r.kind
                && remaining == r.remaining
                && subterm == r.subterm
                && constant == r.constant
                && name.equals(r.name)
                && loopBreakers.equals(r.loopBreakers)
                && attributes.equals(r.attributes);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + remaining) + loopBreakers.hashCode();
    }
}
