package org.troop.cli;

/** Something that the original does and this version does not do yet. */
final class UnsupportedFeatureException extends RuntimeException {
    UnsupportedFeatureException(String what) {
        super(what + " is not supported yet", null, false, false);
    }
}
