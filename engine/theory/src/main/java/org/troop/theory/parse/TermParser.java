package org.troop.theory.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.term.Signature.Ac;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.Bound;
import org.troop.term.Term.Name;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.TypedVar;

/**
 * Terms and variables. What an identifier means depends on the symbols declared so far, on the kind of literals that
 * the context allows, and on the quantifiers around it: bound variables become de Bruijn indices at once.
 *
 * <p>Every method answers null if nothing matches; the position is then anywhere at or behind the start.
 */
final class TermParser {
  /** Which literals stand in terms. */
  enum Literals {
    /** Message variables and all names: rules, formulas, macros, proof goals. */
    MESSAGES,
    /** The same and {@code #i}: arguments of predicates. */
    MESSAGES_AND_NODES,
    /** Message variables and fresh names, no operators. */
    EQUATIONS,
    /** Variables with types. */
    PROCESSES,
    /** The same, also marked with {@code =}, which becomes part of the name. */
    PATTERNS
  }

  private static final Term ONE = Term.app(Symbol.ONE);
  private static final Term NAT_ONE = Term.app(Symbol.NAT_ONE);
  private static final Term DH_NEUTRAL = Term.app(Symbol.DH_NEUTRAL);
  private static final Symbol FREE_EM = Symbol.free("em", 2);

  private final Scanner in;
  private final TheoryBuilder theory;
  private final SymbolTable symbols;
  private Literals literals = Literals.MESSAGES;

  private Var[] scope = new Var[16];
  private int scopeSize;

  TermParser(Scanner in, TheoryBuilder theory) {
    this.in = in;
    this.theory = theory;
    this.symbols = theory.symbols();
  }

  // Context.

  /** Changes which literals are allowed; returns what was allowed before. */
  Literals use(Literals next) {
    Literals old = literals;
    literals = next;
    return old;
  }

  /** Enters the scope of a quantifier. */
  void bind(Var v) {
    if (scopeSize == scope.length) {
      scope = Arrays.copyOf(scope, 2 * scopeSize);
    }
    scope[scopeSize++] = v;
  }

  /** Leaves the scopes of the {@code n} innermost quantifiers. */
  void unbind(int n) {
    scopeSize -= n;
  }

  private boolean hasTypes() {
    return literals == Literals.PROCESSES || literals == Literals.PATTERNS;
  }

  private Term resolve(Var v) {
    for (int i = scopeSize - 1; i >= 0; i--) {
      if (scope[i].equals(v)) {
        return new Bound(scopeSize - 1 - i);
      }
    }
    return v;
  }

  // Terms.

  /** A term with operators, without top-level commas. */
  @Nullable Term term() {
    in.enter();
    Term t = primary();
    if (t != null && literals != Literals.EQUATIONS) {
      t = operators(t, 0);
    }
    in.leave();
    return t;
  }

  /** Precedence climbing: applies operators of at least the given level to {@code left}. */
  private Term operators(Term left, int minLevel) {
    Term t = left;
    for (; ; ) {
      int before = in.pos();
      int level = operator(minLevel);
      if (level < 0) {
        return t;
      }
      Term right = primary();
      if (right == null) {
        in.reset(before);
        return t;
      }
      t = apply(level, t, operators(right, level + 1));
    }
  }

  /** Consumes an enabled operator of at least the given level and answers its level; -1 if there is none. */
  private int operator(int minLevel) {
    int level =
        switch (in.peek()) {
          case '+' -> enabled(0, Ac.MULTISET);
          case '%' -> in.peekSecond() == '+' ? enabled(1, Ac.NAT) : -1;
          case '⊕' -> enabled(2, Ac.XOR);
          case 'X' -> in.looksAtWord("XOR") ? enabled(2, Ac.XOR) : -1;
          case '*' -> enabled(3, Ac.DH);
          case '^' -> enabled(4, Ac.DH);
          default -> -1;
        };
    if (level < minLevel) {
      return -1;
    }
    boolean matched =
        switch (level) {
          case 0 -> in.looksAt("++") ? in.symbol("++") : in.symbol("+");
          case 1 -> in.symbol("%+");
          case 2 -> in.peek() == 'X' ? in.keyword("XOR") : in.symbol("⊕");
          case 3 -> in.symbol("*");
          default -> in.symbol("^");
        };
    return matched ? level : -1;
  }

  private int enabled(int level, Ac needed) {
    if (symbols.has(needed)) {
      return level;
    }
    in.complain(
        switch (needed) {
          case MULTISET -> "the operator ++ needs 'builtins: multiset'";
          case NAT -> "the operator %+ needs 'builtins: natural-numbers'";
          case XOR -> "the operator ⊕ needs 'builtins: xor'";
          default -> "the operators * and ^ need 'builtins: diffie-hellman'";
        });
    return -1;
  }

  private static Term apply(int level, Term l, Term r) {
    Symbol f =
        switch (level) {
          case 0 -> Symbol.UNION;
          case 1 -> Symbol.NAT_PLUS;
          case 2 -> Symbol.XOR;
          case 3 -> Symbol.MULT;
          default -> Symbol.EXP;
        };
    return Term.app(f, l, r);
  }

  /** Terms with commas between, right-nested pairs. */
  private @Nullable Term tuple() {
    Term first = term();
    if (first == null || !in.symbol(",")) {
      return first;
    }
    List<Term> parts = new ArrayList<>();
    parts.add(first);
    do {
      Term t = term();
      if (t == null) {
        return null;
      }
      parts.add(t);
    } while (in.symbol(","));
    Term t = parts.getLast();
    for (int i = parts.size() - 2; i >= 0; i--) {
      t = Term.pair(parts.get(i), t);
    }
    return t;
  }

  /** A term without top-level operators. */
  @Nullable Term primary() {
    return switch (in.peek()) {
      case '<' -> {
        in.symbol("<");
        Term t = tuple();
        yield t != null && in.symbol(">") ? t : null;
      }
      case '(' -> {
        in.symbol("(");
        Term t = term();
        yield t != null && in.symbol(")") ? t : null;
      }
      case '\'' -> literals == Literals.EQUATIONS ? noTerm("public names are not allowed in equations") : name(Sort.PUB);
      case '~' -> {
        if (in.peekSecond() == '\'') {
          in.next();
          yield name(Sort.FRESH);
        }
        yield sigilVariable(Sort.FRESH);
      }
      case '%' -> percent();
      case '$' -> sigilVariable(Sort.PUB);
      case '#' -> literals == Literals.MESSAGES || literals == Literals.EQUATIONS ? noTerm(null) : sigilVariable(Sort.NODE);
      case '=' -> literals == Literals.PATTERNS ? matchedVariable() : noTerm(null);
      case '1' -> {
        if (in.looksAtWord("1:nat")) {
          in.symbol("1:nat");
          yield NAT_ONE;
        }
        yield in.looksAtWord("1") && in.keyword("1") ? ONE : named();
      }
      default -> named();
    };
  }

  private @Nullable Term noTerm(@Nullable String why) {
    in.miss("a term");
    if (why != null) {
      in.complain(why);
    }
    return null;
  }

  private @Nullable Term name(Sort sort) {
    String id = in.quotedName();
    return id == null ? null : new Name(sort, id);
  }

  private @Nullable Term percent() {
    if (in.looksAtWord("%1")) {
      in.keyword("%1");
      return NAT_ONE;
    }
    if (in.peekSecond() != '\'') {
      return sigilVariable(Sort.NAT);
    }
    if (literals == Literals.EQUATIONS) {
      return noTerm("names of naturals are not allowed in equations");
    }
    in.next();
    return name(Sort.NAT);
  }

  /** What starts with an identifier: an application, a constant, or a variable. */
  private @Nullable Term named() {
    int start = in.pos();
    if (in.looksAtWord("diff")) {
      return diff();
    }
    if (in.identEnd() == start) {
      return noTerm(null);
    }
    String id = in.ident();
    if (id == null) {
      return null;
    }
    if (literals == Literals.EQUATIONS && SymbolTable.isReserved(id)) {
      throw in.error(start, "`\"" + id + "\"` is a reserved function name for builtins.");
    }
    if (id.equals("DH_neutral")) {
      return DH_NEUTRAL;
    }
    int after = in.pos();
    char c = in.peek();
    if (c == '(' || c == '{') {
      Term t = c == '(' ? application(id) : binary(id);
      if (t != null) {
        return t;
      }
      in.reset(after);
      return variable(id);
    }
    Symbol f = symbols.lookup(id);
    return f != null && f.arity() == 0 ? Term.app(f) : variable(id);
  }

  private @Nullable Term application(String id) {
    Symbol f = id.equals("em") ? Symbol.EMAP : symbols.lookup(id);
    if (f == null) {
      in.complain("the function " + id + " is not declared");
      return null;
    }
    in.symbol("(");
    if (f.arity() == 1) {
      Term t = tuple();
      return t != null && in.symbol(")") ? Term.app(f, t) : null;
    }
    List<Term> args = new ArrayList<>(4);
    while (in.peek() != ')') {
      Term t = term();
      if (t == null) {
        return null;
      }
      args.add(t);
      if (!in.symbol(",")) {
        break;
      }
    }
    if (!in.symbol(")")) {
      return null;
    }
    if (args.size() != f.arity()) {
      in.complain("the function " + id + " takes " + f.arity() + " arguments, not " + args.size());
      return null;
    }
    return Term.app(f, args);
  }

  /** {@code f{a}b}. */
  private @Nullable Term binary(String id) {
    Symbol f = id.equals("em") ? FREE_EM : symbols.lookup(id);
    if (f == null || f.arity() != 2) {
      in.complain(f == null ? "the function " + id + " is not declared" : "the function " + id + " is not binary");
      return null;
    }
    in.enter();
    in.symbol("{");
    Term a = tuple();
    Term b = a != null && in.symbol("}") ? primary() : null;
    in.leave();
    return a == null || b == null ? null : Term.app(f, a, b);
  }

  private @Nullable Term diff() {
    int start = in.pos();
    if (literals == Literals.EQUATIONS) {
      return noTerm("diff operator not allowed in equations");
    }
    if (!theory.diffTerms()) {
      return noTerm("diff operator found, but flag diff not set");
    }
    in.keyword("diff");
    if (!in.symbol("(")) {
      in.reset(start);
      return noTerm(null);
    }
    Term a = term();
    Term b = a != null && in.symbol(",") ? term() : null;
    if (a == null || b == null || !in.symbol(")")) {
      in.complain("the diff operator requires exactly 2 arguments");
      return null;
    }
    return Term.app(Symbol.DIFF, a, b);
  }

  // Variables.

  /** A variable of which the name was read. */
  private @Nullable Term variable(String id) {
    int index = index();
    return resolve(suffixed(id, index));
  }

  private Var suffixed(String id, int index) {
    if (in.peek() == ':') {
      if (hasTypes()) {
        return typed(new Var(id, Sort.MSG, index));
      }
      Sort sort = sortSuffix();
      if (sort != null) {
        return new Var(id, sort, index);
      }
    }
    return new Var(id, Sort.MSG, index);
  }

  /** {@code :sort} of a message; null and no move if something else comes next. */
  private @Nullable Sort sortSuffix() {
    int before = in.pos();
    in.symbol(":");
    if (in.keyword("pub")) {
      return Sort.PUB;
    }
    if (in.keyword("fresh")) {
      return Sort.FRESH;
    }
    if (in.keyword("msg")) {
      return Sort.MSG;
    }
    if (in.keyword("nat")) {
      return Sort.NAT;
    }
    in.reset(before);
    return null;
  }

  private @Nullable Term sigilVariable(Sort sort) {
    Var v = afterSigil(sort);
    if (v == null) {
      return null;
    }
    return resolve(hasTypes() ? typed(v) : v);
  }

  /** A variable that starts with the sign of its sort. */
  private @Nullable Var afterSigil(Sort sort) {
    in.next();
    String id = in.ident();
    return id == null ? null : new Var(id, sort, index());
  }

  /** {@code .n}, or 0. */
  private int index() {
    if (in.peek() != '.') {
      return 0;
    }
    int before = in.pos();
    in.symbol(".");
    if (in.looksAtDigit()) {
      return in.natural();
    }
    in.reset(before);
    return 0;
  }

  private Var typed(Var v) {
    int before = in.pos();
    if (!in.symbol(":")) {
      return v;
    }
    String type = in.ident();
    if (type == null) {
      in.reset(before);
      return v;
    }
    return type.equals("Any") ? v : TypedVar.of(v, type);
  }

  private @Nullable Term matchedVariable() {
    in.symbol("=");
    Var v = processVariable();
    return v == null ? null : new Var("=" + v.name(), v.sort(), v.index());
  }

  /** A variable of a process, {@code ~x:type}. */
  @Nullable Var processVariable() {
    Var v =
        switch (in.peek()) {
          case '$' -> afterSigil(Sort.PUB);
          case '~' -> afterSigil(Sort.FRESH);
          case '%' -> afterSigil(Sort.NAT);
          case '#' -> afterSigil(Sort.NODE);
          default -> {
            String id = in.ident();
            yield id == null ? null : new Var(id, Sort.MSG, index());
          }
        };
    return v == null ? null : typed(v);
  }

  /** A time point: {@code #i}, {@code i:node}, or {@code i}. */
  @Nullable Term node() {
    Var v = nodeVariable();
    return v == null ? null : resolve(v);
  }

  /** A time point that no quantifier binds. */
  @Nullable Var nodeVariable() {
    if (in.peek() == '#') {
      return afterSigil(Sort.NODE);
    }
    String id = in.ident();
    if (id == null) {
      return null;
    }
    int index = index();
    int before = in.pos();
    if (in.peek() == ':' && !(in.symbol(":") && in.keyword("node"))) {
      in.reset(before);
    }
    return new Var(id, Sort.NODE, index);
  }

  /** A variable of a quantifier: a message variable or {@code #i}. */
  @Nullable Var quantified() {
    Literals old = use(hasTypes() ? literals : Literals.MESSAGES);
    Var v = in.peek() == '#' ? nodeVariable() : messageVariable();
    use(old);
    return v;
  }

  private @Nullable Var messageVariable() {
    return switch (in.peek()) {
      case '$' -> afterSigil(Sort.PUB);
      case '~' -> afterSigil(Sort.FRESH);
      case '%' -> afterSigil(Sort.NAT);
      default -> {
        String id = in.ident();
        yield id == null ? null : suffixed(id, index());
      }
    };
  }

  /** A variable of any sort: parameters of macros and predicates. */
  @Nullable Var any() {
    Literals old = use(Literals.MESSAGES);
    Var v = in.peek() == '#' ? afterSigil(Sort.NODE) : messageVariable();
    if (v != null && v.sort() == Sort.MSG && in.peek() == ':') {
      int before = in.pos();
      in.symbol(":");
      if (in.keyword("node")) {
        v = new Var(v.name(), Sort.NODE, v.index());
      } else {
        in.reset(before);
      }
    }
    use(old);
    return v;
  }

  /** The left side of a {@code let} definition: a variable of sort msg or nat. */
  @Nullable Var letVariable() {
    if (in.peek() == '%') {
      return afterSigil(Sort.NAT);
    }
    String id = in.ident();
    if (id == null) {
      return null;
    }
    int index = index();
    Sort sort = Sort.MSG;
    if (in.peek() == ':') {
      int before = in.pos();
      in.symbol(":");
      if (in.keyword("nat")) {
        sort = Sort.NAT;
      } else if (!in.keyword("msg")) {
        in.reset(before);
      }
    }
    return new Var(id, sort, index);
  }
}
