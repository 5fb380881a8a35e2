package org.troop.theory.close;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AdversaryRulesTest {
    private static final List<String> PROJECTIONS =
            List.of("d_0_fst/0: [KD( <x.1, x.2> )] --> [KD( x.1 )]", "d_0_snd/0: [KD( <x.1, x.2> )] --> [KD( x.2 )]");

    /** Destruction rules without the projections. */
    private static List<String> destruction(String items) throws Exception {
        ClosedTheory t = Closings.close(items);
        List<String> lines = Closings.lines(t, t.destruction());
        assertTrue(lines.containsAll(PROJECTIONS), lines::toString);
        return lines.stream().filter(l -> !PROJECTIONS.contains(l)).toList();
    }

    private static List<String> construction(String items) throws Exception {
        ClosedTheory t = Closings.close(items);
        return Closings.lines(t, t.construction());
    }

    @Test
    void pairingOnlyHasFewRules() throws Exception {
        ClosedTheory t = Closings.close("");
        assertEquals(PROJECTIONS, Closings.lines(t, t.destruction()));
        assertEquals(
                List.of(
                        "c_fst: [KU( x )] --> [KU( fst(x) )]",
                        "c_pair: [KU( x ), KU( x.1 )] --> [KU( <x, x.1> )]",
                        "c_snd: [KU( x )] --> [KU( snd(x) )]",
                        "coerce: [KD( x )] --> [KU( x )]",
                        "pub: [] --> [KU( $x )]",
                        "fresh: [Fr( ~x )] --> [KU( ~x )]"),
                Closings.lines(t, t.construction()));
        assertEquals(
                List.of("isend: [KU( x )] --> [In( x )]", "irecv: [Out( x )] --> [KD( x )]"),
                Closings.lines(t, t.protocol()));
        assertTrue(t.allDestructionsAreSubtermRules());
    }

    @Test
    void takesCiphertextsApart() throws Exception {
        assertEquals(
                List.of("d_0_sdec/0: [KD( senc(x.1, x.2) ), KU( x.2 )] --> [KD( x.1 )]"),
                destruction("builtins: symmetric-encryption"));
    }

    @Test
    void bundlesAreDestructedFromOutside() throws Exception {
        assertEquals(
                List.of(
                        "d_0_0_prefix_senc/0: [KD( <x, y> ), KU( k )] --> [KD( senc(x, k) )]",
                        "d_0_prefix/0: [KD( senc(<x, y>, k) )] --> [KD( senc(x, k) )]"),
                destruction("functions: prefix/1, senc/2\nequations: prefix(senc(<x,y>,k)) = senc(x,k)"));
    }

    @Test
    void blindSignaturesHaveARulePerLayer() throws Exception {
        List<String> rules =
                destruction("functions: unblind/2, sg/2, blind/2\nequations: unblind(sg(blind(m,r),k),r) = sg(m,k)");
        assertEquals(
                List.of(
                        "d_0_0_unblind_sg/0: [KD( blind(m, r) ), KU( r ), KU( k )] --> [KD( sg(m, k) )]",
                        "d_0_unblind/0: [KD( sg(blind(m, r), k) ), KU( r )] --> [KD( sg(m, k) )]"),
                rules);
    }

    @Test
    void innerPathsAreNamedInnermostIndexFirst() throws Exception {
        assertEquals(
                List.of(
                        "d_0_ff/0: [KD( g(x, cc(x, y)) )] --> [KD( y )]",
                        "d_1_0_ff_g/0: [KD( cc(x, y) ), KU( x )] --> [KD( y )]"),
                destruction("functions: ff/1, g/2, cc/2\nequations: ff(g(x,cc(x,y))) = y"));
    }

    @Test
    void privateRootsEndThePath() throws Exception {
        assertEquals(
                List.of("d_0_ff/0: [KD( pp(x) )] --> [KD( x )]"),
                destruction("functions: ff/1, pp/1 [private]\nequations: ff(pp(x)) = x"));
    }

    @Test
    void verificationYieldsNothingNew() throws Exception {
        assertEquals(List.of(), destruction("builtins: signing"));
    }

    @Test
    void privateConstantsAreTakenOutAndDerived() throws Exception {
        String items = "functions: lk/1, cst/0, k/0 [private]\nequations: lk(cst) = k";
        assertEquals(List.of("d_0_lk/0: [KD( cst )] --> [KD( k )]"), destruction(items));
        assertTrue(construction(items).contains("c_k: [] --> [KU( k )]"));
    }

    @Test
    void constantsFromAnythingTwiceAreDropped() throws Exception {
        assertEquals(List.of(), destruction("functions: ll/2, k/0 [private]\nequations: ll(x,x) = k"));
    }

    @Test
    void subsumedRulesAreDropped() throws Exception {
        assertEquals(
                List.of("d_0_get_rep/0: [KD( rep(x.1, x.2) )] --> [KD( x.1 )]"),
                destruction("builtins: locations-report"));
    }

    @Test
    void swappingIsAppliedAsOftenAsTheTermIsLarge() throws Exception {
        assertEquals(
                List.of("d_0_sw/1: [KD( g(x, y) )] --> [KD( g(y, x) )]"),
                destruction("functions: sw/1, g/2\nequations: sw(g(x,y)) = g(y,x)"));
    }

    @Test
    void conclusionsThatAreNoSubtermsHaveVariants() throws Exception {
        ClosedTheory t =
                Closings.close("functions: h2/1, a/1, conv/1, enc/2\nequations: h2(a(x)) = x, conv(enc(x,y)) = h2(x)");
        List<String> lines = Closings.lines(t, t.destruction());
        int i = lines.indexOf("d_0_conv/0: [KD( enc(x, y) )] --> [KD( h2(x) )]");
        assertTrue(i >= 0, lines::toString);
        assertEquals("d_0_conv/0: [KD( enc(a(x.1), y) )] --> [KD( x.1 )]", lines.get(i + 1));
        assertFalse(t.allDestructionsAreSubtermRules());
    }

    @Test
    void destructorsAndPrivateSymbolsHaveNoConstruction() throws Exception {
        List<String> lines = construction("functions: p/1 [private], d/1 [destructor], c/2");
        assertTrue(lines.contains("c_c: [KU( x ), KU( x.1 )] --> [KU( c(x, x.1) )]"));
        assertFalse(lines.stream().anyMatch(l -> l.startsWith("c_p:") || l.startsWith("c_d:")));
    }

    @Test
    void acTheoriesBringTheirRulesInOrder() throws Exception {
        ClosedTheory t = Closings.close("builtins: natural-numbers, multiset, xor, bilinear-pairing");
        List<String> cs = t.construction().stream().map(r -> r.info().name()).toList();
        assertEquals(
                List.of(
                        "c_fst",
                        "c_pair",
                        "c_snd",
                        "coerce",
                        "pub",
                        "fresh",
                        "nat",
                        "c_union",
                        "c_xor",
                        "c_zero",
                        "c_exp",
                        "c_inv",
                        "c_one",
                        "c_DH_neutral",
                        "c_mult",
                        "c_pmult",
                        "c_em"),
                cs);
        List<String> ds = Closings.lines(t, t.destruction());
        assertEquals(2 + 1 + 2 + 46 + 45 + 28, ds.size());
        assertEquals("d_union/0: [KD( (x++y) )] --> [KD( x )]", ds.get(2));
        assertEquals("d_xor/1: [KD( (x⊕y) ), KU( (y⊕z) )] --> [KD( (x⊕z) )]", ds.get(3));
        assertEquals("d_exp/0: [KD( x.2^x.3 ), KU( x.1 )] --> [KD( x.2^(x.1*x.3) )]", ds.get(5));
        assertEquals(
                "d_exp/0: [KD( x.6^(x.5*x.7*inv((x.2*x.8))) ), KU( (x.2*x.3*inv((x.4*x.5))) )]"
                        + " --> [KD( x.6^(x.3*x.7*inv((x.4*x.8))) )]",
                ds.get(49));
        assertEquals("d_inv/0: [KD( inv(x.1) )] --> [KD( x.1 )]", ds.get(50));
        assertEquals("d_pmult/0: [KD( pmult(x.2, x.3) ), KU( x.1 )] --> [KD( pmult((x.1*x.2), x.3) )]", ds.get(51));
        assertEquals("d_em/0: [KU( x ), KD( pmult(x.2, x.3) )] --> [KD( em(x, x.3)^x.2 )]", ds.get(97));
        assertTrue(t.allDestructionsAreSubtermRules());
        assertEquals(
                t.heads().find(RuleInfo.destruction("d_union", 0, true, false)),
                t.special().destructUnion());
    }

    @Test
    void everyCountThatAStepCanLeadToHasAHead() throws Exception {
        ClosedTheory t = Closings.close("builtins: symmetric-encryption\n"
                + "functions: h2/1, a/1, conv/1, enc/2\nequations: h2(a(x)) = x, conv(enc(x,y)) = h2(x)");
        for (Rule p : t.destruction()) {
            for (Rule r : t.destruction()) {
                if (p.info().name().equals(r.info().name())) {
                    for (int n = p.info().remaining() - 1; n > 0; n--) {
                        int head = t.special().withRemaining().get(r.head())[n];
                        assertEquals(r.info().withRemaining(n), t.heads().key(head));
                        assertTrue(t.special().withRemaining().containsKey(head));
                    }
                }
            }
        }
    }
}
