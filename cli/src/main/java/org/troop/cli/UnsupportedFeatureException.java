package org.troop.cli;

/** Something that the original does and this version does not do yet. */
public final class UnsupportedFeatureException extends RuntimeException {
    UnsupportedFeatureException(String what) {
        this(what, "");
    }

    /** @param hint what the user can do, "; " before it */
    UnsupportedFeatureException(String what, String hint) {
        super(what + " is not supported yet" + hint, null, false, false);
    }
}
