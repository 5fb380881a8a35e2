package org.troop.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A theory with lemmas that are done at once and one whose proof never ends. */
final class Endless {
    static final String THEORY = """
            theory L begin
            functions: mac/2
            rule S: [ Fr(~k), Fr(~s) ] --[ SetUp(~s, ~k) ]-> [ Sender(~s, ~k), !R(~s, ~k) ]
            rule Send: [ Sender(s, k), Fr(~m) ] --[ Sent(s, ~m) ]->
              [ Out(<s, ~m, mac(k, <'message', s, ~m>)>), Waiting(s, k, ~m) ]
            rule Receive: [ !R(s, k), In(<s, m, mac(k, <'message', s, m>)>) ] --[ Received(s, m) ]->
              [ Out(mac(k, <'receipt', s, m>)) ]
            rule Go: [ Waiting(s, k, m), In(mac(k, <'receipt', s, m>)) ] --[ Ack(s, m) ]-> [ Sender(s, k) ]
            lemma quick: "All s k #i. SetUp(s, k) @ i ==> SetUp(s, k) @ i"
            lemma endless: "All s m #i. Ack(s, m) @ i ==> (Ex #j. Received(s, m) @ j & j < i)"
            lemma last: "All s m #i. Ack(s, m) @ i ==> Ack(s, m) @ i"
            end
            """;

    private Endless() {}

    static Path in(Path directory) throws IOException {
        return Files.writeString(directory.resolve("l.spthy"), THEORY);
    }
}
