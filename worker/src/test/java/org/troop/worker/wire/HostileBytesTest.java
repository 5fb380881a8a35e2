package org.troop.worker.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.troop.solver.system.MalformedCodeException;

/** Encoded systems from whoever: numbers, or an error, and nothing else. */
class HostileBytesTest {
    @Property
    void encodedNumbersComeBack(@ForAll int[] numbers) {
        assertArrayEquals(numbers, SystemBytes.decode(SystemBytes.encode(numbers)));
    }

    @Property
    void anyBytesAreASystemOrAnError(@ForAll byte[] bytes) {
        try {
            SystemBytes.decode(bytes);
        } catch (MalformedCodeException e) {
            // as it should
        }
    }

    @Test
    void classesThatAreNotRegisteredAreNotRead() {
        Kryo free = new Kryo();
        free.setRegistrationRequired(false);
        Output byName = new Output(1_000);
        free.writeClassAndObject(byName, new ArrayList<>());
        assertThrows(MalformedCodeException.class, () -> SystemBytes.decode(byName.toBytes()));
    }

    @Test
    void lengthsAreNotBelieved() {
        byte[] claimsMore = {2, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f};
        assertThrows(MalformedCodeException.class, () -> SystemBytes.decode(claimsMore));
        assertThrows(MalformedCodeException.class, () -> SystemBytes.decode(new byte[SystemBytes.MAX_BYTES + 1]));
        byte[] longClassName = {1, 0, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07};
        assertThrows(MalformedCodeException.class, () -> SystemBytes.decode(longClassName));
    }
}
