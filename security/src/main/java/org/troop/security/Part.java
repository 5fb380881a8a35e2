package org.troop.security;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the holder of a certificate is in the cluster. A certificate says so by a subject alternative name of the type URI, such
 * as {@code urn:troop:part:worker}; it may have several.
 */
public enum Part {
    COORDINATOR,
    WORKER,
    CLIENT;

    private static final int URI_NAME = 6; // RFC 5280, GeneralName

    public String uri() {
        return "urn:troop:part:" + label();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a certificate that names none. */
    public static Set<Part> of(X509Certificate certificate) {
        Set<Part> out = EnumSet.noneOf(Part.class);
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (List<?> n : names == null ? List.<List<?>>of() : names) {
                for (Part p : values()) {
                    if (n.get(0).equals(URI_NAME) && p.uri().equals(n.get(1))) {
                        out.add(p);
                    }
                }
            }
        } catch (CertificateParsingException e) {
            return EnumSet.noneOf(Part.class);
        }
        return out;
    }
}
