package org.troop.worker.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import org.troop.solver.system.MalformedCodeException;

/**
 * Encoded constraint systems as bytes: a version, then the numbers of the engine's encoding with variable length, typically one
 * or two bytes each. Equal systems give equal bytes. Only this one class can be read, and nothing is allocated that the bytes
 * do not contain.
 */
public final class SystemBytes {
    /** Largest encoding that is taken or given. */
    public static final int MAX_BYTES = 16 << 20;

    private static final int VERSION = 2;
    private static final int CLASS_ID = 20;
    private static final ThreadLocal<Kryo> KRYO = ThreadLocal.withInitial(SystemBytes::kryo);

    private SystemBytes() {}

    /** What is written: the numbers alone. */
    record Code(int[] numbers) {}

    private static Kryo kryo() {
        Kryo k = new Kryo();
        k.setRegistrationRequired(true);
        k.setReferences(false);
        k.register(Code.class, new CodeSerializer(), CLASS_ID);
        return k;
    }

    public static byte[] encode(int[] system) {
        try (Output out = new Output(Math.min(MAX_BYTES, 16 + 2 * system.length), MAX_BYTES)) {
            KRYO.get().writeObject(out, new Code(system));
            return out.toBytes();
        }
    }

    /** @throws MalformedCodeException for bytes that {@link #encode} does not give */
    public static int[] decode(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedCodeException("a system of " + bytes.length + " bytes, the largest is " + MAX_BYTES);
        }
        try (Input in = new Input(bytes)) {
            // Never by a class that the bytes name: Kryo allocates as many characters for the name as they claim.
            Code c = KRYO.get().readObject(in, Code.class);
            if (in.position() == bytes.length) {
                return c.numbers;
            }
        } catch (MalformedCodeException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new MalformedCodeException("bytes that are no encoded system", e);
        }
        throw new MalformedCodeException("bytes that are no encoded system");
    }

    private static final class CodeSerializer extends Serializer<Code> {
        @Override
        public void write(Kryo kryo, Output out, Code c) {
            out.writeVarInt(VERSION, true);
            out.writeVarInt(c.numbers.length, true);
            for (int n : c.numbers) {
                out.writeVarInt(n, true);
            }
        }

        @Override
        public Code read(Kryo kryo, Input in, Class<? extends Code> type) {
            int version = in.readVarInt(true);
            if (version != VERSION) {
                throw new MalformedCodeException(
                        "a system in version " + version + " of its encoding, expected " + VERSION);
            }
            int n = in.readVarInt(true);
            if (n < 0 || n > in.limit() - in.position()) {
                throw new MalformedCodeException("an encoded system that is cut short");
            }
            int[] numbers = new int[n];
            for (int i = 0; i < n; i++) {
                numbers[i] = in.readVarInt(true);
            }
            return new Code(numbers);
        }
    }
}
