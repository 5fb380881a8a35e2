package org.troop.theory.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.Process.Action;
import org.troop.theory.syntax.Process.Combinator;
import org.troop.theory.syntax.Process.Note;
import org.troop.theory.syntax.Process.Pattern;

/**
 * Replaces variables in a process, as calls do with parameters. A variable that the process binds by {@code new}, {@code
 * lookup} or a plain input must not be replaced; inside larger patterns it is, silently.
 */
public final class ProcessSubstitution {
    /** A binder would be replaced. */
    public static final class CapturedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CapturedException(String kind, Var v) {
            super("CapturedEx Captured" + kind + " " + v, null, false, false);
        }
    }

    private final Map<Var, Term> map;

    private ProcessSubstitution(Map<Var, Term> map) {
        this.map = map;
    }

    /**
     * The process with free variables replaced.
     *
     * @throws CapturedException if a binder of the process is in the map
     */
    public static Process apply(Process p, Map<Var, Term> map) {
        return map.isEmpty() ? p : new ProcessSubstitution(map).process(p);
    }

    private Process process(Process p) {
        Note note = note(p.note());
        return switch (p) {
            case Process.Null n -> new Process.Null(note);
            case Process.Prefix a -> new Process.Prefix(action(a.action()), process(a.next()), note);
            case Process.Branch b ->
                new Process.Branch(combinator(b.combinator()), process(b.left()), process(b.right()), note);
        };
    }

    private Note note(Note n) {
        return n.location() == null ? n : new Note(n.names(), term(n.location()));
    }

    private Action action(Action a) {
        return switch (a) {
            case Action.New x -> new Action.New(binder("New", x.variable()));
            case Action.Replicate x -> x;
            case Action.In x -> new Action.In(optional(x.channel()), input(x.pattern()));
            case Action.Out x -> new Action.Out(optional(x.channel()), term(x.message()));
            case Action.Insert x -> new Action.Insert(term(x.key()), term(x.value()));
            case Action.Delete x -> new Action.Delete(term(x.key()));
            case Action.Lock x -> new Action.Lock(term(x.key()));
            case Action.Unlock x -> new Action.Unlock(term(x.key()));
            case Action.Event x -> new Action.Event(x.fact().map(this::term));
            case Action.Rewrite x ->
                new Action.Rewrite(
                        facts(x.premises()),
                        facts(x.actions()),
                        facts(x.conclusions()),
                        formulas(x.restrictions()),
                        matched(x.matched()));
        };
    }

    private Combinator combinator(Combinator c) {
        return switch (c) {
            case Combinator.Parallel x -> x;
            case Combinator.Choice x -> x;
            case Combinator.IfEqual x -> new Combinator.IfEqual(term(x.left()), term(x.right()));
            case Combinator.If x -> new Combinator.If(x.condition().substitute(map));
            case Combinator.Let x -> new Combinator.Let(pattern(x.pattern()), term(x.term()));
            case Combinator.Lookup x -> new Combinator.Lookup(term(x.key()), binder("Lookup", x.variable()));
            case Combinator.Call x -> new Combinator.Call(x.name(), terms(x.arguments()));
        };
    }

    private Var binder(String kind, Var v) {
        if (map.containsKey(v)) {
            throw new CapturedException(kind, v);
        }
        return v;
    }

    private Pattern input(Pattern p) {
        if (p.term() instanceof Var v && !p.matched().contains(v) && !v.name().startsWith("pat_")) {
            binder("In", v);
        }
        return pattern(p);
    }

    private Pattern pattern(Pattern p) {
        return new Pattern(term(p.term()), matched(p.matched()));
    }

    /** Variables of a replacing term are matched where the replaced one was. */
    private Set<Var> matched(Set<Var> vs) {
        Set<Var> out = new TreeSet<>();
        for (Var v : vs) {
            term(v).occurrences(out);
        }
        return out;
    }

    private @Nullable Term optional(@Nullable Term t) {
        return t == null ? null : term(t);
    }

    private Term term(Term t) {
        return t.mapLiterals(l -> l instanceof Var v ? map.getOrDefault(v, v) : l);
    }

    private List<Term> terms(List<Term> ts) {
        List<Term> out = new ArrayList<>(ts.size());
        for (Term t : ts) {
            out.add(term(t));
        }
        return out;
    }

    private List<Fact> facts(List<Fact> fs) {
        List<Fact> out = new ArrayList<>(fs.size());
        for (Fact f : fs) {
            out.add(f.map(this::term));
        }
        return out;
    }

    private List<Formula> formulas(List<Formula> fs) {
        List<Formula> out = new ArrayList<>(fs.size());
        for (Formula f : fs) {
            out.add(f.substitute(map));
        }
        return out;
    }
}
