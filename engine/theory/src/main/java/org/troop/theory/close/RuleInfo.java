package org.troop.theory.close;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.troop.term.Symbol;
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

  private static final Comparator<RuleInfo> ORDER =
      Comparator.comparing(RuleInfo::kind)
          .thenComparing(RuleInfo::name, Symbol::compareCodePoints)
          .thenComparingInt(RuleInfo::remaining)
          .thenComparing(RuleInfo::subterm)
          .thenComparing(RuleInfo::constant)
          .thenComparing(RuleInfo::loopBreakers, RuleInfo::compareLists)
          .thenComparing(r -> r.attributes.toString());

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
    return ORDER.compare(this, o);
  }

  private static int compareLists(List<Integer> a, List<Integer> b) {
    return Arrays.compare(
        a.stream().mapToInt(i -> i).toArray(), b.stream().mapToInt(i -> i).toArray());
  }
}
