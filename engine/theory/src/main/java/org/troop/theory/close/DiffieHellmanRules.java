package org.troop.theory.close;

import java.util.List;
import org.troop.term.Symbol;

/**
 * The adversary's rules for Diffie-Hellman exponentiation and bilinear pairings: the variants of taking apart {@code
 * x^y}, {@code pmult(x, y)} and {@code em(x, y)}, once and for all (Schmidt, Meier, Cremers, Basin, CSF 2012; Schmidt,
 * Sasse, Cremers, Basin, S&P 2014). Their order and the names of their variables decide the order of cases.
 *
 * <p>One rule per line: premises and conclusion, apart by semicolons. A digit i is the variable x.i (0 is x), {@code i}
 * the inverse of what follows, {@code p} is pmult, {@code e} is em; {@code *} binds tighter than {@code ^}. Premises
 * are {@code KD}, those after a {@code +} are {@code KU}; conclusions are {@code KD}.
 */
final class DiffieHellmanRules {
    private static final String EXP = """
            2^3 ; +1 ; 2^1*3
            3^2 ; +i2 ; 3
            3^i2 ; +2 ; 3
            3^i4 ; +i2 ; 3^i(2*4)
            2^3 ; +i(3*4) ; 2^i4
            2^3 ; +4*i3 ; 2^4
            4^i2 ; +2*3 ; 4^3
            3^i(2*4) ; +2 ; 3^i4
            3^2*4 ; +i2 ; 3^4
            3^4*i2 ; +2 ; 3^4
            2^i3 ; +4*i5 ; 2^4*i(3*5)
            3^4*i5 ; +i2 ; 3^4*i(2*5)
            2^3 ; +4*i(3*5) ; 2^4*i5
            4^i(2*5) ; +2*3 ; 4^3*i5
            4^3*5 ; +2*i3 ; 4^2*5
            4^3*5 ; +i(2*3) ; 4^5*i2
            4^5*i2 ; +2*3 ; 4^3*5
            3^4*i(2*5) ; +2 ; 3^4*i5
            4^5*i6 ; +2*i3 ; 4^2*5*i(3*6)
            4^3*i2 ; +2*i3 ; 4
            4^i(2*5) ; +2*i3 ; 4^i(3*5)
            4^3*i5 ; +i(2*3) ; 4^i(2*5)
            2^3*4 ; +5*i(3*6) ; 2^4*5*i6
            4^5*i(2*6) ; +2*3 ; 4^3*5*i6
            4^3*5*i2 ; +2*i3 ; 4^5
            5^4*i2 ; +2*3*i4 ; 5^3
            5^i(2*6) ; +2*3*i4 ; 5^3*i(4*6)
            4^3*5*i6 ; +i(2*3) ; 4^5*i(2*6)
            4^3*i(2*5) ; +2*i3 ; 4^i5
            2^3*i4 ; +4*i(3*5) ; 2^i5
            5^4*6*i2 ; +2*3*i4 ; 5^3*6
            2^3*i4 ; +5*i(3*6) ; 2^5*i(4*6)
            4^5*i(2*6) ; +2*i3 ; 4^5*i(3*6)
            5^4*i(2*6) ; +2*3*i4 ; 5^3*i6
            5^4*6*i2 ; +2*i(3*4) ; 5^6*i3
            2^3*i4 ; +4*5*i(3*6) ; 2^5*i6
            4^3*5*i(2*6) ; +2*i3 ; 4^5*i6
            5^6*i(2*7) ; +2*3*i4 ; 5^3*6*i(4*7)
            5^4*6*i7 ; +2*i(3*4) ; 5^2*6*i(3*7)
            5^4*i(2*6) ; +2*i(3*4) ; 5^i(3*6)
            5^4*6*i(2*7) ; +2*3*i4 ; 5^3*6*i7
            2^3*4*i5 ; +5*6*i(3*7) ; 2^4*6*i7
            6^5*i(2*7) ; +2*3*i(4*5) ; 6^3*i(4*7)
            5^4*6*i(2*7) ; +2*i(3*4) ; 5^6*i(3*7)
            6^5*7*i(2*8) ; +2*3*i(4*5) ; 6^3*7*i(4*8)
            """;

    private static final String PMULT = """
            p(2,3) ; +1 ; p(1*2,3)
            p(2,3) ; +i2 ; 3
            p(i2,3) ; +2 ; 3
            p(i3,4) ; +i2 ; p(i(2*3),4)
            p(2,3) ; +i(2*4) ; p(i4,3)
            p(2,3) ; +4*i2 ; p(4,3)
            p(i2,4) ; +2*3 ; p(3,4)
            p(i(2*3),4) ; +2 ; p(i3,4)
            p(2*3,4) ; +i2 ; p(3,4)
            p(3*i2,4) ; +2 ; p(3,4)
            p(i2,3) ; +4*i5 ; p(4*i(2*5),3)
            p(3*i4,5) ; +i2 ; p(3*i(2*4),5)
            p(2,3) ; +4*i(2*5) ; p(4*i5,3)
            p(i(2*4),5) ; +2*3 ; p(3*i4,5)
            p(3*4,5) ; +2*i3 ; p(2*4,5)
            p(3*4,5) ; +i(2*3) ; p(4*i2,5)
            p(4*i2,5) ; +2*3 ; p(3*4,5)
            p(3*i(2*4),5) ; +2 ; p(3*i4,5)
            p(4*i5,6) ; +2*i3 ; p(2*4*i(3*5),6)
            p(3*i2,4) ; +2*i3 ; 4
            p(i(2*4),5) ; +2*i3 ; p(i(3*4),5)
            p(3*i4,5) ; +i(2*3) ; p(i(2*4),5)
            p(2*3,4) ; +5*i(2*6) ; p(3*5*i6,4)
            p(4*i(2*5),6) ; +2*3 ; p(3*4*i5,6)
            p(3*4*i2,5) ; +2*i3 ; p(4,5)
            p(4*i2,5) ; +2*3*i4 ; p(3,5)
            p(i(2*5),6) ; +2*3*i4 ; p(3*i(4*5),6)
            p(3*4*i5,6) ; +i(2*3) ; p(4*i(2*5),6)
            p(3*i(2*4),5) ; +2*i3 ; p(i4,5)
            p(2*i3,4) ; +3*i(2*5) ; p(i5,4)
            p(4*5*i2,6) ; +2*3*i4 ; p(3*5,6)
            p(2*i3,4) ; +5*i(2*6) ; p(5*i(3*6),4)
            p(4*i(2*5),6) ; +2*i3 ; p(4*i(3*5),6)
            p(4*i(2*5),6) ; +2*3*i4 ; p(3*i5,6)
            p(4*5*i2,6) ; +2*i(3*4) ; p(5*i3,6)
            p(2*i3,4) ; +3*5*i(2*6) ; p(5*i6,4)
            p(3*4*i(2*5),6) ; +2*i3 ; p(4*i5,6)
            p(5*i(2*6),7) ; +2*3*i4 ; p(3*5*i(4*6),7)
            p(4*5*i6,7) ; +2*i(3*4) ; p(2*5*i(3*6),7)
            p(4*i(2*5),6) ; +2*i(3*4) ; p(i(3*5),6)
            p(4*5*i(2*6),7) ; +2*3*i4 ; p(3*5*i6,7)
            p(2*3*i4,5) ; +4*6*i(2*7) ; p(3*6*i7,5)
            p(5*i(2*6),7) ; +2*3*i(4*5) ; p(3*i(4*6),7)
            p(4*5*i(2*6),7) ; +2*i(3*4) ; p(5*i(3*6),7)
            p(5*6*i(2*7),8) ; +2*3*i(4*5) ; p(3*6*i(4*7),8)
            """;

    private static final String EM = """
            p(2,3) ; +1 ; e(1,3)^2
            +0 ; p(2,3) ; e(0,3)^2
            p(2,3) ; p(4,5) ; e(3,5)^2*4
            p(2,3) ; p(i2,4) ; e(3,4)
            p(i2,3) ; p(i4,5) ; e(3,5)^i(2*4)
            p(2,3) ; p(i(2*4),5) ; e(3,5)^i4
            p(2,3) ; p(4*i2,5) ; e(3,5)^4
            p(i2,3) ; p(2*4,5) ; e(3,5)^4
            p(i2,3) ; p(4*i5,6) ; e(3,6)^4*i(2*5)
            p(2,3) ; p(4*i(2*5),6) ; e(3,6)^4*i5
            p(i(2*5),6) ; p(2*3,4) ; e(4,6)^3*i5
            p(2*3,4) ; p(5*i2,6) ; e(4,6)^3*5
            p(2*i3,4) ; p(5*i6,7) ; e(4,7)^2*5*i(3*6)
            p(2*i3,4) ; p(3*i2,5) ; e(4,5)
            p(i(2*3),4) ; p(3*i5,6) ; e(4,6)^i(2*5)
            p(2*3,4) ; p(5*i(2*6),7) ; e(4,7)^3*5*i6
            p(3*5*i2,6) ; p(2*i3,4) ; e(4,6)^5
            p(i(2*3),4) ; p(3*5*i6,7) ; e(4,7)^5*i(2*6)
            p(3*i(2*5),6) ; p(2*i3,4) ; e(4,6)^i5
            p(2*3*i4,5) ; p(4*6*i2,7) ; e(5,7)^3*6
            p(2*i3,4) ; p(5*i(2*6),7) ; e(4,7)^5*i(3*6)
            p(4*i(2*6),7) ; p(2*3*i4,5) ; e(5,7)^3*i6
            p(3*5*i(2*6),7) ; p(2*i3,4) ; e(4,7)^5*i6
            p(2*3*i4,5) ; p(6*i(2*7),8) ; e(5,8)^3*6*i(4*7)
            p(2*i(3*4),5) ; p(4*i(2*6),7) ; e(5,7)^i(3*6)
            p(4*6*i(2*7),8) ; p(2*3*i4,5) ; e(5,8)^3*6*i7
            p(2*i(3*4),5) ; p(4*6*i(2*7),8) ; e(5,8)^6*i(3*7)
            p(2*3*i(4*5),6) ; p(5*7*i(2*8),9) ; e(6,9)^3*7*i(4*8)
            """;

    private final AdversaryFacts a;
    private String row = "";
    private int at;

    private DiffieHellmanRules(AdversaryFacts a) {
        this.a = a;
    }

    /** Appends the rules for exponentiation. */
    static void exponentiation(AdversaryFacts a, List<AdversaryRule> out) {
        int x = a.x(0);
        int y = a.x(1);
        out.add(a.construction("c_exp", a.ku(x, y), a.app(Symbol.EXP, x, y)));
        out.add(a.construction("c_inv", a.ku(x), a.app(Symbol.INV, x)));
        out.add(a.construction("c_one", AdversaryFacts.NONE, a.app(Symbol.ONE)));
        out.add(a.construction("c_DH_neutral", AdversaryFacts.NONE, a.app(Symbol.DH_NEUTRAL)));
        out.add(a.construction("c_mult", a.ku(x, y), a.app(Symbol.MULT, x, y)));
        new DiffieHellmanRules(a).table("d_exp", EXP, out);
        out.add(a.destruction("d_inv", 0, a.kd(a.app(Symbol.INV, y)), y));
    }

    /** Appends the rules for pairings; those for exponentiation come before them. */
    static void pairing(AdversaryFacts a, List<AdversaryRule> out) {
        int x = a.x(0);
        int y = a.x(1);
        out.add(a.construction("c_pmult", a.ku(x, y), a.app(Symbol.PMULT, y, x)));
        out.add(a.construction("c_em", a.ku(x, y), a.app(Symbol.EMAP, x, y)));
        DiffieHellmanRules r = new DiffieHellmanRules(a);
        r.table("d_pmult", PMULT, out);
        r.table("d_em", EM, out);
    }

    private void table(String name, String rows, List<AdversaryRule> out) {
        rows.lines().forEach(line -> {
            row = line.replace(" ", "");
            at = 0;
            int[] premises = {premise(), premise()};
            out.add(a.destruction(name, 0, premises, term()));
        });
    }

    private int premise() {
        int p = accept('+') ? a.ku(term())[0] : a.kd(term())[0];
        expect(';');
        return p;
    }

    private int term() {
        int base = product();
        return accept('^') ? a.app(Symbol.EXP, base, product()) : base;
    }

    private int product() {
        int t = factor();
        while (accept('*')) {
            t = a.app(Symbol.MULT, t, factor());
        }
        return t;
    }

    private int factor() {
        char c = row.charAt(at++);
        switch (c) {
            case 'i':
                return a.app(Symbol.INV, factor());
            case 'p', 'e':
                expect('(');
                int left = term();
                expect(',');
                int right = term();
                expect(')');
                return a.app(c == 'p' ? Symbol.PMULT : Symbol.EMAP, left, right);
            case '(':
                int inner = term();
                expect(')');
                return inner;
            default:
                return a.x(c - '0');
        }
    }

    private boolean accept(char c) {
        if (at < row.length() && row.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw new IllegalStateException(row);
        }
    }
}
