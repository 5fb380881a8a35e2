package org.troop.security;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** How connections are secured. */
public sealed interface Transport {
    /** In the clear, between processes of one machine only. */
    record Local() implements Transport {}

    /** In the clear wherever the way leads: somebody has said {@code --insecure}. */
    record Insecure() implements Transport {}

    /** TLS 1.2 or 1.3, with certificates on both sides. */
    record Encrypted(TlsIdentity identity) implements Transport {}

    /**
     * @param what names the address in the message
     * @param address host:port
     * @throws SecuritySetupException for connections in the clear that would leave the machine
     */
    default void requireFor(String what, String address) {
        if (this instanceof Local && !isLoopback(address)) {
            throw new SecuritySetupException(
                    what + " " + address + " is not on this machine's loopback, and connections are"
                            + " not encrypted; expected --tls DIRECTORY with certificates ('troop ca' makes some), or --insecure"
                            + " to send everything in the clear");
        }
    }

    /** Whether what is sent to host:port stays on this machine. */
    static boolean isLoopback(String address) {
        String host = address.substring(0, Math.max(0, address.lastIndexOf(':')));
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            return !host.isEmpty() && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
