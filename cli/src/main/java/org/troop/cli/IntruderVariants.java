package org.troop.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.troop.term.store.TermStore;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.FactTerms;
import org.troop.theory.close.Rule;
import org.troop.theory.parse.ParseOptions;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.print.Layout;
import org.troop.theory.print.RulePrinter;
import org.troop.theory.syntax.Fact;

/** The adversary's rules for Diffie-Hellman exponentiation and for bilinear pairings, as the mode {@code variants} prints them. */
final class IntruderVariants {
    private static final Set<String> EXPONENTIATION =
            Set.of("c_exp", "c_inv", "c_one", "c_DH_neutral", "c_mult", "d_exp", "d_inv");
    private static final Set<String> PAIRING = Set.of("c_pmult", "c_em", "d_pmult", "d_em");

    private final ClosedTheory theory;

    IntruderVariants() {
        theory = LoadedTheory.close(
                        "",
                        TheoryParser.parseString(
                                "theory Variants begin builtins: diffie-hellman, bilinear-pairing end",
                                "",
                                ParseOptions.DEFAULT),
                        new SettingsBuilder().derivationSeconds(0).build(),
                        List.of(),
                        line -> {})
                .closed();
    }

    String exponentiation() {
        return text(EXPONENTIATION);
    }

    /** Without the rules for exponentiation, which come with those for pairings. */
    String pairing() {
        return text(PAIRING);
    }

    /** Writes both lists to the places that the original has for them. */
    void write(Path directory) throws IOException {
        OutputFile.write(directory.resolve("data/intruder_variants_dh.spthy"), exponentiation());
        OutputFile.write(directory.resolve("data/intruder_variants_bp.spthy"), pairing());
    }

    private String text(Set<String> names) {
        List<Rule> all = new ArrayList<>(theory.construction());
        all.addAll(theory.destruction());
        return all.stream()
                .filter(r -> names.contains(r.info().name()))
                .map(this::text)
                .collect(Collectors.joining("\n"));
    }

    private String text(Rule r) {
        return Layout.PAGE.render(RulePrinter.doc(
                        "rule (modulo AC)",
                        r.info().name(),
                        List.of(),
                        facts(r.premises()),
                        facts(r.actions()),
                        facts(r.conclusions())))
                + "\n";
    }

    private List<Fact> facts(int[] terms) {
        TermStore s = theory.base();
        List<Fact> out = new ArrayList<>();
        for (int t : terms) {
            out.add(FactTerms.toTree(s, t, 0));
        }
        return out;
    }
}
