package org.troop.theory.close;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.troop.theory.close.ClosedTheory.Behaviour;

final class InjectiveFactsTest {
    private static final String SIGNATURE = "builtins: natural-numbers, multiset, symmetric-encryption, hashing\n";

    private static String injective(String... rules) throws Exception {
        StringBuilder items = new StringBuilder(SIGNATURE);
        for (int i = 0; i < rules.length; i++) {
            items.append("rule R").append(i).append(": ").append(rules[i]).append('\n');
        }
        return Closings.close(items.toString()).injective().stream()
                .map(f -> f.tag().name() + "(id"
                        + f.behaviours().stream()
                                .map(b -> "," + (b.size() == 1 ? "" : "(")
                                        + b.stream().map(Behaviour::text).collect(Collectors.joining(","))
                                        + (b.size() == 1 ? "" : ")"))
                                .collect(Collectors.joining())
                        + ")")
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [Fr(~i),In(x)]-->[S(~i,x)]         | [S(i,x),In(y)]-->[S(i,x)]                  | S(id,=)
                    [Fr(~i),In(x)]-->[S(~i,<x,'1'>)]   | [S(i,<x,y>)]-->[S(i,<x,<y,z>>)]            | S(id,(=,<))
                    [Fr(~i),In(x)]-->[S(~i,%1,x)]      | [S(i,%n,z)]-->[S(i,%n %+ %1,h(z))]         | S(id,<,<)
                    [S(i,h(x))]-->[S(i,x)]             | [S(i,x)]-->[S(i,h(x))]                     | S(id,.)
                    [Fr(~i),In(x)]-->[S(~i,x)]         | [S(i,x)]-->[S(i,sdec(x,x))]                | S(id,.)
                    [Fr(~i),In(x)]-->[S(~i,x,x)]       | [S(i,x,y),Fr(~j)]-->[S(i,x,h(y)),S(~j,'n','m')] | S(id,=,<)
                    [S(i,x),Fr(j)]-->[S(j,x)]          | [S(i,x++'1')]-->[S(i,x)]                   | S(id,>)
                    [S(i,x)]-->[S(i,x)]                | [S(i,x)]-->[S(i,h(x))]                     | S(id,≤)
                    [S(i,x)]-->[S(i,x)]                | [S(i,h(x))]-->[S(i,x)]                     | S(id,≥)
                    [S(i,x)]-->[S(i,x)]                | [S(i,x)]-->[S(h(i),x)]                     | ''
                    [Fr(~i)]-->[S(~i,'a')]             | [S(i,x),S(i,y)]-->[S(i,x)]                 | ''
                    [Fr(~i)]-->[S(~i,'a')]             | [S(i,x)]-->[S(i,x),S(i,y)]                 | ''
                    [Fr(~i)]-->[S(~i,'a')]             | [S(i,x++'1')]-->[S(i,x++'1'++'2')]         | S(id,.)
                    [Fr(~i)]-->[!S(~i,'a')]            | [!S(i,x)]-->[!S(i,x)]                      | ''
                    """)
    void classifiesHowArgumentsChange(String first, String second, String expected) throws Exception {
        assertEquals(expected, injective(first, second));
    }

    @Test
    void cutsSpinesToTheShortest() throws Exception {
        assertEquals(
                "S(id,(=,.),≤)",
                injective(
                        "[S(i,<x,y,z>,w)] --> [S(i,<x,z,z,z>,<w,w>)]",
                        "[S(i,<x,y>,w)] --> [S(i,<x,h(y)>,h(w))]",
                        "[S(i,<x,y>,w)] --> [S(i,<x,h(y)>,w)]"));
    }

    @Test
    void factsWithOneArgumentHaveNoBehaviour() throws Exception {
        assertEquals("S(id)", injective("[Fr(~i)] --> [S(~i)]", "[S(i)] --> [S(i)]"));
    }
}
